import { CLOUDFRONT_CERTIFICATE_REGION } from "../../../aws/cloudfront";
import { V2 } from "../../../aws/resource-types";
import * as pulumi from "@pulumi/pulumi";
import * as providers from "@pulumi/aws/provider";
import type { ApiRef } from "../../shared/api-ref";
import { defaultRegion } from "../../shared/default-region";
import { isDeferred, type Problems } from "../../shared/problems";
import type { DomainSettings } from "./args";
import { isEdge } from "./kinds";

/** The region and provider of a domain and all that belongs to it. */
export interface DomainPlace {
  /** The region as far as the program says it in plain text, for checks before anything is made. */
  plain: string | undefined;
  /** The region once all providers are known. */
  region: pulumi.Output<string | undefined>;
  /** The provider of every child of the domain. */
  provider: pulumi.ProviderResource | undefined;
  /** Set on each resource where the region is not that of the provider. */
  override: string | undefined;
}

const TYPE = V2.domainName;

/**
 * A domain is where its APIs are: in the region that the arguments name, otherwise at the APIs' own provider, otherwise in the
 * region of their ARNs, otherwise in the default region.
 */
export function domainPlace(domain: pulumi.Resource, region: string | undefined, apis: readonly ApiRef[]): DomainPlace {
  const provider = domain.getProvider(TYPE) ?? apis.map(providerOf).find((found) => found !== undefined);
  const fallback = provider === undefined ? defaultRegion() : undefined;
  const named = region ?? apis.map(plainRegion).find((found) => found !== undefined);
  const late = providers.Provider.isInstance(provider) ? provider.region : pulumi.output<string | undefined>(fallback);
  return {
    plain: named ?? fallback,
    region: named === undefined ? late : pulumi.output<string | undefined>(named),
    provider,
    override: named === undefined || named === fallback ? undefined : named,
  };
}

/**
 * Returns the place of a domain's certificate: the domain's own, or for an edge-optimized domain the region that CloudFront takes
 * certificates from.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-edge-optimized-custom-domain-name.html
 */
export function certificatePlace(args: DomainSettings, place: DomainPlace): DomainPlace {
  if (!isEdge(args)) {
    return place;
  }
  const region = CLOUDFRONT_CERTIFICATE_REGION;
  return {
    ...place,
    plain: region,
    region: pulumi.output(region),
    override: place.plain === region ? place.override : region,
  };
}

/** The region of an API whose ARN or URL is plain text. */
export function plainRegion(api: ApiRef): string | undefined {
  return [api.executionArn, api.apiEndpoint].map(regionIn).find((found) => found !== undefined);
}

/** The region of an API once it is known; undefined where only its id is given. */
export function lateRegion(api: ApiRef): pulumi.Output<string | undefined> {
  return pulumi
    .all([api.executionArn, api.apiEndpoint])
    .apply((texts) => texts.map(regionIn).find((found) => found !== undefined));
}

function providerOf(api: ApiRef): pulumi.ProviderResource | undefined {
  return pulumi.Resource.isInstance(api) ? api.getProvider(TYPE) : undefined;
}

/** From `arn:aws:execute-api:<region>:...` or `https://<id>.execute-api.<region>.amazonaws.com`. */
function regionIn(text: unknown): string | undefined {
  if (typeof text !== "string" || isDeferred(text)) {
    return undefined;
  }
  return /^arn:[^:]+:execute-api:([^:]+):/.exec(text)?.[1] ?? /\.execute-api\.([a-z0-9-]+)\./.exec(text)?.[1];
}

/** Checks an API's region for a domain in another one, as far as both are known. */
export function checkApiRegion(
  problems: Problems,
  argument: string,
  found: string | undefined,
  region: string | undefined,
): void {
  problems.unless(found === undefined || region === undefined || found === region, argument, {
    received: found,
    expected: `an API in ${region}, where the domain is`,
    fix: "make a domain in each region: see MultiRegionDomain",
  });
}

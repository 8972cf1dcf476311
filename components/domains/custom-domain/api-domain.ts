import type * as pulumi from "@pulumi/pulumi";
import type { PublicAddress } from "../../shared/public-address";
import type { ApiRef } from "../../shared/api-ref";
import type { Problems } from "../../shared/problems";
import { defined } from "../../../language/defined";
import type { ApiDomainArgs } from "../shared/args";
import { domainPlace } from "../shared/region";
import { checkMappingPath } from "../shared/mapping-path";
import { CustomDomain } from "./custom-domain";
import { checkSettings } from "./settings";

/** The arguments of an API for a domain. */
interface Addressable {
  domain?: ApiDomainArgs;
  publicAddress?: PublicAddress;
  disableExecuteApiEndpoint?: pulumi.Input<boolean>;
}

/** The arguments with what follows from the domain: the address, and no open door beside mutual TLS. */
export function addressed<T extends Addressable>(args: T): T {
  const { domain } = args;
  if (domain === undefined) {
    return args;
  }
  const { domainName, path, mutualTls } = domain;
  const closed = mutualTls !== undefined && mutualTls.allowExecuteApiEndpoint !== true;
  return {
    ...args,
    publicAddress: args.publicAddress ?? defined({ domainName, path }),
    disableExecuteApiEndpoint: args.disableExecuteApiEndpoint ?? (closed ? true : undefined),
  };
}

/** Checks an API's domain, before the API has any resource. */
export function checkApiDomain(problems: Problems, domain: ApiDomainArgs | undefined, api: pulumi.Resource): void {
  if (domain === undefined) {
    return;
  }
  const { plain } = domainPlace(api, domain.region, []);
  checkSettings(problems, domain, plain);
  checkMappingPath(problems.at("path"), domain, domain.path ?? "");
}

/** The API's own domain, mapped to its first stage. */
export function apiDomain(
  name: string,
  domain: ApiDomainArgs | undefined,
  api: ApiRef,
  parent: pulumi.Resource,
): CustomDomain | undefined {
  if (domain === undefined) {
    return undefined;
  }
  const { path = "", ...settings } = domain;
  return new CustomDomain(`${name}-domain`, { ...settings, mappings: { [path]: { api } } }, { parent });
}

import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { EndpointAccessMode } from "../../shared/endpoint";
import type { DomainSettings } from "../shared/args";
import { isEdge, isEnhanced, isPrivate } from "../shared/kinds";
import { certificateInRegion, type DomainCertificate } from "./certificate";
import type { DomainContext, DomainTarget } from "./context";
import type { DomainPlan } from "./plan";
import { accessPolicy } from "./private-access";
import type { Truststore } from "./truststore";

/**
 * The domain name. HTTP and WebSocket APIs have it from the second version of AWS's API; the first version alone knows
 * private and edge-optimized domains and enhanced security policies, which are for REST APIs.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html
 */
export function domainName(
  context: DomainContext,
  plan: DomainPlan,
  certificate: DomainCertificate,
  trust: Truststore | undefined,
): DomainTarget {
  const { args } = context;
  if (isPrivate(args)) {
    return privateDomain(context, certificate);
  }
  if (isEdge(args)) {
    return edgeDomain(context, plan, certificate);
  }
  return isEnhanced(args) ? restDomain(context, plan, certificate) : regionalDomain(context, plan, certificate, trust);
}

function regionalDomain(
  context: DomainContext,
  plan: DomainPlan,
  certificate: DomainCertificate,
  trust: Truststore | undefined,
): DomainTarget {
  const { name, args, place, opts } = context;
  const ownership = args.ownershipCertificateArn;
  const made = new apigatewayv2.DomainName(
    name,
    {
      domainName: args.domainName,
      domainNameConfiguration: {
        certificateArn: certificate.arn,
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_2",
        ipAddressType: args.ipAddressType,
        ownershipVerificationCertificateArn:
          ownership && certificateInRegion(context, ownership, "ownershipCertificateArn"),
      },
      mutualTlsAuthentication: trust && {
        truststoreUri: trust.truststoreUri,
        truststoreVersion: trust.truststoreVersion,
      },
      routingMode: plan.routingMode,
      region: place.override,
      tags: args.tags,
    },
    opts,
  );
  const { domainNameConfiguration: own } = made;
  return {
    domainName: made.id,
    arn: made.arn,
    mappedBy: "apiMapping",
    domainNameId: undefined,
    address: {
      name: own.apply(({ targetDomainName }) => targetDomainName ?? ""),
      hostedZoneId: own.apply(({ hostedZoneId }) => hostedZoneId ?? ""),
    },
    resource: made,
  };
}

function restDomain(
  { name, args, place, opts }: DomainContext,
  plan: DomainPlan,
  certificate: DomainCertificate,
): DomainTarget {
  const made = new apigateway.DomainName(
    name,
    {
      domainName: args.domainName,
      regionalCertificateArn: certificate.arn,
      endpointConfiguration: { types: "REGIONAL", ipAddressType: args.ipAddressType },
      securityPolicy: args.securityPolicy,
      endpointAccessMode: accessMode(args),
      routingMode: restRoutingMode(plan),
      region: place.override,
      tags: args.tags,
    },
    opts,
  );
  const address = { name: made.regionalDomainName, hostedZoneId: made.regionalZoneId };
  return {
    domainName: made.id,
    arn: made.arn,
    mappedBy: "apiMapping",
    domainNameId: undefined,
    address,
    resource: made,
  };
}

/**
 * The certificate's property and the target are those of CloudFront.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-edge-optimized-custom-domain-name.html
 */
function edgeDomain(
  { name, args, place, opts }: DomainContext,
  plan: DomainPlan,
  certificate: DomainCertificate,
): DomainTarget {
  const made = new apigateway.DomainName(
    name,
    {
      domainName: args.domainName,
      certificateArn: certificate.arn,
      endpointConfiguration: { types: "EDGE", ipAddressType: args.ipAddressType },
      securityPolicy: args.securityPolicy ?? "TLS_1_2",
      endpointAccessMode: accessMode(args),
      routingMode: restRoutingMode(plan),
      region: place.override,
      tags: args.tags,
    },
    opts,
  );
  return {
    domainName: made.domainName,
    arn: made.arn,
    mappedBy: "basePathMapping",
    domainNameId: undefined,
    address: { name: made.cloudfrontDomainName, hostedZoneId: made.cloudfrontZoneId },
    resource: made,
  };
}

/** AWS refuses an enhanced security policy without an access mode. */
function accessMode(args: DomainSettings): EndpointAccessMode | undefined {
  return isEnhanced(args) ? (args.endpointAccessMode ?? EndpointAccessMode.strict) : undefined;
}

/**
 * The first version of AWS's API has other words for the same modes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-routing-mode.html
 */
function restRoutingMode({ routingMode }: DomainPlan): string | undefined {
  return routingMode?.replace("API_MAPPING", "BASE_PATH_MAPPING");
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html */
function privateDomain({ name, args, place, opts }: DomainContext, certificate: DomainCertificate): DomainTarget {
  const made = new apigateway.DomainName(
    name,
    {
      domainName: args.domainName,
      certificateArn: certificate.arn,
      endpointConfiguration: { types: "PRIVATE" },
      policy: args.policy ?? accessPolicy(args.vpcEndpoints ?? []),
      securityPolicy: args.securityPolicy ?? "TLS_1_2",
      endpointAccessMode: accessMode(args),
      region: place.override,
      tags: args.tags,
    },
    opts,
  );
  return {
    domainName: made.domainName,
    arn: made.arn,
    mappedBy: "basePathMapping",
    domainNameId: made.domainNameId,
    address: undefined,
    resource: made,
  };
}

import { V1, V2 } from "../../aws/resource-types";
import { type PolicyResource } from "../graph/resource";
import { ifKnown } from "../graph/unknown";

/** The paths of a custom domain's properties, which differ between `apigateway` and `apigatewayv2`. */
export interface DomainShape {
  /** The property with the certificate's ARN: the one that is set, or the one that should be. */
  certificate: string;
  endpoint: "REGIONAL" | "EDGE" | "PRIVATE";
  mutualTls: string;
  securityPolicy: string;
  target: string;
  zone: string;
}

export function domainShape(domain: PolicyResource): DomainShape {
  if (domain.type === V2.domainName) {
    return {
      certificate: "domainNameConfiguration.certificateArn",
      endpoint: "REGIONAL",
      mutualTls: "mutualTlsAuthentication.truststoreUri",
      securityPolicy: "domainNameConfiguration.securityPolicy",
      target: "domainNameConfiguration.targetDomainName",
      zone: "domainNameConfiguration.hostedZoneId",
    };
  }
  const endpoint = v1Endpoint(domain);
  const edge = endpoint === "EDGE";
  const regional = !edge && !domain.has("certificateArn");
  return {
    certificate: edge || !regional ? "certificateArn" : "regionalCertificateArn",
    endpoint,
    mutualTls: "mutualTlsAuthentication.truststoreUri",
    securityPolicy: "securityPolicy",
    target: edge ? "cloudfrontDomainName" : "regionalDomainName",
    zone: edge ? "cloudfrontZoneId" : "regionalZoneId",
  };
}

/** A REST domain without an endpoint configuration is edge-optimized, unless it was given a regional certificate. */
export function v1Endpoint(domain: PolicyResource): DomainShape["endpoint"] {
  // A preview shows what AWS will fill in as unknown.
  const types = ifKnown(() => domain.texts("endpointConfiguration.types")) ?? [];
  if (types.includes("PRIVATE")) {
    return "PRIVATE";
  }
  return types.includes("REGIONAL") || (types.length === 0 && domain.has("regionalCertificateArn"))
    ? "REGIONAL"
    : "EDGE";
}

export const DOMAINS = [V1.domainName, V2.domainName];

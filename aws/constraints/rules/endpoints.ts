import { parseArn } from "../../arn";
import { CLOUDFRONT_CERTIFICATE_REGION } from "../../cloudfront";
import { V1, V2 } from "../../resource-types";
import type { Found, Rule } from "../rule";
import { type Inputs, isAbsent, isPlainObject, valuesAt } from "../violation";

const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";

/** The rules of endpoints: their type, their security policy and access mode, their addresses, and mutual TLS. */
export const endpointRules: readonly Rule[] = [
  {
    types: [V1.restApi, V1.domainName],
    page: `${GUIDE}/apigateway-security-policies.html`,
    reads: ["securityPolicy", "endpointAccessMode", "endpointConfiguration"],
    check: securityPolicy,
  },
  {
    types: [V1.restApi, V1.domainName],
    page: `${GUIDE}/api-gateway-ip-address-type.html`,
    reads: ["endpointConfiguration"],
    check: (inputs) =>
      endpointTypes(inputs).includes("PRIVATE")
        ? valuesAt(inputs, "endpointConfiguration.ipAddressType")
            .filter(({ value }) => value === "ipv4")
            .map(({ path, value }) => ({ path, value, expected: "dualstack for a private endpoint" }))
        : [],
  },
  {
    types: [V1.restApi],
    page: `${GUIDE}/apigateway-private-apis.html`,
    reads: ["endpointConfiguration"],
    check: (inputs) => {
      const types = endpointTypes(inputs);
      const isOther = types.length > 0 && types.every((type) => type === "REGIONAL" || type === "EDGE");
      return isOther
        ? valuesAt(inputs, "endpointConfiguration.vpcEndpointIds")
            .filter(({ value }) => Array.isArray(value) && value.length > 0)
            .map(({ path, value }) => ({ path, value, expected: "nothing: VPC endpoints are for private APIs only" }))
        : [];
    },
  },
  {
    types: [V1.domainName],
    page: `${GUIDE}/rest-api-mutual-tls.html`,
    reads: ["mutualTlsAuthentication", "endpointConfiguration", "securityPolicy"],
    check: mutualTls,
  },
  {
    types: [V1.domainName],
    page: `${GUIDE}/how-to-edge-optimized-custom-domain-name.html`,
    reads: ["endpointConfiguration", "certificateArn", "regionalCertificateArn"],
    check: certificates,
  },
  {
    types: [V2.domainName],
    page: `${GUIDE}/apigateway-custom-domain-tls-version.html`,
    reads: ["domainNameConfiguration"],
    check: (inputs) => [
      ...valuesAt(inputs, "domainNameConfiguration.endpointType")
        .filter(({ value }) => value === "EDGE")
        .map(({ path, value }) => ({
          path,
          value,
          expected: "REGIONAL, the only endpoint of HTTP and WebSocket APIs",
        })),
      ...valuesAt(inputs, "domainNameConfiguration.securityPolicy")
        .filter(({ value }) => value === "TLS_1_0")
        .map(({ path, value }) => ({ path, value, expected: "TLS_1_2, the only policy of HTTP and WebSocket APIs" })),
    ],
  },
];

/** Returns the endpoint types that are known: Pulumi has one as a text, older states a list. */
function endpointTypes({ endpointConfiguration: configuration }: Inputs): string[] {
  const types = isPlainObject(configuration)
    ? [...valuesAt(configuration, "types[]"), ...valuesAt(configuration, "types")].map(({ value }) => value)
    : [];
  return types.filter((type): type is string => typeof type === "string");
}

/** An enhanced policy fits one kind of endpoint, and requires the endpoint access mode. */
function securityPolicy(inputs: Inputs): Found[] {
  const { securityPolicy: policy, endpointAccessMode } = inputs;
  if (typeof policy !== "string" || policy === "") {
    return [];
  }
  if (!policy.startsWith("SecurityPolicy_")) {
    // "Only available for DomainNames that use security policies that start with SecurityPolicy_", and so for RestApis
    return typeof endpointAccessMode === "string" && endpointAccessMode !== ""
      ? [{ path: "endpointAccessMode", value: endpointAccessMode, expected: `nothing: ${policy} has none` }]
      : [];
  }
  const isEdge = policy.endsWith("_EDGE");
  const fits = endpointTypes(inputs).every((type) => (type === "EDGE") === isEdge);
  return [
    ...(fits
      ? []
      : [
          {
            path: "securityPolicy",
            value: policy,
            expected: isEdge
              ? "a policy that does not end with _EDGE, for an endpoint that is not edge-optimized"
              : "a policy that ends with _EDGE, for an edge-optimized endpoint",
          },
        ]),
    ...(isAbsent(endpointAccessMode)
      ? [
          {
            path: "endpointAccessMode",
            value: endpointAccessMode,
            expected: `BASIC or STRICT, which ${policy} requires`,
          },
        ]
      : []),
  ];
}

/** Mutual TLS is for Regional domains with the policy TLS_1_2. */
function mutualTls(inputs: Inputs): Found[] {
  const { mutualTlsAuthentication: tls, securityPolicy: policy } = inputs;
  if (isAbsent(tls)) {
    return [];
  }
  return [
    ...endpointTypes(inputs)
      .filter((type) => type !== "REGIONAL")
      .map((value) => ({
        path: "endpointConfiguration.types",
        value,
        expected: "REGIONAL beside mutualTlsAuthentication",
      })),
    ...(typeof policy === "string" && policy !== "TLS_1_2"
      ? [{ path: "securityPolicy", value: policy, expected: "TLS_1_2 beside mutualTlsAuthentication" }]
      : []),
  ];
}

/** A Regional domain's certificate is regionalCertificateArn; the others' is certificateArn, which for CloudFront is in us-east-1. */
function certificates(inputs: Inputs): Found[] {
  const { certificateArn: arn } = inputs;
  const parsed = typeof arn === "string" ? parseArn(arn) : undefined;
  const region = CLOUDFRONT_CERTIFICATE_REGION;
  return endpointTypes(inputs).includes("EDGE") && parsed?.service === "acm" && parsed.region !== region
    ? [{ path: "certificateArn", value: arn, expected: `a certificate in ${region} for an edge-optimized domain` }]
    : [];
}

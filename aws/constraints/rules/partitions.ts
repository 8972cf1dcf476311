import { parseArn } from "../../arn";
import { partitionOf } from "../../partition";
import { V1, V2 } from "../../resource-types";
import { isEnhancedSecurityPolicy } from "../../security-policies";
import type { Found, Rule } from "../rule";
import { fields, parsedBody, schemesOf } from "./documents/reading";
import { type Inputs, type Surroundings, valuesAt } from "../violation";

const GOVCLOUD = "https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-abp.html";
const CHINA = "https://docs.amazonaws.cn/en_us/aws/latest/userguide/api-gateway.html";
const ENDPOINT_TYPES =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html";

const NO_POOLS = "a Lambda authorizer in China, which has no Cognito user pools";

/** The rules of what a partition or a region lacks; they judge resources whose region is known. */
export const partitionRules: readonly Rule[] = [
  {
    types: [V1.restApi, V1.domainName],
    page: ENDPOINT_TYPES,
    reads: ["endpointConfiguration"],
    check: edgeEndpoint,
  },
  {
    types: [V1.restApi, V1.domainName],
    page: GOVCLOUD,
    reads: ["securityPolicy"],
    check: ({ securityPolicy: policy }, { region }) =>
      region !== undefined &&
      hasNoEnhancedPolicies(region) &&
      typeof policy === "string" &&
      isEnhancedSecurityPolicy(policy)
        ? [
            {
              path: "securityPolicy",
              value: policy,
              expected: "a policy that does not start with SecurityPolicy_ in AWS GovCloud (US)",
            },
          ]
        : [],
  },
  {
    types: [V1.authorizer],
    page: CHINA,
    reads: ["type"],
    check: ({ type }, { region }) =>
      type === "COGNITO_USER_POOLS" && region !== undefined && partitionOf(region) === "aws-cn"
        ? [{ path: "type", value: type, expected: NO_POOLS }]
        : [],
  },
  {
    types: [V1.restApi],
    page: CHINA,
    reads: ["body"],
    check: ({ body }, { region }) =>
      region !== undefined && partitionOf(region) === "aws-cn" ? poolsOfDocument(body) : [],
  },
  {
    types: [V2.integration],
    page: GOVCLOUD,
    reads: ["connectionType", "integrationUri"],
    check: privateIntegration,
  },
];

/**
 * Returns whether the partition of a region has edge-optimized endpoints: they are distributions of CloudFront, which botocore's
 * `endpoints.json` has in the partitions `aws` and `aws-cn` only, and the page on China excludes them.
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/api-gateway.html
 * https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-abp.html
 */
export function hasEdgeEndpoints(region: string): boolean {
  return partitionOf(region) === "aws";
}

/** "Policy that start with SecurityPolicy_ are not supported": https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-abp.html */
export function hasNoEnhancedPolicies(region: string): boolean {
  return partitionOf(region) === "aws-us-gov";
}

/** Returns the security schemes of a document that ask Cognito user pools. */
function poolsOfDocument(body: unknown): Found[] {
  return schemesOf(parsedBody(body) ?? {}).flatMap(([name, scheme]) => {
    const { type } = fields(scheme["x-amazon-apigateway-authorizer"]);
    return typeof type === "string" && type.toUpperCase() === "COGNITO_USER_POOLS"
      ? [{ path: `body: authorizer ${name}, type`, value: type, expected: NO_POOLS }]
      : [];
  });
}

function edgeEndpoint(inputs: Inputs, { region }: Surroundings): Found[] {
  if (region === undefined || hasEdgeEndpoints(region)) {
    return [];
  }
  const partition = partitionOf(region);
  const page = { "aws-us-gov": GOVCLOUD, "aws-cn": CHINA }[partition];
  return ["endpointConfiguration.types", "endpointConfiguration.types[]"]
    .flatMap((path) => valuesAt(inputs, path))
    .filter(({ value }) => value === "EDGE")
    .map(({ path, value }) => ({
      path,
      value,
      expected: `REGIONAL or PRIVATE in ${region}: the partition ${partition} has no edge-optimized endpoints`,
      ...(page === undefined ? undefined : { page }),
    }));
}

/** Private integrations of HTTP APIs: none in us-gov-east-1, and none with Cloud Map in us-gov-west-1 and China. */
function privateIntegration({ connectionType, integrationUri: uri }: Inputs, { region }: Surroundings): Found[] {
  if (connectionType !== "VPC_LINK" || region === undefined) {
    return [];
  }
  if (region === "us-gov-east-1") {
    return [
      {
        path: "connectionType",
        value: connectionType,
        expected: "INTERNET in us-gov-east-1, which has no private integrations of HTTP APIs",
      },
    ];
  }
  const isChina = partitionOf(region) === "aws-cn";
  const isCloudMap = typeof uri === "string" && parseArn(uri)?.service === "servicediscovery";
  return isCloudMap && (isChina || region === "us-gov-west-1")
    ? [
        {
          path: "integrationUri",
          value: uri,
          expected: `a load balancer's listener in ${region}, which has no integrations with Cloud Map`,
          ...(isChina ? { page: CHINA } : undefined),
        },
      ]
    : [];
}

import { isIP } from "node:net";
import * as pulumi from "@pulumi/pulumi";
import { Problems, throwIfInvalid } from "../shared/problems";

/**
 * The callers who may reach a REST API. Everything that is named must hold.
 *
 * @example { ipRanges: ["203.0.113.0/24"] }
 */
export interface ResourcePolicyArgs {
  /**
   * Only these accounts, by their 12 digits; their callers need IAM authorization and a policy of their own. @default everyone
   * @example ["123456789012"]
   */
  accounts?: pulumi.Input<string>[];
  /**
   * Only from these addresses, as CIDR blocks. @default from everywhere
   * @example ["203.0.113.0/24"]
   */
  ipRanges?: pulumi.Input<string>[];
  /**
   * Not from these addresses, as CIDR blocks. @default none are kept out
   * @example ["198.51.100.0/24"]
   */
  blockedIpRanges?: pulumi.Input<string>[];
  /**
   * Only from these addresses inside the VPC, as CIDR blocks; private APIs only. @default from everywhere
   * @example ["10.0.0.0/16"]
   */
  vpcIpRanges?: pulumi.Input<string>[];
  /**
   * Only from these VPCs; private APIs only. @default from every VPC
   * @example ["vpc-0123456789abcdef0"]
   */
  vpcs?: pulumi.Input<string>[];
  /**
   * Only through these VPC endpoints; private APIs only. @default through every endpoint
   * @example ["vpce-0123456789abcdef0"]
   */
  vpcEndpoints?: pulumi.Input<string>[];
  /**
   * The methods that may be called, as `stage/METHOD/path`, where a star stands for anything. @default everything
   * @example ["live/GET/orders"]
   */
  resources?: string[];
}

/** One dimension of a policy: who does not fit is denied, whatever else allows them. */
interface Guard {
  operator: string;
  key: string;
  values: pulumi.Input<string>[] | undefined;
}

/**
 * The resource policy of a REST API, as JSON. One statement allows; one for each condition denies who does not fit it,
 * because an allowing condition alone would not hold back callers whom their own IAM policy allows.
 *
 * @example
 * ```ts
 * new RestApi("orders", { policy: resourcePolicy({ ipRanges: ["203.0.113.0/24"] }), defaultAuthorizer: iam(), routes });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
export function resourcePolicy(args: ResourcePolicyArgs): pulumi.Output<string> {
  const problems = new Problems();
  for (const account of args.accounts ?? []) {
    problems.known<string>("accounts", account, (received) =>
      /^\d{12}$/.test(received)
        ? undefined
        : { received, expected: "an account's 12 digits", fix: "write the id of the account" },
    );
  }
  for (const argument of ["ipRanges", "blockedIpRanges", "vpcIpRanges"] as const) {
    for (const range of args[argument] ?? []) {
      problems.known<string>(argument, range, (received) =>
        isIpRange(received)
          ? undefined
          : { received, expected: "an address or a CIDR block, such as 203.0.113.0/24", fix: "correct the block" },
      );
    }
  }
  throwIfInvalid("resourcePolicy()", problems);
  const resources = (args.resources ?? ["*"]).map((path) => `execute-api:/${path}`);
  const guards: Guard[] = [
    { operator: "NotIpAddress", key: "aws:SourceIp", values: args.ipRanges },
    { operator: "IpAddress", key: "aws:SourceIp", values: args.blockedIpRanges },
    { operator: "NotIpAddress", key: "aws:VpcSourceIp", values: args.vpcIpRanges },
    { operator: "StringNotEquals", key: "aws:SourceVpc", values: args.vpcs },
    { operator: "StringNotEquals", key: "aws:SourceVpce", values: args.vpcEndpoints },
  ];
  const denied = guards.filter(({ values }) => values !== undefined && values.length > 0);
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: principal(args.accounts), Action: "execute-api:Invoke", Resource: resources },
      ...denied.map(({ operator, key, values }) => ({
        Effect: "Deny",
        Principal: "*",
        Action: "execute-api:Invoke",
        Resource: resources,
        Condition: { [operator]: { [key]: values } },
      })),
    ],
  });
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress */
function isIpRange(text: string): boolean {
  const [address = "", length, ...rest] = text.split("/");
  const version = isIP(address);
  const bits = version === 4 ? 32 : 128;
  const isLength = length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= bits);
  return version !== 0 && isLength && rest.length === 0;
}

/**
 * An account's 12 digits are the short form of the ARN of its root, which is another one in each partition.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html
 */
function principal(accounts: ResourcePolicyArgs["accounts"]): unknown {
  return accounts === undefined || accounts.length === 0 ? "*" : { AWS: accounts };
}

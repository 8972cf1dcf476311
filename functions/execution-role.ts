import * as pulumi from "@pulumi/pulumi";
import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import { NAMES } from "../aws/names";
import { fittingName } from "../components/shared/resource-names";
import { defined } from "../language/defined";
import type { FunctionArgs } from "./args";

/** https://docs.aws.amazon.com/xray/latest/devguide/security_iam_id-based-policy-examples.html: X-Ray has no resources to name. */
const TRACING: iam.PolicyStatement = {
  Effect: "Allow",
  Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
  Resource: "*",
};

/** The actions of AWSLambdaVPCAccessExecutionRole: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html */
const NETWORK_INTERFACES: iam.PolicyStatement = {
  Effect: "Allow",
  Action: [
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
  ],
  Resource: "*",
};

/**
 * The role that a function runs with, and its policies: it may write to the function's log, and do what the arguments ask for.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 */
export function executionRole(
  name: string,
  args: FunctionArgs,
  logGroup: cloudwatch.LogGroup,
  parent: pulumi.Resource,
): { role: iam.Role; policies: iam.RolePolicy[] } {
  if (args.role !== undefined) {
    return { role: args.role, policies: [] };
  }
  const { permissionsBoundary, tags } = args;
  const role = new iam.Role(
    fittingName(`${name}-role`, NAMES.role),
    {
      assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
      ...defined({ permissionsBoundary, tags }),
    },
    { parent },
  );
  const logging: iam.PolicyStatement = {
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: pulumi.interpolate`${logGroup.arn}:*`,
  };
  const more = [
    ...(args.tracing === true ? [TRACING] : []),
    ...(args.vpc === undefined ? [] : [NETWORK_INTERFACES]),
    ...(args.statements ?? []),
  ];
  const policies = [rolePolicy(`${name}-logging`, role, [logging], parent)];
  return {
    role,
    policies: more.length === 0 ? policies : [...policies, rolePolicy(`${name}-permissions`, role, more, parent)],
  };
}

function rolePolicy(
  name: string,
  role: iam.Role,
  statements: pulumi.Input<iam.PolicyStatement>[],
  parent: pulumi.Resource,
): iam.RolePolicy {
  const policy = pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
  return new iam.RolePolicy(fittingName(name, NAMES.rolePolicy), { role: role.id, policy }, { parent });
}

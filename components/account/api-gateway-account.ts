import * as pulumi from "@pulumi/pulumi";
import * as apigateway from "@pulumi/aws/apigateway";
import * as iam from "@pulumi/aws/iam";
import { NAMES } from "../../aws/names";
import { fittingName } from "../shared/resource-names";
import { checkArgumentNames } from "../shared/arguments";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { formatArn, isRoleArn } from "../../aws/arn";
import { type Expectation, Problems, throwIfInvalid, validateOutput } from "../shared/problems";
import { renamed } from "../shared/renamed";
import { readText } from "../shared/mocks";

/**
 * The arguments of an ApiGatewayAccount.
 *
 * @example { tags: { team: "platform" } }
 */
export interface ApiGatewayAccountArgs {
  /**
   * The ARN of the role that API Gateway writes logs with. @default a role of its own, with AWS's policy for it
   * @example "arn:aws:iam::123456789012:role/api-gateway-logs"
   */
  cloudwatchRoleArn?: pulumi.Input<string>;
  /**
   * The tags of the role. @default none
   * @example { team: "platform" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * The role with which API Gateway writes the logs of all REST and WebSocket APIs of one account and region. There is one
 * such setting a region, whichever stack makes it: make it once, in the stack of the account's foundations. It stays when
 * that stack is destroyed, because taking it away would stop the logs of every other stack's APIs.
 *
 * @example
 * ```ts
 * const account = new ApiGatewayAccount("logs");
 * new RestApi("orders", { account, defaultAuthorizer: iam(), routes });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class ApiGatewayAccount extends pulumi.ComponentResource {
  /** The ARN of the role, known once the region has it: give it to a RestApi as its `account`. */
  readonly cloudwatchRoleArn: pulumi.Output<string>;

  constructor(name: string, args: ApiGatewayAccountArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super(
      "gatewright:index:ApiGatewayAccount",
      name,
      {},
      acceptedByAws(`ApiGatewayAccount "${name}"`, renamed(name, opts)),
    );
    const component = `ApiGatewayAccount "${name}"`;
    const problems = new Problems();
    checkArgumentNames(component, problems, args, "ApiGatewayAccountArgs");
    problems.known<string>("cloudwatchRoleArn", args.cloudwatchRoleArn, checkRole);
    throwIfInvalid(component, problems);

    const role = args.cloudwatchRoleArn ?? logRole(name, args, this);
    const account = regionAccount(name, component, role, this);

    this.cloudwatchRoleArn = account.cloudwatchRoleArn.apply((arn) => arn ?? "");
    this.registerOutputs({ cloudwatchRoleArn: this.cloudwatchRoleArn });
  }
}

/** Kept on delete as well: the region goes on using it. */
function logRole(name: string, args: ApiGatewayAccountArgs, parent: ApiGatewayAccount): pulumi.Output<string> {
  const role = new iam.Role(
    fittingName(`${name}-log-role`, NAMES.role),
    {
      assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "apigateway.amazonaws.com" }),
      tags: args.tags,
    },
    { parent, retainOnDelete: true },
  );
  const policy = new iam.RolePolicyAttachment(
    `${name}-log-policy`,
    { role: role.name, policyArn: readText(role.arn, logPolicy) },
    { parent, retainOnDelete: true },
  );
  // API Gateway tries the role as soon as it is given it.
  return pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
}

const LOG_POLICY = "policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs";

/** AWS's own policy, in the partition of the role. */
function logPolicy(roleArn: string): string {
  return formatArn({ partition: roleArn.split(":")[1] ?? "", account: "aws" }, "iam", LOG_POLICY);
}

function regionAccount(
  name: string,
  component: string,
  role: pulumi.Input<string>,
  parent: ApiGatewayAccount,
): apigateway.Account {
  const cloudwatchRoleArn = validateOutput<string>(component, "cloudwatchRoleArn", role, checkRole);
  return new apigateway.Account(name, { cloudwatchRoleArn }, { parent, retainOnDelete: true });
}

function checkRole(received: string): Expectation | undefined {
  return isRoleArn(received)
    ? undefined
    : { received, expected: "the ARN of a role", fix: "leave it out, and a role is made" };
}

import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { bundle, BUNDLE_HANDLER, BUNDLE_RUNTIME } from "./bundle";

/** Has the runtime read the source map of the bundle. https://nodejs.org/docs/latest-v22.x/api/cli.html#--enable-source-maps */
const SOURCE_MAPS = "--enable-source-maps";

export interface NodeFunctionArgs {
  /** The file in stacks/handlers, without its ending. */
  handler: string;
  /** The number of days CloudWatch Logs keeps what the function logs. */
  logRetentionDays: number;
  /** Variables of the function's environment. @default none */
  environment?: pulumi.Input<Record<string, string>>;
}

/** A Lambda function in TypeScript with a log group and a role of its own, which may write to that log group and no more. */
export class NodeFunction extends pulumi.ComponentResource {
  /** The function, as the components take it: `lambda(orders.function)`. */
  readonly function: lambda.Function;
  /** The role that the function runs with, for grants. */
  readonly role: iam.Role;

  constructor(name: string, args: NodeFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:stacks:NodeFunction", name, {}, opts);
    const logGroup = functionLogGroup(name, args, this);
    this.role = functionRole(name, logGroup, this);
    this.function = nodeFunction(name, args, this.role, logGroup, this);
    this.registerOutputs({ function: this.function.arn });
  }
}

function functionLogGroup(name: string, args: NodeFunctionArgs, parent: NodeFunction): cloudwatch.LogGroup {
  return new cloudwatch.LogGroup(
    `${name}-logs`,
    {
      name: `/aws/lambda/${pulumi.getProject()}-${pulumi.getStack()}-${name}`,
      retentionInDays: args.logRetentionDays,
    },
    { parent },
  );
}

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html */
function functionRole(name: string, logGroup: cloudwatch.LogGroup, parent: NodeFunction): iam.Role {
  const role = new iam.Role(
    `${name}-role`,
    { assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }) },
    { parent },
  );
  new iam.RolePolicy(
    `${name}-logging`,
    {
      role: role.id,
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: pulumi.interpolate`${logGroup.arn}:*`,
          },
        ],
      }),
    },
    { parent },
  );
  return role;
}

function nodeFunction(
  name: string,
  args: NodeFunctionArgs,
  role: iam.Role,
  logGroup: cloudwatch.LogGroup,
  parent: NodeFunction,
): lambda.Function {
  return new lambda.Function(
    name,
    {
      runtime: BUNDLE_RUNTIME,
      handler: BUNDLE_HANDLER,
      code: bundle(args.handler),
      role: role.arn,
      architectures: ["arm64"],
      memorySize: 256,
      timeout: 10,
      loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
      environment: {
        variables: pulumi.output(args.environment ?? {}).apply((own) => ({ NODE_OPTIONS: SOURCE_MAPS, ...own })),
      },
    },
    { parent },
  );
}

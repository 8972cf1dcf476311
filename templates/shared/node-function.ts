import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { buildSync } from "esbuild";

export interface NodeFunctionArgs {
  /** Days that the logs are kept. */
  logRetentionDays: number;
  /** The environment variables. @default none */
  environment?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** A Lambda function of `handlers/<name>.ts` and what it imports, with a log group and a role of its own that may write to it alone. */
export class NodeFunction extends pulumi.ComponentResource {
  readonly function: aws.lambda.Function;
  /** The role that the function runs with, for grants. */
  readonly role: aws.iam.Role;

  constructor(name: string, args: NodeFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("app:index:NodeFunction", name, {}, opts);
    const parent = this;
    const logs = new aws.cloudwatch.LogGroup(
      name,
      {
        name: `/aws/lambda/${pulumi.getProject()}-${pulumi.getStack()}-${name}`,
        retentionInDays: args.logRetentionDays,
      },
      { parent },
    );
    this.role = new aws.iam.Role(
      name,
      { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }) },
      { parent },
    );
    const statement = {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: pulumi.interpolate`${logs.arn}:*`,
    };
    new aws.iam.RolePolicy(
      `${name}-logs`,
      { role: this.role.id, policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [statement] }) },
      { parent },
    );
    this.function = new aws.lambda.Function(
      name,
      {
        runtime: "nodejs22.x",
        handler: "index.handler",
        code: bundle(name),
        role: this.role.arn,
        architectures: ["arm64"],
        memorySize: 256,
        timeout: 10,
        loggingConfig: { logFormat: "JSON", logGroup: logs.name },
        tracingConfig: { mode: "PassThrough" },
        environment: {
          variables: pulumi
            .output(args.environment ?? {})
            .apply((own) => ({ NODE_OPTIONS: "--enable-source-maps", ...own })),
        },
      },
      { parent },
    );
    this.registerOutputs({ function: this.function.arn });
  }
}

/** The same sources make the same archive on every machine. The runtime brings the AWS SDK. */
function bundle(name: string): pulumi.asset.Archive {
  const { outputFiles } = buildSync({
    absWorkingDir: __dirname,
    entryPoints: [join("handlers", `${name}.ts`)],
    bundle: true,
    write: false,
    platform: "node",
    target: "node22",
    format: "cjs",
    external: ["@aws-sdk/*"],
    sourcemap: "inline",
    sourcesContent: false,
    tsconfigRaw: {},
    logLevel: "silent",
  });
  const code = outputFiles.map((file) => file.text).join("");
  return new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(code) });
}

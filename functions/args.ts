import type * as pulumi from "@pulumi/pulumi";
import type * as iam from "@pulumi/aws/iam";

/** The processor that a function runs on. */
export type Architecture = "arm64" | "x86_64";
/** A Node.js runtime of Lambda: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
export type NodeRuntime = `nodejs${number}.x`;
/** A Python runtime of Lambda: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
export type PythonRuntime = `python3.${number}`;

/**
 * The arguments of every function.
 *
 * @example { memorySize: 512, environment: { TABLE: table.name }, alias: { name: "live" } }
 */
export interface FunctionArgs {
  /**
   * The description that the Lambda console shows. @default none
   * @example "Answers orders"
   */
  description?: pulumi.Input<string>;
  /**
   * The processor. `arm64` costs less for the same work. @default "arm64"
   * https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html
   * @example "x86_64"
   */
  architecture?: Architecture;
  /**
   * The memory in MB, 128 to 10,240; more memory brings more CPU. @default 256
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
   * @example 512
   */
  memorySize?: pulumi.Input<number>;
  /**
   * The timeout in seconds, up to 900. API Gateway waits 30 seconds at most by default. @default 10
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html
   * @example 20
   */
  timeout?: pulumi.Input<number>;
  /**
   * The environment variables. @default none
   * @example { TABLE: table.name }
   */
  environment?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * The function's log. @default JSON lines, kept for 30 days
   * @example { retentionInDays: 90, applicationLogLevel: "DEBUG" }
   */
  logging?: LoggingArgs;
  /** Indicates whether X-Ray samples and records requests; requests that are already sampled are always recorded. @default false */
  tracing?: boolean;
  /**
   * The permissions of the function beside writing its log. @default none
   * @example [{ Effect: "Allow", Action: ["dynamodb:GetItem"], Resource: table.arn }]
   */
  statements?: pulumi.Input<iam.PolicyStatement>[];
  /**
   * An existing role, which must have all permissions. @default a new role for the function
   * @example role
   */
  role?: iam.Role;
  /**
   * The ARN of the policy that bounds what the function's own role may be granted. @default none
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   * @example "arn:aws:iam::123456789012:policy/boundary"
   */
  permissionsBoundary?: pulumi.Input<string>;
  /**
   * An alias with weights: each deployment publishes a version, and API Gateway calls the alias. @default none: $LATEST is called
   * @example { name: "live" }
   */
  alias?: AliasArgs;
  /**
   * The subnets and security groups of a VPC that the function is attached to. @default none
   * @example { subnetIds: vpc.privateSubnetIds, securityGroupIds: [group.id] }
   */
  vpc?: VpcArgs;
  /**
   * The ARNs of layers, each with its version; up to 5. @default none
   * @example ["arn:aws:lambda:eu-west-1:123456789012:layer:tools:3"]
   */
  layers?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The reserved concurrency; 0 stops the function. @default none: the account's limit applies
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
   * @example 50
   */
  reservedConcurrency?: pulumi.Input<number>;
  /**
   * The tags of the function, its role and its log group. @default none
   * @example { team: "orders" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * A function's log.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html
 *
 * @example { retentionInDays: 90, logFormat: "JSON", applicationLogLevel: "DEBUG" }
 */
export interface LoggingArgs {
  /**
   * The number of days that the log is kept: one of the numbers that CloudWatch Logs allows, 0 to keep it forever. @default 30
   * @example 90
   */
  retentionInDays?: pulumi.Input<number>;
  /**
   * The form of the lines. @default "JSON"
   * @example "Text"
   */
  logFormat?: "JSON" | "Text";
  /**
   * The lowest level of the handler's lines that is kept; with JSON only. @default "INFO"
   * @example "DEBUG"
   */
  applicationLogLevel?: pulumi.Input<"TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL">;
  /**
   * The lowest level of Lambda's own lines that is kept; with JSON only. @default "INFO"
   * @example "WARN"
   */
  systemLogLevel?: pulumi.Input<"DEBUG" | "INFO" | "WARN">;
  /**
   * The ARN of the KMS key that the log is encrypted with. @default CloudWatch's own
   * @example key.arn
   */
  kmsKeyId?: pulumi.Input<string>;
}

/**
 * An alias of the function, and which versions it calls.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
 *
 * @example { name: "live", version: "7", newestWeight: 0.1 }
 */
export interface AliasArgs {
  /**
   * The alias's name; a literal.
   * @example "live"
   */
  name: string;
  /**
   * A published version to keep, such as the last good one. @default the newest
   * @example "7"
   */
  version?: pulumi.Input<string>;
  /**
   * The share of the newest version beside `version`, above 0 and up to 1. @default none: all calls go to `version`
   * @example 0.1
   */
  newestWeight?: pulumi.Input<number>;
  /**
   * The number of environments that are kept warm, and paid for. @default none
   * https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
   * @example 5
   */
  provisionedConcurrency?: pulumi.Input<number>;
}

/**
 * The subnets and security groups of a function in a VPC. Its role may manage network interfaces then.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 *
 * @example { subnetIds: vpc.privateSubnetIds, securityGroupIds: [group.id] }
 */
export interface VpcArgs {
  /**
   * The ids of the subnets.
   * @example vpc.privateSubnetIds
   */
  subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The ids of the security groups.
   * @example [group.id]
   */
  securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * The arguments of a NodeFunction.
 *
 * @example { entry: "handlers/orders.ts" }
 */
export interface NodeFunctionArgs extends FunctionArgs {
  /**
   * The file with the handler, in TypeScript or JavaScript, from the folder that the program runs in.
   * @example "handlers/orders.ts"
   */
  entry: string;
  /**
   * The export that Lambda calls. @default "handler"
   * @example "main"
   */
  handler?: string;
  /**
   * The runtime, for which the code is bundled too. @default "nodejs22.x"
   * @example "nodejs24.x"
   */
  runtime?: NodeRuntime;
  /**
   * The bundling by esbuild. @default one CommonJS file with an inline source map; the AWS SDK is the runtime's
   * @example { minify: true, external: ["@aws-sdk/*", "pg-native"] }
   */
  bundle?: BundleArgs;
}

/**
 * The bundling of a NodeFunction, in esbuild's terms.
 * https://esbuild.github.io/api/
 *
 * @example { format: "esm", minify: true, define: { VERSION: '"1.4.0"' } }
 */
export interface BundleArgs {
  /**
   * The module format. `esm` allows await at the top of a module. @default "cjs"
   * @example "esm"
   */
  format?: "cjs" | "esm";
  /** Indicates whether the code is minified; names in stack traces come from the source map. @default false */
  minify?: boolean;
  /** Indicates whether the bundle has a source map, so that stack traces name your own files. @default true */
  sourceMap?: boolean;
  /**
   * Imports that are not bundled: packages that the runtime or a layer provides. @default ["@aws-sdk/*"]
   * @example ["@aws-sdk/*", "pg-native"]
   */
  external?: string[];
  /**
   * Expressions that are replaced by others. @default none
   * @example { VERSION: '"1.4.0"' }
   */
  define?: Record<string, string>;
  /**
   * esbuild's loader by the ending of a file, such as `text` of `.sql`. @default esbuild's
   * @example { ".sql": "text" }
   */
  loader?: Record<string, string>;
  /**
   * The tsconfig.json whose paths, decorators and JSX apply. @default the nearest above the entry, inside the program's folder
   * @example "tsconfig.json"
   */
  tsconfig?: string;
  /**
   * Additional files: their path in the archive, by their path on this machine. @default none
   * @example { "data/prices.json": "prices.json" }
   */
  files?: Record<string, string>;
}

/**
 * The arguments of a PythonFunction.
 *
 * @example { entry: "handlers/orders", handler: "app.handler" }
 */
export interface PythonFunctionArgs extends FunctionArgs {
  /**
   * The folder with the code, from the folder that the program runs in.
   * @example "handlers/orders"
   */
  entry: string;
  /**
   * The module and the function that Lambda calls.
   * @example "app.handler"
   */
  handler: string;
  /**
   * The runtime, for which packages are chosen too. @default "python3.13"
   * @example "python3.12"
   */
  runtime?: PythonRuntime;
  /**
   * The file with the packages, in the folder of the code. Pin their versions. @default "requirements.txt", where the folder has one
   * @example "requirements-lambda.txt"
   */
  requirements?: string;
  /**
   * Names of files and folders to exclude from the archive, in addition to caches, virtual environments and hidden files. @default none
   * @example ["tests"]
   */
  exclude?: string[];
}

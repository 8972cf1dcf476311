import { delimiter } from "node:path";
import { defined } from "../../../language/defined";
import type { FunctionConfig } from "./function-config";

/**
 * The folders of modules beside a handler's own: `require("lib/orders")` finds a module of the archive wherever it stands in it.
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/lambda_/test_lambda_common.snapshot.json
 * (test_introspection_invoke, validated against AWS)
 */
function modulePath(runtime: string, taskRoot: string): Record<string, string> {
  const node = /^nodejs\d+/.exec(runtime)?.[0].replace("js", "");
  const folders = [
    `/opt/nodejs/${node}/node_modules`,
    "/opt/nodejs/node_modules",
    "/var/runtime/node_modules",
    "/var/runtime",
  ];
  return node === undefined ? {} : { NODE_PATH: [...folders, taskRoot].join(delimiter) };
}

/**
 * The environment variables that Lambda sets for a function, then the function's own. The credentials are no real ones: a
 * call to AWS fails at once unless `extra` names an emulator or real credentials.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function functionEnvironment(
  config: FunctionConfig,
  taskRoot: string,
  { version, logStream }: { version: string; logStream: string },
  extra: Record<string, string>,
): Record<string, string> {
  return {
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    PATH: process.env.PATH ?? "/usr/local/bin:/usr/bin:/bin",
    PWD: taskRoot,
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1:2000",
    ...modulePath(config.runtime, taskRoot),
    ...config.environment,
    _HANDLER: config.handler,
    AWS_EXECUTION_ENV: `AWS_Lambda_${config.runtime}`,
    AWS_REGION: config.region,
    AWS_DEFAULT_REGION: config.region,
    AWS_LAMBDA_FUNCTION_NAME: config.functionName,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(config.memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: config.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    ...defined({
      AWS_LAMBDA_LOG_FORMAT: config.jsonLog === undefined ? undefined : "JSON",
      AWS_LAMBDA_LOG_LEVEL: config.jsonLog?.level,
    }),
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_SESSION_TOKEN: "local",
    LAMBDA_TASK_ROOT: taskRoot,
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    ...extra,
  };
}

import { formatArn } from "./arn";
import { defined } from "../language/defined";
/** The parts of a function's ARN. */
export interface FunctionArn {
  partition: string;
  region: string;
  account: string;
  name: string;
  /** The alias or version. */
  qualifier?: string;
  /** The ARN without the qualifier. */
  arn: string;
}

const FUNCTION_ARN = /^arn:([^:]+):lambda:([^:]*):([^:]*):function:([^:]+)(?::(.+))?$/;
const INVOKE_URI = /^arn:[^:]+:apigateway:[^:]*:lambda:path\/[^/]+\/functions\/(.+)\/(?:[a-z-]+-)?invocations$/;

/**
 * Returns the parts of a function's ARN, or undefined for anything else. The name may hold stage variables.
 * https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html
 */
export function parseFunctionArn(text: string): FunctionArn | undefined {
  const parts = FUNCTION_ARN.exec(text);
  if (parts === null) {
    return undefined;
  }
  const [, partition = "", region = "", account = "", name = "", qualifier] = parts;
  const arn = formatArn({ partition, region, account }, "lambda", `function:${name}`);
  return defined({ partition, region, account, name, arn, qualifier });
}

/**
 * Returns whether the text is a function's ARN whose name and qualifier have Lambda's characters alone.
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html#lambda-CreateFunction-request-FunctionName
 */
export function isFunctionArn(text: string): boolean {
  const { name, qualifier = "live" } = parseFunctionArn(text) ?? { name: "" };
  return /^[A-Za-z0-9_-]+$/.test(name) && /^(\$LATEST|[A-Za-z0-9_-]+)$/.test(qualifier);
}

/**
 * Returns the function's ARN in an integration's URI, which is either the ARN itself or
 * `arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<arn>/invocations`.
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html
 */
export function functionArnOfUri(uri: string): string | undefined {
  const arn = INVOKE_URI.exec(uri)?.[1] ?? uri;
  return FUNCTION_ARN.test(arn) ? arn : undefined;
}

/** Returns whether a URI is the path of Lambda's API that invokes a function, named by an ARN or by stage variables. */
export function isInvokeUri(uri: string): boolean {
  return uri.includes(":lambda:path/");
}

/** The versions of Lambda's API and its actions that invoke a function: with a whole response, and with a streamed one. */
const INVOCATIONS = {
  buffered: ["2015-03-31", "invocations"],
  streamed: ["2021-11-15", "response-streaming-invocations"],
} as const;

/**
 * Returns the ARN that API Gateway invokes a function by.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
export function invokeUri(
  functionArn: string,
  place: { partition: string; region: string } | undefined = parseFunctionArn(functionArn),
  mode: keyof typeof INVOCATIONS = "buffered",
): string {
  const [version, action] = INVOCATIONS[mode];
  return place === undefined
    ? functionArn
    : formatArn({ ...place, account: "lambda" }, "apigateway", `path/${version}/functions/${functionArn}/${action}`);
}

/** Returns the URI of the streamed invocation for the URI of a buffered one. */
export function streamedUri(uri: string): string {
  const [version, action] = INVOCATIONS.buffered;
  const [streamedVersion, streamedAction] = INVOCATIONS.streamed;
  return uri
    .replace(`/${version}/functions/`, `/${streamedVersion}/functions/`)
    .replace(new RegExp(`/${action}$`), `/${streamedAction}`);
}

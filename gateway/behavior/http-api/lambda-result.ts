import { shownJson } from "../../../language/shown-json";
import { jsonOrText } from "../../../language/parsed-json";
import { failureAdvice, type FunctionFailure } from "../shared/function-failure";
import { gatewayError } from "./errors";
import type { PayloadFormatVersion } from "../../model/http-api/model";
import { isBase64 } from "../shared/base64";
import type { HttpResponse } from "../shared/request";
import { isRecord } from "../../../language/is-record";

/** The outcome of a function: its result as JSON text, or the error that it ended with. */
export type LambdaOutcome = { kind: "result"; payload: string } | ({ kind: "functionError" } & FunctionFailure);

export interface LambdaResult {
  response: HttpResponse;
  /** The body as the function returned it, where it states that this is base64. */
  encodedBody?: string;
  /** Set where the answer is an error of API Gateway's: what was malformed and how to fix it, for the local log. */
  diagnosis?: string;
  /** Set with `diagnosis`: `$context.integrationErrorMessage`. */
  integrationErrorMessage?: string;
}

/** The formats of HTTP APIs, and that of REST APIs: 1.0 without other members, in which `statusCode` is optional. */
export type ResultFormat = PayloadFormatVersion | "rest";

/** The types of responses that name none. */
const DEFAULT_CONTENT_TYPE = "text/plain; charset=utf-8";
const REST_DEFAULT_CONTENT_TYPE = "application/json";

/**
 * Makes the client's response of a function's result. A malformed one is 500 `{"message":"Internal Server Error"}`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response
 */
export function interpretLambdaResult(outcome: LambdaOutcome, version: ResultFormat): LambdaResult {
  if (outcome.kind === "functionError") {
    return failed(
      `the function ended with ${outcome.errorType}: ${outcome.errorMessage}. ${failureAdvice(outcome)}`,
      `The Lambda function returned the following error: ${outcome.errorMessage}. Check your Lambda function code and try again.`,
    );
  }
  const value = jsonOrText(outcome.payload);
  if (version === "2.0" && !(isRecord(value) && "statusCode" in value)) {
    return { response: inferredResponse(value, outcome.payload) };
  }
  const problem = resultProblem(value, version);
  if (problem !== undefined) {
    return malformed(problem);
  }
  const result = value as LambdaResponse;
  const response = structuredResponse(result, version);
  return result.isBase64Encoded === true ? { response, encodedBody: result.body ?? "" } : { response };
}

interface LambdaResponse {
  statusCode?: number | string | null;
  headers?: Record<string, string | number | boolean | null> | null;
  multiValueHeaders?: Record<string, (string | number | boolean)[]> | null;
  cookies?: string[] | null;
  body?: string | null;
  isBase64Encoded?: boolean | null;
}

/** Format 2.0 with no `statusCode`: 200, JSON, and the result itself is the body. */
function inferredResponse(value: unknown, payload: string): HttpResponse {
  const body = Buffer.from(typeof value === "string" ? value : payload);
  return {
    statusCode: 200,
    headers: [
      ["content-type", "application/json"],
      ["content-length", String(body.length)],
    ],
    body,
  };
}

function structuredResponse(value: LambdaResponse, version: ResultFormat): HttpResponse {
  const body = Buffer.from(value.body ?? "", value.isBase64Encoded === true ? "base64" : "utf8");
  const headers: [string, string][] = [];
  let hasType = false;
  const add = (name: string, header: string | number | boolean | null): void => {
    const lower = name.toLowerCase();
    if (header !== null && lower !== "content-length") {
      hasType ||= lower === "content-type";
      headers.push([lower, String(header)]);
    }
  };
  if (version === "2.0") {
    const given = value.headers ?? {};
    for (const name in given) {
      add(name, given[name] ?? null);
    }
    value.cookies?.forEach((cookie) => add("set-cookie", cookie));
  } else {
    listedHeaders(value, version).forEach(([name, header]) => add(name, header));
  }
  if (!hasType) {
    headers.unshift(["content-type", version === "rest" ? REST_DEFAULT_CONTENT_TYPE : DEFAULT_CONTENT_TYPE]);
  }
  // a REST API may still code its body
  if (version !== "rest") {
    headers.push(["content-length", String(body.length)]);
  }
  return { statusCode: Number(value.statusCode ?? 200), headers, body };
}

type Listed = [name: string, value: string | number | boolean | null];

/**
 * Returns the headers of format 1.0: "If the same key-value pair is specified in both, only the values from multiValueHeaders will appear". REST APIs send the
 * multiple values of a name before its single one, as recorded (invoke-api-multi-headers-overwrite).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
function listedHeaders({ headers, multiValueHeaders }: LambdaResponse, version: ResultFormat): Listed[] {
  const single: Listed[] = Object.entries(headers ?? {});
  if (multiValueHeaders === undefined || multiValueHeaders === null) {
    return single;
  }
  const multiple = Object.entries(multiValueHeaders).flatMap(([name, values]) =>
    values.map((item): Listed => [name, item]),
  );
  const isRepeated = ([name, header]: Listed): boolean =>
    multiple.some(([other, item]) => other.toLowerCase() === name.toLowerCase() && String(item) === String(header));
  const rest = single.filter((header) => !isRepeated(header));
  return version === "rest" ? [...multiple, ...rest] : [...rest, ...multiple];
}

/**
 * "wrongValue" beside a statusCode was answered 502, and headers alone were answered 200.
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/apigateway/test_apigateway_lambda.snapshot.json
 * (test_aws_proxy_response_payload_format_validation)
 */
const REST_MEMBERS = new Set(["statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded"]);

/** Returns what is wrong with a result that has to be a response, in words that name the field, its value and the fix. */
function resultProblem(value: unknown, version: ResultFormat): string | undefined {
  if (!isRecord(value)) {
    const format = version === "rest" ? "a REST API" : `payload format ${version}`;
    return `the function returned ${describe(value)}, and ${format} expects an object such as {"statusCode":200,"body":"..."}`;
  }
  const other = version === "rest" ? otherMember(value) : undefined;
  if (other !== undefined) {
    return `the result has "${other}", which a REST API rejects; return ${[...REST_MEMBERS].join(", ")} alone`;
  }
  if (!("statusCode" in value) && version !== "rest") {
    return `the result has no "statusCode", which payload format 1.0 requires; return {"statusCode":200,"body":"..."} or use payload format 2.0, which infers it`;
  }
  return (
    (version === "rest" && value.statusCode === undefined ? undefined : statusProblem(value.statusCode)) ??
    bodyProblem(value.body, value.isBase64Encoded, version) ??
    headersProblem("headers", value.headers, isScalar, "a string") ??
    (version === "2.0"
      ? cookiesProblem(value.cookies)
      : headersProblem("multiValueHeaders", value.multiValueHeaders, isScalarList, "a list of strings"))
  );
}

function otherMember(value: Record<string, unknown>): string | undefined {
  for (const name in value) {
    if (!REST_MEMBERS.has(name)) {
      return name;
    }
  }
  return undefined;
}

function statusProblem(status: unknown): string | undefined {
  const code = typeof status === "string" && /^\d+$/.test(status) ? Number(status) : status;
  return typeof code === "number" && Number.isInteger(code) && code >= 200 && code <= 599
    ? undefined
    : `"statusCode" is ${describe(status)}; return a whole number from 200 to 599`;
}

function bodyProblem(body: unknown, isBase64Encoded: unknown, version: ResultFormat): string | undefined {
  if (isBase64Encoded !== undefined && isBase64Encoded !== null && typeof isBase64Encoded !== "boolean") {
    return `"isBase64Encoded" is ${describe(isBase64Encoded)}; return true or false`;
  }
  if (body === undefined || body === null) {
    return undefined;
  }
  if (typeof body !== "string") {
    return `"body" is ${describe(body)}; return a string, for instance JSON.stringify(body)`;
  }
  // a REST API decodes it for clients that accept it alone
  return isBase64Encoded === true && version !== "rest" && !isBase64(body)
    ? `"isBase64Encoded" is true, and "body" is not base64; encode it or leave isBase64Encoded out`
    : undefined;
}

function headersProblem(
  field: string,
  headers: unknown,
  isValue: (value: unknown) => boolean,
  wanted: string,
): string | undefined {
  if (headers === undefined || headers === null) {
    return undefined;
  }
  if (!isRecord(headers)) {
    return `"${field}" is ${describe(headers)}; return an object from header name to ${wanted}`;
  }
  for (const name in headers) {
    if (!isValue(headers[name])) {
      return `"${field}"."${name}" is ${describe(headers[name])}; return ${wanted}`;
    }
  }
  return undefined;
}

function cookiesProblem(cookies: unknown): string | undefined {
  const fine = cookies === undefined || cookies === null || (Array.isArray(cookies) && cookies.every(isText));
  return fine ? undefined : `"cookies" is ${describe(cookies)}; return a list such as ["name=value; Path=/"]`;
}

function malformed(problem: string): LambdaResult {
  return failed(
    `${problem}.`,
    "The Lambda function response is in an invalid format. Check your Lambda function code and try again.",
  );
}

function failed(diagnosis: string, integrationErrorMessage: string): LambdaResult {
  return { response: gatewayError("internalServerError"), diagnosis, integrationErrorMessage };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null;
}

function isScalarList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => item !== null && isScalar(item));
}

function describe(value: unknown): string {
  const text = value === undefined ? "nothing" : shownJson(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

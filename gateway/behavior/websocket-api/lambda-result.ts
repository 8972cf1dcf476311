import { shownJson } from "../../../language/shown-json";
import { failureAdvice } from "../shared/function-failure";
import { parseObject } from "../shared/json-object";
import type { LambdaOutcome } from "../http-api/lambda-result";

/** The answer of a proxy integration. */
export type ProxyResult =
  | { kind: "answer"; statusCode: number; headers: Record<string, string>; body: string | undefined }
  /** A function that failed, or a result that is none; `diagnosis` is for the log. */
  | { kind: "failed"; diagnosis: string };

/**
 * Reads the result of a Lambda proxy integration.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
 */
export function interpretProxyResult(outcome: LambdaOutcome): ProxyResult {
  if (outcome.kind === "functionError") {
    const { errorType, errorMessage } = outcome;
    return failed(`the function ended with ${errorType}: ${errorMessage}. ${failureAdvice(outcome)}`);
  }
  const value = parseObject(outcome.payload);
  const status = Number(value?.statusCode);
  if (value === undefined || !Number.isInteger(status) || status < 200 || status > 599) {
    return failed(`the function returned ${short(outcome.payload)}, expected { statusCode: 200 }.`);
  }
  const { body, headers, isBase64Encoded } = value;
  if (body !== undefined && body !== null && typeof body !== "string") {
    return failed(`"body" is ${short(shownJson(body))}; return a string, for instance JSON.stringify(body).`);
  }
  const decoded = typeof body === "string" && isBase64Encoded === true ? Buffer.from(body, "base64").toString() : body;
  return { kind: "answer", statusCode: status, headers: textHeaders(headers), body: decoded ?? undefined };
}

function textHeaders(headers: unknown): Record<string, string> {
  const entries = typeof headers === "object" && headers !== null ? Object.entries(headers) : [];
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function failed(diagnosis: string): ProxyResult {
  return { kind: "failed", diagnosis };
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

import { REST_API_LIMITS } from "../../aws/quotas";
import type { Advice } from "../finding";
import { gatewayMessage, type HttpAnswer } from "../probes/http";
import type { ApiFacts, RouteFacts } from "../target";
import type { CheckName } from "./catalogue";

/** Lines of the API's access or execution log and of the function's log, newest last. */
export interface LogEvidence {
  lines: string[];
  /** The facts of the route's function from the control plane. */
  route?: Partial<RouteFacts>;
}

type Cause = Extract<CheckName, `integration-${string}`>;

export interface Failure {
  check: Cause;
  advice: Advice;
}

/** Texts that API Gateway and Lambda write to logs, and the cause that each stands for. */
const SIGNATURES: { cause: Cause; text: RegExp }[] = [
  {
    cause: "integration-permission",
    text: /doesn't have permissions to call the integration|Invalid permissions on Lambda function|not authorized to perform: lambda:InvokeFunction/i,
  },
  {
    cause: "integration-response",
    text: /response is in an invalid format|doesn't match the format that API Gateway expects|Malformed Lambda proxy response/i,
  },
  {
    cause: "integration-timeout",
    text: /Task timed out after|Execution failed due to a timeout error|Sandbox\.Timedout|timed out/i,
  },
  {
    cause: "integration-reachable",
    text: /ECONNREFUSED|ENOTFOUND|Network error communicating with endpoint|Invalid endpoint address/i,
  },
  {
    cause: "integration-error",
    text: /Invoke Error|Lambda function returned the following error|Runtime\.(ImportModuleError|HandlerNotFound|ExitError|UserCodeSyntaxError)|errorMessage|customer function error|Unhandled|Lambda function encountered an unhandled/i,
  },
];

/** Returns what made API Gateway answer 5xx in its own name; undefined for the backend's own answer. */
export function explainFailure(
  answer: HttpAnswer,
  api: ApiFacts | undefined,
  declared: RouteFacts | undefined,
  evidence: LogEvidence | undefined,
): Failure | undefined {
  const route = declared === undefined ? undefined : { ...declared, ...evidence?.route };
  const message = gatewayMessage(answer);
  const seen = `${answer.status} ${JSON.stringify({ message })} after ${answer.milliseconds} ms`;
  const own = message !== undefined && OWN_MESSAGES.has(message);
  if (!own) {
    return undefined;
  }
  const logged = fromLogs(evidence);
  if (logged !== undefined) {
    return { check: logged.cause, advice: adviceFor(logged.cause, `${seen}; the log says: ${logged.line}`, route) };
  }
  const cause = route?.invokePermission === "missing" ? "integration-permission" : fromAnswer(answer, message, route);
  return {
    check: cause,
    advice: cause === "integration-error" ? undecided(seen, api, route) : adviceFor(cause, seen, route),
  };
}

/** HTTP APIs write these with capitals, REST and WebSocket APIs mostly without. */
const OWN_MESSAGES = new Set([
  "Internal Server Error",
  "Internal server error",
  "Service Unavailable",
  "Endpoint request timed out",
  "Network error communicating with endpoint",
  "Gateway Timeout",
]);

function fromLogs(evidence: LogEvidence | undefined): { cause: Cause; line: string } | undefined {
  for (const line of evidence?.lines.toReversed() ?? []) {
    const found = SIGNATURES.find(({ text }) => text.test(line));
    if (found !== undefined) {
      return { cause: found.cause, line: excerpt(line, found.text) };
    }
  }
  return undefined;
}

/** The words around the signature alone: a log line can hold a caller's data. */
function excerpt(line: string, text: RegExp): string {
  const start = line.search(text);
  return line.slice(start, start + 120).split(/["\n]/)[0] ?? "";
}

function fromAnswer({ status, milliseconds }: HttpAnswer, message: string, route: RouteFacts | undefined): Cause {
  switch (true) {
    case status === 502:
      return "integration-response";
    case message === "Endpoint request timed out":
      return "integration-timeout";
    case message === "Network error communicating with endpoint":
      return "integration-reachable";
    case status === 503 || status === 504:
      return milliseconds + 100 >= (route?.integrationTimeoutMs ?? REST_API_LIMITS.integrationTimeout.value)
        ? "integration-timeout"
        : "integration-reachable";
    case milliseconds + 100 >= (route?.functionTimeoutMs ?? Infinity):
      return "integration-timeout";
    default:
      return "integration-error";
  }
}

function adviceFor(cause: Cause, seen: string, route: RouteFacts | undefined): Advice {
  const name = route?.functionName ?? "the function";
  switch (cause) {
    case "integration-permission":
      return {
        seen,
        why: `The resource policy of ${name} does not let API Gateway invoke it from this route.`,
        fix: `Add a permission to ${name}: action lambda:InvokeFunction, principal apigateway.amazonaws.com, source ARN <the API's execution ARN>/*.`,
      };
    case "integration-response":
      return {
        seen,
        why: `${name} returned something that is no proxy response: it needs a whole statusCode, string headers and a string body.`,
        fix: 'Return { statusCode: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(result) }, the body always a string.',
      };
    case "integration-timeout":
      return {
        seen,
        why: `The integration did not answer in time (${route?.functionTimeoutMs === undefined ? "" : `function ${route.functionTimeoutMs} ms, `}integration ${route?.integrationTimeoutMs ?? "at most 29 or 30 s"}${route?.integrationTimeoutMs === undefined ? "" : " ms"}).`,
        fix: "Raise the function's timeout while it is below the integration's, look for what it waits for (a VPC without a way out, a cold database), or answer at once and work on in the background.",
      };
    case "integration-reachable":
      return {
        seen,
        why: "The integration's HTTP backend refused the connection, has no address, or its certificate is not trusted.",
        fix: "Check the integration's URI, the backend's security groups and its certificate; for a private backend use a VPC link.",
      };
    default:
      return {
        seen,
        why: `${name} failed before it answered: an error that it did not catch, a handler that is not there, or a module that cannot be loaded.`,
        fix: "Read the error in the function's log, and let the handler catch it and return a response.",
      };
  }
}

function undecided(seen: string, api: ApiFacts | undefined, route: RouteFacts | undefined): Advice {
  const logField = api?.kind === "rest" ? "$context.integration.error" : "$context.integrationErrorMessage";
  return {
    seen,
    why: `${route?.functionName ?? "The function"} failed, returned a malformed proxy response, or may not be invoked: from outside these look the same.`,
    fix: `Read ${logField} in the access log and the function's log. With AWS credentials, or --log <file>, the doctor reads them and says which.`,
  };
}

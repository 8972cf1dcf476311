import { defined } from "../../../language/defined";
import { ownValue } from "../../../language/own-value";
import { failureAdvice } from "../shared/function-failure";
import { evaluatePolicy } from "../../../aws/iam/policy";
import { headerValue, queryPairs } from "../shared/request";
import type { LambdaOutcome } from "../http-api/lambda-result";
import { webSocketVariable } from "./context-variables";
import { conditionsOf, type PolicyCaller } from "../shared/policy-caller";
import { parseObject } from "../shared/json-object";
import type { ConnectRequest, WebSocketContext } from "./connection-request";
import type { WebSocketErrorName } from "./errors";

/** The decision of the authorizer of `$connect`. */
export type ConnectDecision =
  | { kind: "allow"; principalId: string; context: Record<string, unknown>; usageIdentifierKey?: string }
  | { kind: "refuse"; error: WebSocketErrorName; reason: string };

/**
 * The values of identity sources such as `route.request.header.Auth`; undefined where one is missing or empty: the client
 * gets 401 and the function is not invoked.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export function identityValues(
  sources: readonly string[],
  request: ConnectRequest,
  context: WebSocketContext,
): string[] | undefined {
  const values = sources.map((source) => identityValue(source, request, context));
  return values.every((value) => value !== undefined && value !== "") ? (values as string[]) : undefined;
}

function identityValue(source: string, request: ConnectRequest, context: WebSocketContext): string | undefined {
  const [, place = "", name = ""] =
    /^(route\.request\.header|route\.request\.querystring|stageVariables|context)\.(.+)$/.exec(source) ?? [];
  switch (place) {
    case "route.request.header":
      return headerValue(request.headers, name);
    case "route.request.querystring":
      return queryPairs(request.rawQueryString).find(([key]) => key === name)?.[1];
    case "stageVariables":
      return ownValue(context.stageVariables, name);
    default:
      return webSocketVariable(name)({ context });
  }
}

/** Judges what the authorizer's function answered: an IAM policy with a principal, with its conditions as for the other kinds of API. */
export function decideConnect(outcome: LambdaOutcome, methodArn: string, caller: PolicyCaller): ConnectDecision {
  if (outcome.kind === "functionError") {
    // the one error that a function can ask for 401 with
    return outcome.errorMessage === "Unauthorized"
      ? { kind: "refuse", error: "unauthorized", reason: 'the authorizer threw "Unauthorized"' }
      : failed(
          `the authorizer function ended with ${outcome.errorType}: ${outcome.errorMessage}. ${failureAdvice(outcome, "a policy")}`,
        );
  }
  const answer = parseObject(outcome.payload);
  if (typeof answer?.principalId !== "string" || answer.policyDocument === undefined) {
    return failed(`the authorizer has to return "principalId" (a string) and "policyDocument"`);
  }
  const { context = {} } = answer;
  if (
    typeof context !== "object" ||
    context === null ||
    Object.values(context).some((value) => typeof value === "object" && value !== null)
  ) {
    return failed(`the authorizer's "context" has to be an object of strings, numbers and booleans`);
  }
  const decision = evaluatePolicy(answer.policyDocument, "execute-api:Invoke", methodArn, conditionsOf(caller));
  switch (decision.kind) {
    case "allow":
      return defined({
        kind: "allow",
        principalId: answer.principalId,
        context: stringified(context),
        usageIdentifierKey: typeof answer.usageIdentifierKey === "string" ? answer.usageIdentifierKey : undefined,
      });
    case "deny":
      return { kind: "refuse", error: "forbidden", reason: decision.reason };
    case "invalid":
      return failed(decision.reason);
  }
}

/**
 * "The stringified value of the specified key-value pair of the context map".
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 */
function stringified(context: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(context).map(([name, value]): [string, unknown] => [name, value === null ? null : String(value)]),
  );
}

function failed(reason: string): ConnectDecision {
  return { kind: "refuse", error: "authorizerFailed", reason };
}

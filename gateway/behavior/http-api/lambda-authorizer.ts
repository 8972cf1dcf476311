import { shownJson } from "../../../language/shown-json";
import { asObject, parseObject } from "../shared/json-object";
import { failureAdvice } from "../shared/function-failure";
import { evaluatePolicy } from "../../../aws/iam/policy";
import type { HttpAuthorizerDecision } from "./authorizer-decision";
import { gatewayError, type GatewayErrorName } from "./errors";
import type { LambdaAuthorizerModel } from "../../model/http-api/model";
import type { LambdaOutcome } from "./lambda-result";
import { conditionsOf, type PolicyCaller } from "../shared/policy-caller";
import { evaluateExpression, type ExpressionSource } from "../shared/selection-expression";

/** The answer of an authorizer function, parsed: what the cache holds, and what is judged for each route anew. */
export type AuthorizerAnswer =
  | { kind: "simple"; isAuthorized: boolean; context: Record<string, unknown> }
  | { kind: "policy"; principalId: string; policyDocument: unknown; context: Record<string, unknown> }
  | { kind: "malformed"; diagnosis: string };

/**
 * The values of an authorizer's identity sources. Undefined where one is missing or empty: the client gets 401 and the
 * function is not invoked.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.identity-sources
 */
export function identityValues(identitySources: string[], source: ExpressionSource): string[] | undefined {
  const values = identitySources.map((expression) => evaluateExpression(expression, source));
  return values.every((value) => value !== undefined && value !== "") ? (values as string[]) : undefined;
}

/** 401 for a request without one of the identity sources. */
export function refuseMissingIdentity(): HttpAuthorizerDecision {
  return refuse("unauthorized", "an identity source is missing");
}

/**
 * Reads what an authorizer function answered: a simple response where these are enabled, otherwise an IAM policy.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.payload-format-response
 */
export function readAuthorizerAnswer(
  authorizer: Pick<LambdaAuthorizerModel, "enableSimpleResponses" | "payloadFormatVersion">,
  outcome: LambdaOutcome,
): AuthorizerAnswer {
  if (outcome.kind === "functionError") {
    const { errorType, errorMessage } = outcome;
    return malformed(
      `the authorizer function ended with ${errorType}: ${errorMessage}. ${failureAdvice(outcome, "a refusal")}`,
    );
  }
  const answer = parseObject(outcome.payload);
  const context = asContext(answer?.context);
  if (answer === undefined || context === undefined) {
    return malformed(
      `the authorizer function returned ${outcome.payload.slice(0, 80)}; return an object whose context is one too`,
    );
  }
  return authorizer.enableSimpleResponses && authorizer.payloadFormatVersion === "2.0"
    ? readSimple(answer, context)
    : readPolicy(answer, context);
}

function readSimple(answer: Record<string, unknown>, context: Record<string, unknown>): AuthorizerAnswer {
  return typeof answer.isAuthorized === "boolean"
    ? { kind: "simple", isAuthorized: answer.isAuthorized, context }
    : malformed(
        `simple responses are enabled and "isAuthorized" is ${answer.isAuthorized === undefined ? "missing" : shownJson(answer.isAuthorized)}; ` +
          `return {"isAuthorized":true} or false, or set enableSimpleResponses to false to return an IAM policy`,
      );
}

function readPolicy(answer: Record<string, unknown>, context: Record<string, unknown>): AuthorizerAnswer {
  if (typeof answer.principalId !== "string" || answer.policyDocument === undefined) {
    const hint =
      "isAuthorized" in answer ? "; or set enableSimpleResponses (payload format 2.0) to return isAuthorized" : "";
    return malformed(`an IAM response needs "principalId" (a string) and "policyDocument"${hint}`);
  }
  return { kind: "policy", principalId: answer.principalId, policyDocument: answer.policyDocument, context };
}

/**
 * Judges an answer for one route: 403 where it refuses, 500 where it is malformed. "You can use standard IAM policy syntax": conditions are
 * evaluated, as a report of a live API with `aws:SourceIp` shows.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * https://qiita.com/kazfuku/items/163d1b137ce36333e423
 */
export function decideAuthorizerAnswer(
  answer: AuthorizerAnswer,
  arn: string,
  caller: PolicyCaller,
): HttpAuthorizerDecision {
  if (answer.kind === "malformed") {
    return refuse("internalServerError", answer.diagnosis);
  }
  if (answer.kind === "simple") {
    return answer.isAuthorized
      ? { kind: "allow", context: { kind: "lambda", context: answer.context } }
      : forbidden("isAuthorized is false");
  }
  const decision = evaluatePolicy(answer.policyDocument, "execute-api:Invoke", arn, conditionsOf(caller));
  switch (decision.kind) {
    case "allow":
      return { kind: "allow", context: { kind: "lambda", context: answer.context, principalId: answer.principalId } };
    case "deny":
      return forbidden(decision.reason);
    case "invalid":
      return refuse("internalServerError", decision.reason);
  }
}

function forbidden(reason: string): HttpAuthorizerDecision {
  return refuse("forbidden", reason);
}

function refuse(error: GatewayErrorName, reason: string): HttpAuthorizerDecision {
  return { kind: "refuse", error, response: gatewayError(error), reason };
}

function malformed(diagnosis: string): AuthorizerAnswer {
  return { kind: "malformed", diagnosis };
}

function asContext(value: unknown): Record<string, unknown> | undefined {
  return value === undefined || value === null ? {} : asObject(value);
}

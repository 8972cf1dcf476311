import { shownJson } from "../../../language/shown-json";
import { parsedJson } from "../../../language/parsed-json";
import { defined } from "../../../language/defined";
import { failureAdvice } from "../shared/function-failure";
import { matchesWhole } from "../shared/java-pattern";
import type { JwtClaims } from "../http-api/jwt-authorizer";
import type { LambdaOutcome } from "../http-api/lambda-result";
import { judgePolicy } from "../../../aws/iam/policy";
import { restError, type RestError } from "./gateway-responses";
import { conditionsOf, type PolicyCaller } from "../shared/policy-caller";
import type { CognitoAuthorizerModel, RestLambdaAuthorizerModel } from "../../model/rest-api/authorizer-model";
import type { RestAuthorizerContext } from "./context-variables";

/** The answer of an authorizer function: what the cache holds, and what is judged for each method anew. */
export type RestAuthorizerAnswer =
  | {
      kind: "policy";
      principalId: string;
      policyDocument: unknown;
      values: Record<string, string | null>;
      usageIdentifierKey?: string;
    }
  | { kind: "unauthorized" }
  | { kind: "failed"; diagnosis: string };

export type RestAuthorizerDecision =
  | { kind: "allow" | "silent"; context: RestAuthorizerContext; usageIdentifierKey?: string }
  | { kind: "refuse"; error: RestError; diagnosis: string };

/**
 * The values of an authorizer's identity sources; undefined where the client gets 401 without the function being asked: a
 * source is missing or empty and answers are cached, or a token does not match.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export function identityOf(
  authorizer: RestLambdaAuthorizerModel,
  read: (source: string) => string | undefined,
): string[] | undefined {
  const values = authorizer.identitySources.filter((source) => source !== "").map((source) => read(source) ?? "");
  const isComplete = values.every((value) => value !== "");
  if (authorizer.type === "REQUEST") {
    return isComplete || authorizer.resultTtlSeconds === 0 ? values : undefined;
  }
  const pattern = authorizer.identityValidationExpression;
  const matches = pattern === undefined || matchesWhole(pattern, values[0] ?? "");
  return isComplete && values.length > 0 && matches ? values : undefined;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html */
export function readAuthorizerResult(outcome: LambdaOutcome): RestAuthorizerAnswer {
  if (outcome.kind === "functionError") {
    // "Unauthorized", thrown or called back with, is the one error that is no failure
    return outcome.errorMessage === "Unauthorized"
      ? { kind: "unauthorized" }
      : {
          kind: "failed",
          diagnosis: `it ended with ${outcome.errorType}: ${outcome.errorMessage}. ${failureAdvice(outcome, "a policy")}`,
        };
  }
  const answer = parsed(outcome.payload);
  if (typeof answer?.principalId !== "string" || typeof answer.policyDocument !== "object") {
    return { kind: "failed", diagnosis: `its result needs "principalId" (a string) and "policyDocument"` };
  }
  const context = typeof answer.context === "object" && answer.context !== null ? answer.context : {};
  const nested = Object.entries(context).find(([, value]) => typeof value === "object" && value !== null);
  if (nested !== undefined) {
    return {
      kind: "failed",
      diagnosis: `"context"."${nested[0]}" is an object or a list; return a string, number or boolean`,
    };
  }
  return defined({
    kind: "policy",
    principalId: answer.principalId,
    policyDocument: answer.policyDocument,
    values: Object.fromEntries(
      Object.entries(context).map(([key, value]) => [key, value === null ? null : String(value)]),
    ),
    usageIdentifierKey: typeof answer.usageIdentifierKey === "string" ? answer.usageIdentifierKey : undefined,
  });
}

/** Judges an answer for one method. `silent` is a policy that neither allows nor denies: the resource policy may allow. */
export function decideAnswer(
  answer: RestAuthorizerAnswer,
  methodArn: string,
  caller: PolicyCaller,
  latency: number,
): RestAuthorizerDecision {
  if (answer.kind === "unauthorized") {
    return { kind: "refuse", error: restError("UNAUTHORIZED"), diagnosis: "it said Unauthorized" };
  }
  if (answer.kind === "failed") {
    return { kind: "refuse", error: restError("AUTHORIZER_CONFIGURATION_ERROR"), diagnosis: answer.diagnosis };
  }
  const judgement = judgePolicy(answer.policyDocument, {
    action: "execute-api:Invoke",
    resource: methodArn,
    conditions: conditionsOf(caller),
  });
  if (judgement === "explicitDeny") {
    return { kind: "refuse", error: explicitDeny(), diagnosis: "its policy denies the method" };
  }
  if (typeof judgement === "object") {
    return { kind: "refuse", error: restError("AUTHORIZER_CONFIGURATION_ERROR"), diagnosis: judgement.invalid };
  }
  const { principalId, values, usageIdentifierKey } = answer;
  return defined({
    kind: judgement === "allow" ? "allow" : "silent",
    context: { kind: "lambda", principalId, values, latency },
    usageIdentifierKey,
  });
}

/**
 * undocumented: the end of the message, which AWS's pages have without "in an identity-based policy", and clients with it since 2025.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function explicitDeny(): RestError {
  return restError("ACCESS_DENIED", {
    message: "User is not authorized to access this resource with an explicit deny in an identity-based policy",
  });
}

/**
 * Judges the claims of a user pool's token. Without scopes on the method it has to be an ID token, with scopes an access token
 * that has one of them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
 */
export function decideCognito(
  authorizer: CognitoAuthorizerModel,
  claims: JwtClaims,
  scopes: string[],
  now: number,
): RestAuthorizerDecision {
  const { iss, exp, token_use: use, scope } = claims as Record<string, unknown>;
  const refuse = (diagnosis: string): RestAuthorizerDecision => ({
    kind: "refuse",
    error: restError("UNAUTHORIZED"),
    diagnosis,
  });
  if (typeof iss !== "string" || !authorizer.issuers.includes(iss)) {
    return refuse("the token's iss is none of the authorizer's user pools");
  }
  if (typeof exp !== "number" || exp * 1000 <= now) {
    return {
      kind: "refuse",
      error: restError("UNAUTHORIZED", { message: "The incoming token has expired" }),
      diagnosis: "the token has expired",
    };
  }
  const { identityValidationExpression: pattern } = authorizer;
  const audience = typeof claims.aud === "string" ? claims.aud : "";
  if (pattern !== undefined && !matchesWhole(pattern, audience)) {
    return refuse(
      `the token's aud "${audience}" does not match ${pattern}` +
        (audience === "" ? ": Cognito's access tokens have none, so the expression lets ID tokens through only" : ""),
    );
  }
  const granted = typeof scope === "string" ? scope.split(" ") : [];
  if (scopes.length > 0 && !scopes.some((wanted) => granted.includes(wanted))) {
    return refuse(`the token has none of the method's scopes: ${scopes.join(", ")}`);
  }
  if (scopes.length === 0 && use === "access") {
    return refuse("the method has no scopes, so it takes an ID token, and this is an access token");
  }
  return { kind: "allow", context: { kind: "cognito", claims: claimTexts(claims) } };
}

/** Returns a token's claims as events have them. */
export function claimTexts(claims: JwtClaims): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(name, value)]));
}

/**
 * `exp` and `iat` are dates in an event, such as `Tue Jun 18 15:00:04 UTC 2024`, and other claims texts.
 * https://github.com/aws-powertools/powertools-lambda-typescript/blob/main/packages/parser/tests/events/apigw-rest/jwt-authorizer-auth.json
 */
function claimText(name: string, value: unknown): string {
  if (["exp", "iat"].includes(name) && typeof value === "number") {
    const [day, date, month, year, time] = new Date(value * 1000).toUTCString().replace(",", "").split(" ");
    return `${day} ${month} ${date} ${time} UTC ${year}`;
  }
  return typeof value === "string" ? value : shownJson(value);
}

function parsed(payload: string): Record<string, unknown> | undefined {
  const value = parsedJson(payload);
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
}

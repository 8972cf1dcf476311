import { REST_API_LIMITS } from "../../../aws/quotas";
import { restError } from "../../behavior/rest-api/gateway-responses";
import type { RestLambdaAuthorizerModel } from "../../model/rest-api/authorizer-model";
import {
  decideAnswer,
  identityOf,
  readAuthorizerResult,
  type RestAuthorizerAnswer,
  type RestAuthorizerDecision,
} from "../../behavior/rest-api/lambda-authorizer";
import { buildRequestAuthorizerEvent } from "../../behavior/rest-api/lambda-event";
import { callFunction, unansweredText } from "../lambda/function-call";
import { missingPermission, resolveFunction } from "../lambda/function-target";
import type { ServedApis } from "../served-apis";
import type { RestRequestContext } from "./request-context";
import { forwardedRestRequest } from "./forwarding";

const TIMEOUT_MS = REST_API_LIMITS.integrationTimeout.value;

/** Asks the authorizer's function, or its cached answer, whether the request may go on. */
export async function askLambdaAuthorizer(
  authorizer: RestLambdaAuthorizerModel,
  served: ServedApis,
  exchange: RestRequestContext,
): Promise<RestAuthorizerDecision> {
  const { state, timeEpoch, methodArn } = exchange;
  const { sourceIp } = exchange.request;
  const values = identityOf(authorizer, (source) => exchange.read(source));
  if (values === undefined) {
    return {
      kind: "refuse",
      error: restError("UNAUTHORIZED"),
      diagnosis: "an identity source is missing or does not match",
    };
  }
  const isCached = authorizer.resultTtlSeconds > 0;
  const cached = isCached ? state?.authorizerCache.get(authorizer.id, values, timeEpoch) : undefined;
  if (cached !== undefined) {
    return decideAnswer(cached, methodArn, sourceIp, 0);
  }
  const started = performance.now();
  const answer = await invokeAuthorizer(authorizer, served, exchange, values);
  state?.authorizerCache.set(authorizer, values, answer, Date.now());
  return decideAnswer(answer, methodArn, sourceIp, Math.round(performance.now() - started));
}

async function invokeAuthorizer(
  authorizer: RestLambdaAuthorizerModel,
  served: ServedApis,
  exchange: RestRequestContext,
  values: string[],
): Promise<RestAuthorizerAnswer> {
  const target = resolveFunction(served, authorizer.lambda, exchange.stageVariables);
  if (target.function === undefined) {
    return failed(`its function ${target.arn} is not in this program, so there is no code to run`);
  }
  const name = target.function.config.functionName;
  if (authorizer.invokePermission === "missing") {
    return failed(missingPermission(name, `${exchange.api.executionArn}/authorizers/${authorizer.id}`));
  }
  const event =
    authorizer.type === "TOKEN"
      ? { type: "TOKEN", methodArn: exchange.methodArn, authorizationToken: values[0] ?? "" }
      : buildRequestAuthorizerEvent(forwardedRestRequest(exchange), exchange.data, exchange.methodArn);
  const call = await callFunction(target.function, target.arn, JSON.stringify(event), TIMEOUT_MS);
  return call.outcome === undefined
    ? failed(unansweredText(name, call.unanswered, `${TIMEOUT_MS / 1000} s`))
    : readAuthorizerResult(call.outcome);
}

function failed(diagnosis: string): RestAuthorizerAnswer {
  return { kind: "failed", diagnosis };
}

import type { LambdaAuthorizerModel } from "../../model/http-api/model";
import {
  decideAuthorizerAnswer,
  identityValues,
  type LambdaAuthorizerDecision,
  readAuthorizerAnswer,
  refuseMissingIdentity,
} from "../../behavior/http-api/lambda-authorizer";
import { buildAuthorizerEvent, routeArn } from "../../behavior/shared/lambda-authorizer-event";
import type { LambdaOutcome } from "../../behavior/http-api/lambda-result";
import { HTTP_API_LIMITS } from "../../../aws/quotas";
import { callFunction, unansweredText } from "../lambda/function-call";
import { missingPermission, resolveFunction } from "../lambda/function-target";
import type { ServedApis } from "../served-apis";
import type { RequestContext } from "./request-context";
import { forwardedRequest } from "../transport/forwarding";

/** Asks the authorizer's function, or its cached answer, whether the request may go on. */
export async function askLambdaAuthorizer(
  authorizer: LambdaAuthorizerModel,
  served: ServedApis,
  context: RequestContext,
): Promise<LambdaAuthorizerDecision> {
  const values = identityValues(authorizer.identitySources, context.expressionSource);
  if (values === undefined) {
    return refuseMissingIdentity();
  }
  const { request, api, timeEpoch } = context;
  const { stage, state, routePath } = context.selection;
  const arn = routeArn(api, stage?.name ?? "$default", request.method, routePath);
  const cached =
    authorizer.resultTtlSeconds > 0 ? state?.authorizerCache.get(authorizer.id, values, timeEpoch) : undefined;
  if (cached !== undefined) {
    return decideAuthorizerAnswer(cached, arn);
  }
  const event = buildAuthorizerEvent(authorizer, forwardedRequest(request, request, timeEpoch), context.facts, {
    arn,
    values,
  });
  const outcome = await invokeAuthorizer(authorizer, served, context, JSON.stringify(event));
  if (typeof outcome === "string") {
    return decideAuthorizerAnswer({ kind: "malformed", diagnosis: outcome }, arn);
  }
  const answer = readAuthorizerAnswer(authorizer, outcome);
  state?.authorizerCache.set(authorizer, values, answer, Date.now());
  return decideAuthorizerAnswer(answer, arn);
}

/** What the function answered, or why it could not be asked. */
async function invokeAuthorizer(
  authorizer: LambdaAuthorizerModel,
  served: ServedApis,
  { selection, api }: RequestContext,
  payload: string,
): Promise<LambdaOutcome | string> {
  const target = resolveFunction(served, authorizer.lambda, selection.stage?.variables);
  if (target.function === undefined) {
    return `its function ${target.arn} is not in this program, so there is no code to run`;
  }
  const name = target.function.config.functionName;
  if (authorizer.invokePermission === "missing") {
    return missingPermission(name, `${api.executionArn}/authorizers/${authorizer.id}`);
  }
  const { value: timeoutMs } = HTTP_API_LIMITS.lambdaAuthorizerTimeout;
  const call = await callFunction(target.function, target.arn, payload, timeoutMs);
  return call.outcome ?? unansweredText(name, call.unanswered, `${timeoutMs / 1000} s`);
}

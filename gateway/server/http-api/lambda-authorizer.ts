import type { LambdaAuthorizerModel } from "../../model/http-api/model";
import {
  decideAuthorizerAnswer,
  identityValues,
  readAuthorizerAnswer,
  refuseMissingIdentity,
} from "../../behavior/http-api/lambda-authorizer";
import type { HttpAuthorizerDecision } from "../../behavior/http-api/authorizer-decision";
import { buildAuthorizerEvent, routeArn } from "../../behavior/shared/lambda-authorizer-event";
import { HTTP_API_LIMITS } from "../../../aws/quotas";
import { invokeAuthorizer } from "../lambda/authorizer-function";
import { steadyNow } from "../shared/clock";
import type { ServedApis } from "../served-apis";
import type { RequestContext } from "./request-context";
import { forwardedHttpRequest } from "./forwarding";

const { value: TIMEOUT_MS } = HTTP_API_LIMITS.lambdaAuthorizerTimeout;

/** Asks the authorizer's function, or its cached answer, whether the request may go on. */
export async function askLambdaAuthorizer(
  authorizer: LambdaAuthorizerModel,
  served: ServedApis,
  context: RequestContext,
): Promise<HttpAuthorizerDecision> {
  const values = identityValues(authorizer.identitySources, context.expressionSource);
  if (values === undefined) {
    return refuseMissingIdentity();
  }
  const { request, api } = context;
  const { stage, state, routePath } = context.selection;
  const arn = routeArn(api, stage?.name ?? "$default", request.method, routePath);
  const caller = { sourceIp: request.sourceIp, headers: request.headers, timeEpoch: context.timeEpoch };
  const cached =
    authorizer.resultTtlSeconds > 0 ? state?.authorizerCache.get(authorizer.id, values, steadyNow()) : undefined;
  if (cached !== undefined) {
    return decideAuthorizerAnswer(cached, arn, caller);
  }
  const event = buildAuthorizerEvent(authorizer, forwardedHttpRequest(context, request, "authorizer"), context, {
    arn,
    values,
  });
  const outcome = await invokeAuthorizer(served, authorizer, api, stage?.variables, event, TIMEOUT_MS, context.steps);
  if (outcome.kind === "unanswered") {
    return decideAuthorizerAnswer({ kind: "malformed", diagnosis: outcome.reason }, arn, caller);
  }
  const answer = readAuthorizerAnswer(authorizer, outcome);
  state?.authorizerCache.set(authorizer, values, answer, steadyNow());
  return decideAuthorizerAnswer(answer, arn, caller);
}

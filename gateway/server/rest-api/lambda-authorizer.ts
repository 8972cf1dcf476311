import { REST_API_LIMITS } from "../../../aws/quotas";
import type { HttpRequest } from "../../behavior/shared/request";
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
import { invokeAuthorizer } from "../lambda/authorizer-function";
import { steadyNow } from "../shared/clock";
import type { ServedApis } from "../served-apis";
import type { RestRequestContext } from "./request-context";
import { forwardedRestRequest } from "./forwarding";

const TIMEOUT_MS = REST_API_LIMITS.integrationTimeout.value;

/** Asks the authorizer's function, or its cached answer, whether the request may go on. */
export async function askLambdaAuthorizer(
  authorizer: RestLambdaAuthorizerModel,
  served: ServedApis,
  context: RestRequestContext,
): Promise<RestAuthorizerDecision> {
  const { state, methodArn, caller } = context;
  const values = identityOf(authorizer, (source) => context.read(source));
  if (values === undefined) {
    return {
      kind: "refuse",
      error: restError("UNAUTHORIZED"),
      diagnosis: "an identity source is missing or does not match",
    };
  }
  const isCached = authorizer.resultTtlSeconds > 0;
  const cached = isCached ? state?.authorizerCache.get(authorizer.id, values, steadyNow()) : undefined;
  if (cached !== undefined) {
    return decideAnswer(cached, methodArn, caller, 0);
  }
  const started = performance.now();
  const answer = await answerOf(authorizer, served, context, values);
  state?.authorizerCache.set(authorizer, values, answer, steadyNow());
  return decideAnswer(answer, methodArn, caller, Math.round(performance.now() - started));
}

/** An authorizer sees the length of the body that it does not get: recordings/events/captured.json. */
function authorizerRequest(context: RestRequestContext): HttpRequest {
  const request = forwardedRestRequest(context, context.authorizerTraceId);
  const length = context.request.headers.find(([name]) => name.toLowerCase() === "content-length");
  return length === undefined
    ? request
    : { ...request, headers: [...request.headers, ["Content-Length", length[1]] as [string, string]] };
}

async function answerOf(
  authorizer: RestLambdaAuthorizerModel,
  served: ServedApis,
  context: RestRequestContext,
  values: string[],
): Promise<RestAuthorizerAnswer> {
  const { api, methodArn, stageVariables } = context;
  const event =
    authorizer.type === "TOKEN"
      ? { type: "TOKEN", methodArn, authorizationToken: values[0] ?? "" }
      : buildRequestAuthorizerEvent(authorizerRequest(context), context.data, methodArn);
  const outcome = await invokeAuthorizer(
    served,
    authorizer,
    api,
    stageVariables,
    event,
    TIMEOUT_MS,
    context.arrival.steps,
  );
  return outcome.kind === "unanswered" ? { kind: "failed", diagnosis: outcome.reason } : readAuthorizerResult(outcome);
}

import { randomUUID } from "node:crypto";
import type { LambdaAuthorizerModel } from "../../model/http/http-api-model";
import {
  decideAuthorizerAnswer,
  identityValues,
  type LambdaAuthorizerDecision,
  readAuthorizerAnswer,
  refuseMissingIdentity,
} from "../../model/http/lambda-authorizer";
import { buildAuthorizerEvent, routeArn } from "../../model/http/lambda-authorizer-event";
import type { LambdaOutcome } from "../../model/http/lambda-result";
import { HTTP_API_LIMITS } from "../../model/limits";
import type { Program } from "../program";
import type { Exchange } from "./exchange";
import { forwardedRequest } from "./forwarding";
import { resolveFunction } from "./function-target";
import { outcomeOf, withTimeout } from "./lambda-integration";

/** Asks the authorizer's function, or its cached answer, whether the request may go on. */
export async function askLambdaAuthorizer(
  authorizer: LambdaAuthorizerModel,
  program: Program,
  exchange: Exchange,
): Promise<LambdaAuthorizerDecision> {
  const values = identityValues(authorizer.identitySources, { ...exchange.data, routePath: exchange.routePath });
  if (values === undefined) {
    return refuseMissingIdentity();
  }
  const { request, api, stage, state, timeEpoch } = exchange;
  const arn = routeArn(api, stage?.name ?? "$default", request.method, exchange.routePath);
  const cached =
    authorizer.resultTtlSeconds > 0 ? state?.authorizerCache.get(authorizer.id, values, timeEpoch) : undefined;
  if (cached !== undefined) {
    return decideAuthorizerAnswer(cached, arn);
  }
  const event = buildAuthorizerEvent(authorizer, forwardedRequest(request, request, timeEpoch), exchange.context, {
    arn,
    values,
  });
  const outcome = await invokeAuthorizer(authorizer, program, exchange, JSON.stringify(event));
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
  program: Program,
  { stage, api }: Exchange,
  payload: string,
): Promise<LambdaOutcome | string> {
  const target = resolveFunction(program, authorizer.lambda, stage?.variables);
  if (target.function === undefined) {
    return `its function ${target.arn} is not in this program, so there is no code to run`;
  }
  const name = target.function.config.functionName;
  if (authorizer.invokePermission === "missing") {
    return `API Gateway may not invoke ${name}: add an aws.lambda.Permission with function "${name}", action "lambda:InvokeFunction", principal "apigateway.amazonaws.com" and sourceArn "${api.executionArn}/authorizers/${authorizer.id}"`;
  }
  const result = await withTimeout(
    target.function.invoke({ awsRequestId: randomUUID(), invokedFunctionArn: target.arn, payload }),
    HTTP_API_LIMITS.lambdaAuthorizerTimeout.value,
  );
  if (result === "timeout") {
    return `${name} did not answer within ${HTTP_API_LIMITS.lambdaAuthorizerTimeout.value / 1000} s`;
  }
  return outcomeOf(result) ?? `${name} ${result.kind === "throttled" ? "is throttled" : "does not run locally"}`;
}

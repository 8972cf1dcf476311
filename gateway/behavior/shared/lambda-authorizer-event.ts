import { defined } from "../../../language/defined";
import type { HttpApiModel, LambdaAuthorizerModel } from "../../model/http-api/model";
import { type LambdaEventV2, writeLambdaEventV2 } from "../http-api/lambda-event";
import { buildLambdaEventV1 } from "../http-api/lambda-event-v1";
import type { HttpRequest, HttpRequestContext } from "./request";

/** The request's identity in an event: the route's ARN and the values of the identity sources. */
export interface AuthorizerIdentity {
  arn: string;
  values: string[];
}

/** `arn:aws:execute-api:<region>:<account>:<api>/<stage>/<METHOD>/<path>`, with the request's own path. */
export function routeArn(
  api: Pick<HttpApiModel, "executionArn">,
  stage: string,
  method: string,
  routePath: string,
): string {
  return `${api.executionArn}/${stage}/${method}${routePath}`;
}

/**
 * The event of an authorizer function, in the authorizer's payload format.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.payload-format
 */
export function buildAuthorizerEvent(
  authorizer: Pick<LambdaAuthorizerModel, "payloadFormatVersion">,
  request: HttpRequest,
  context: HttpRequestContext,
  identity: AuthorizerIdentity,
): Record<string, unknown> {
  return authorizer.payloadFormatVersion === "2.0"
    ? authorizerEventV2(request, context, identity)
    : authorizerEventV1(request, context, identity);
}

function authorizerEventV2(
  request: HttpRequest,
  context: HttpRequestContext,
  identity: AuthorizerIdentity,
): Record<string, unknown> {
  const event = JSON.parse(writeLambdaEventV2({ ...request, body: undefined }, context)) as LambdaEventV2;
  const { requestContext, pathParameters, stageVariables, queryStringParameters, cookies } = event;
  return defined({
    version: "2.0",
    type: "REQUEST",
    routeArn: identity.arn,
    identitySource: identity.values.length === 0 ? null : identity.values,
    routeKey: event.routeKey,
    rawPath: event.rawPath,
    rawQueryString: event.rawQueryString,
    cookies,
    headers: event.headers,
    queryStringParameters,
    requestContext,
    pathParameters,
    stageVariables,
  });
}

function authorizerEventV1(
  request: HttpRequest,
  context: HttpRequestContext,
  identity: AuthorizerIdentity,
): Record<string, unknown> {
  const event = buildLambdaEventV1(request, context);
  const parts = Object.entries(event.requestContext).filter(([name]) => name !== "authorizer");
  const token = identity.values.join(",");
  return {
    version: "1.0",
    type: "REQUEST",
    methodArn: identity.arn,
    identitySource: token,
    authorizationToken: token,
    resource: event.resource,
    path: event.path,
    httpMethod: event.httpMethod,
    headers: event.headers,
    queryStringParameters: event.queryStringParameters ?? {},
    pathParameters: event.pathParameters ?? {},
    stageVariables: event.stageVariables ?? {},
    requestContext: Object.fromEntries(parts),
  };
}

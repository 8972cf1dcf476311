import { logicalName } from "../../engine/graph/named-resource";
import type {
  HttpApiModel,
  HttpAuthorizerModel,
  HttpIntegrationModel,
  HttpRouteModel,
} from "../../gateway/model/api-model";
import { defined } from "../../language/defined";
import {
  type AuthorizerReport,
  type CorsOwner,
  functionName,
  integrationFunctions,
  type IntegrationReport,
  type ReadRoute,
  type RouteFunction,
  safeUrl,
  throttleOf,
  asked,
} from "./route";
import { ownValue } from "../../language/own-value";

/** Reads the routes of an HTTP API. */
export function httpRoutes(api: HttpApiModel): ReadRoute[] {
  return api.routes.map((route) => ({
    report: {
      routeKey: route.routeKey,
      integration: integrationOf(route.integration),
      authorizer: authorizerOf(route),
      apiKey: false,
      throttles: api.stages.map((stage) =>
        throttleOf(stage.name, ownValue(stage.routeThrottles, route.routeKey), stage.defaultThrottle),
      ),
      validation: [],
      cors: corsOwner(api, route),
    },
    functions: [...integrationFunctions(route.integration), ...authorizerFunctions(route.authorizer)],
  }));
}

function integrationOf(integration: HttpIntegrationModel | undefined): IntegrationReport {
  if (integration === undefined) {
    return { kind: "none", isPrivate: false };
  }
  const { lambda, subtype, uri, timeoutMs, connectionType } = integration;
  return defined({
    kind: subtype ?? (lambda === undefined ? "HTTP" : "Lambda"),
    target: lambda === undefined ? (uri === undefined ? undefined : safeUrl(uri)) : functionName(lambda),
    timeoutMs,
    isPrivate: connectionType === "VPC_LINK",
  });
}

function authorizerOf(route: HttpRouteModel): AuthorizerReport {
  const { authorizationType: type, authorizer, authorizationScopes: scopes } = route;
  return defined({
    type,
    name: authorizer === undefined ? undefined : logicalName(authorizer.urn),
    decidedBy: authorizer === undefined ? undefined : deciderOf(authorizer),
    scopes: [...scopes],
    audiences: authorizer?.type === "JWT" ? authorizer.audiences : undefined,
    ...(authorizer?.type === "REQUEST" ? asked(authorizer) : undefined),
  });
}

function deciderOf(authorizer: HttpAuthorizerModel): string {
  return authorizer.type === "JWT" ? authorizer.issuer : functionName(authorizer.lambda);
}

function authorizerFunctions(authorizer: HttpAuthorizerModel | undefined): RouteFunction[] {
  return authorizer?.type === "REQUEST"
    ? [{ target: authorizer.lambda, role: "authorizer", isCached: authorizer.resultTtlSeconds > 0 }]
    : [];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html */
function corsOwner(api: HttpApiModel, { key }: HttpRouteModel): CorsOwner {
  if (api.cors !== undefined) {
    return "API Gateway";
  }
  return api.routes.some((other) => other.key.method === "OPTIONS" && other.key.path === key.path)
    ? "OPTIONS route"
    : "integration";
}

import { logicalName } from "../../engine/graph/named-resource";
import { CONNECT } from "../../aws/websocket-routes";
import type {
  WebSocketApiModel,
  WebSocketIntegrationModel,
  WebSocketRouteModel,
} from "../../gateway/model/websocket-api/model";
import { defined } from "../../language/defined";
import {
  type AuthorizerReport,
  functionName,
  integrationFunctions,
  type IntegrationReport,
  type ReadRoute,
  safeUrl,
  throttleOf,
} from "./route";
import { ownValue } from "../../language/own-value";

/** The authorization of a route other than `$connect`: a client is asked when it connects. */
export const BY_CONNECTION = "BY_CONNECTION";

/**
 * Reads the routes of a WebSocket API. Without a `$connect` route anyone may connect.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html
 */
export function webSocketRoutes(api: WebSocketApiModel): ReadRoute[] {
  const routes = api.routes.map((route) => readRoute(api, route));
  return api.routes.some(({ routeKey }) => routeKey === CONNECT) ? routes : [openConnect(api), ...routes];
}

function readRoute(api: WebSocketApiModel, route: WebSocketRouteModel): ReadRoute {
  const { routeKey, integration, authorizer } = route;
  const functions = integrationFunctions(integration);
  if (authorizer !== undefined) {
    functions.push({ target: authorizer.lambda, role: "authorizer", isCached: false });
  }
  return {
    report: {
      routeKey,
      integration: integrationOf(integration),
      authorizer: authorizerOf(route),
      apiKey: route.apiKeyRequired,
      throttles: throttlesOf(api, routeKey),
      validation: [
        ...(route.validation === undefined ? [] : ["message"]),
        ...(route.requiredParameters.length === 0 ? [] : ["parameters"]),
      ],
      cors: "none",
    },
    functions,
  };
}

function openConnect(api: WebSocketApiModel): ReadRoute {
  return {
    report: {
      routeKey: CONNECT,
      integration: { kind: "none", isPrivate: false },
      authorizer: { type: "NONE", scopes: [] },
      apiKey: false,
      throttles: throttlesOf(api, CONNECT),
      validation: [],
      cors: "none",
    },
    functions: [],
  };
}

function throttlesOf(api: WebSocketApiModel, routeKey: string): ReturnType<typeof throttleOf>[] {
  return api.stages.map((stage) =>
    throttleOf(stage.name, ownValue(stage.routeThrottles, routeKey), stage.defaultThrottle),
  );
}

function integrationOf(integration: WebSocketIntegrationModel | undefined): IntegrationReport {
  if (integration === undefined) {
    return { kind: "none", isPrivate: false };
  }
  const { type, lambda, uri, timeoutMs, isPrivate } = integration;
  const kind = lambda === undefined ? (type.startsWith("HTTP") ? "HTTP" : type) : "Lambda";
  const target =
    lambda === undefined ? (kind === "HTTP" && uri !== undefined ? safeUrl(uri) : undefined) : functionName(lambda);
  return defined({ kind, target, timeoutMs, isPrivate });
}

function authorizerOf({ routeKey, authorizationType, authorizer }: WebSocketRouteModel): AuthorizerReport {
  return defined({
    type: routeKey === CONNECT ? authorizationType : BY_CONNECTION,
    name: authorizer === undefined ? undefined : logicalName(authorizer.urn),
    decidedBy: authorizer === undefined ? undefined : functionName(authorizer.lambda),
    scopes: [],
  });
}

import { each, fieldsOf } from "../shared/arguments";
import { ACCESS_LOG, KIND, PUBLIC_ADDRESS, THROTTLE } from "../shared/api-argument-names";
import type { WebSocketApiArgs, WebSocketRouteArgs } from "./args";

export const WEBSOCKET_API = fieldsOf<WebSocketApiArgs>(
  {
    routes: each(
      fieldsOf<WebSocketRouteArgs>({
        integration: KIND,
        response: "any",
        responseTemplates: "any",
        throttle: THROTTLE,
        operationName: "any",
      }),
    ),
    authorizer: KIND,
    apiKeyRequired: "any",
    routeSelectionExpression: "any",
    stage: "any",
    autoDeploy: "any",
    throttle: THROTTLE,
    accessLog: ACCESS_LOG,
    executionLog: "any",
    dataTrace: "any",
    detailedMetrics: "any",
    stageVariables: each("any"),
    connections: "any",
    publicAddress: PUBLIC_ADDRESS,
    name: "any",
    description: "any",
    tags: "any",
  },
  ["routes"],
);

import type * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { authorizerKind, existingId } from "../authorizers/authorizer-kinds";
import type { ApiTarget } from "../shared/api-ref";
import type { WebSocketApiArgs } from "./args";
import type { PlannedWebSocketRoute, WebSocketApiPlan } from "./plan";
import { integrationResponses, webSocketIntegrationInputs } from "./integrations";

/** The children that routes are made of; integrations by label, routes by key. */
export interface WebSocketRouteNodes {
  authorizer: apigatewayv2.Authorizer | undefined;
  integrations: Record<string, apigatewayv2.Integration>;
  integrationResponses: apigatewayv2.IntegrationResponse[];
  routes: Record<string, apigatewayv2.Route>;
  routeResponses: Record<string, apigatewayv2.RouteResponse>;
}

interface RouteContext {
  name: string;
  component: string;
  args: WebSocketApiArgs;
  plan: WebSocketApiPlan;
  parent: pulumi.Resource;
}

/** One integration a target, one route a key, and a route response where the answer goes back. */
export function webSocketRoutes(context: RouteContext, api: ApiTarget): WebSocketRouteNodes {
  const { name, component, plan, parent } = context;
  const authorizer = connectAuthorizer(context, api);
  const integrations: WebSocketRouteNodes["integrations"] = {};
  const answers: apigatewayv2.IntegrationResponse[] = [];
  for (const { label, spec } of plan.integrations) {
    const logicalName = `${name}-${label}-integration`;
    const inputs = { apiId: api.id, ...webSocketIntegrationInputs(component, spec) };
    const integration = new apigatewayv2.Integration(logicalName, inputs, { parent });
    integrations[label] = integration;
    answers.push(...integrationResponses(`${logicalName}-response`, spec, integration, parent));
  }
  const routes = Object.fromEntries(
    plan.routes.map((planned) => [planned.key, route(context, planned, api, integrations, authorizer)]),
  );
  return {
    authorizer,
    integrations,
    integrationResponses: answers,
    routes,
    routeResponses: responses(context, routes),
  };
}

function route(
  { name, args, plan, parent }: RouteContext,
  planned: PlannedWebSocketRoute,
  api: ApiTarget,
  integrations: WebSocketRouteNodes["integrations"],
  authorizer: apigatewayv2.Authorizer | undefined,
): apigatewayv2.Route {
  const isConnect = planned.key === "$connect";
  const integration = integrations[planned.integration ?? ""];
  return new apigatewayv2.Route(
    `${name}-${planned.key}`,
    {
      apiId: api.id,
      routeKey: planned.key,
      operationName: planned.args?.operationName,
      target: integration?.id.apply((id) => `integrations/${id}`),
      routeResponseSelectionExpression: planned.args?.response === true ? "$default" : undefined,
      authorizationType: isConnect ? plan.authorizationType : "NONE",
      authorizerId: isConnect ? (authorizer?.id ?? existingId(args.authorizer)) : undefined,
      apiKeyRequired: isConnect ? args.apiKeyRequired : undefined,
    },
    { parent },
  );
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html */
function responses(
  { name, plan, parent }: RouteContext,
  routes: Record<string, apigatewayv2.Route>,
): Record<string, apigatewayv2.RouteResponse> {
  const twoWay = plan.routes.flatMap(({ key, args }) => {
    const made = routes[key];
    return args?.response === true && made !== undefined ? [{ key, made, templates: args.responseTemplates }] : [];
  });
  return Object.fromEntries(
    twoWay.map(({ key, made, templates }) => {
      const inputs = {
        apiId: made.apiId,
        routeId: made.id,
        routeResponseKey: "$default",
        ...(templates === undefined ? {} : { responseTemplates: templates }),
      };
      return [key, new apigatewayv2.RouteResponse(`${name}-${key}-response`, inputs, { parent })];
    }),
  );
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html */
function connectAuthorizer(
  { name, component, args: { authorizer }, parent }: RouteContext,
  api: ApiTarget,
): apigatewayv2.Authorizer | undefined {
  const inputs = authorizerKind(authorizer).websocket?.inputs?.(component, authorizer);
  return inputs === undefined
    ? undefined
    : new apigatewayv2.Authorizer(
        `${name}-${authorizer.name ?? "connect"}-authorizer`,
        { apiId: api.id, ...inputs },
        { parent },
      );
}

import type * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { NAMES } from "../../aws/names";
import { CONNECT } from "../../aws/websocket-routes";
import { DECIDING_INPUTS } from "../authorizers/authorizer";
import { authorizerKind, existingId } from "../authorizers/authorizer-kinds";
import { TARGET_INPUTS } from "../integrations/integration";
import { integrationKind } from "../integrations/integration-kinds";
import type { ApiTarget } from "../shared/api-ref";
import { legalName } from "../shared/logical-names";
import type { InvokePermissions } from "../shared/permissions";
import { fittingName } from "../shared/resource-names";
import type { WebSocketApiPlan, WebSocketRoutePlan } from "./plan";
import { messageModels, routeKeysModel } from "./models";
import { validationInputs } from "./validation";
import { integrationResponses, webSocketIntegrationInputs } from "./integrations";

/** The children that routes are made of; integrations by label, routes by key. */
export interface WebSocketRouteResources {
  authorizer: apigatewayv2.Authorizer | undefined;
  integrations: Record<string, apigatewayv2.Integration>;
  integrationResponses: apigatewayv2.IntegrationResponse[];
  /** By the model's name. */
  models: Record<string, apigatewayv2.Model>;
  routes: Record<string, apigatewayv2.Route>;
  routeResponses: Record<string, apigatewayv2.RouteResponse>;
}

/** One integration a target, one route a key, and a route response where the answer goes back. */
export function webSocketRoutes(
  plan: WebSocketApiPlan,
  api: ApiTarget,
  permissions: InvokePermissions,
): WebSocketRouteResources {
  const { name, component, parent } = plan;
  const authorizer = connectAuthorizer(plan, api, permissions);
  const models = messageModels(plan, api);
  const apiId = routeKeysModel(plan, api)?.apiId ?? api.id;
  const integrations: WebSocketRouteResources["integrations"] = {};
  const answers: apigatewayv2.IntegrationResponse[] = [];
  for (const { label, spec } of plan.integrations) {
    const logicalName = `${name}-${label}-integration`;
    const inputs = { apiId: api.id, ...webSocketIntegrationInputs(component, spec) };
    const integration = new apigatewayv2.Integration(logicalName, inputs, {
      parent,
      dependsOn: permissions.of(integrationKind(spec).invokes?.(spec)),
      replaceOnChanges: [...TARGET_INPUTS],
    });
    integrations[label] = integration;
    answers.push(...integrationResponses(`${logicalName}-response`, spec, integration, parent));
  }
  const context = { plan, apiId, integrations, models, authorizer };
  const connect = plan.routes.filter(({ key }) => key === CONNECT).map((planned) => route(context, planned, []));
  const routes = Object.fromEntries(
    plan.routes.map((planned) => [
      planned.key,
      (planned.key === CONNECT ? connect[0] : undefined) ?? route(context, planned, connect),
    ]),
  );
  return {
    authorizer,
    integrations,
    integrationResponses: answers,
    models,
    routes,
    routeResponses: responses(plan, routes),
  };
}

interface RouteContext {
  plan: WebSocketApiPlan;
  apiId: pulumi.Output<string>;
  integrations: WebSocketRouteResources["integrations"];
  models: WebSocketRouteResources["models"];
  authorizer: apigatewayv2.Authorizer | undefined;
}

/** Registers a route; all others wait for `$connect`, which alone decides who may send messages to them. */
function route(
  { plan: { name, args, authorizationType, parent }, apiId, integrations, models, authorizer }: RouteContext,
  planned: WebSocketRoutePlan,
  dependsOn: pulumi.Resource[],
): apigatewayv2.Route {
  const isConnect = planned.key === CONNECT;
  const integration = integrations[planned.integration ?? ""];
  return new apigatewayv2.Route(
    `${name}-${planned.key}`,
    {
      apiId,
      routeKey: planned.key,
      operationName: planned.args?.operationName,
      target: integration?.id.apply((id) => `integrations/${id}`),
      routeResponseSelectionExpression: planned.args?.response === true ? "$default" : undefined,
      authorizationType: isConnect ? authorizationType : "NONE",
      authorizerId: isConnect ? (authorizer?.id ?? existingId(args.authorizer)) : undefined,
      apiKeyRequired: isConnect ? args.apiKeyRequired : undefined,
      ...validationInputs(planned.args, models),
    },
    { parent, dependsOn },
  );
}

/**
 * Registers a route response for each route that answers: without one, API Gateway sends nothing back. It has no templates in
 * AWS's model: those of an integration's `responses` map the response.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html
 */
function responses(
  { name, routes: planned, parent }: WebSocketApiPlan,
  routes: Record<string, apigatewayv2.Route>,
): Record<string, apigatewayv2.RouteResponse> {
  const responses: Record<string, apigatewayv2.RouteResponse> = {};
  for (const { key, args } of planned) {
    const route = routes[key];
    if (args?.response === true && route !== undefined) {
      const inputs = { apiId: route.apiId, routeId: route.id, routeResponseKey: "$default" };
      responses[key] = new apigatewayv2.RouteResponse(`${name}-${key}-response`, inputs, { parent });
    }
  }
  return responses;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html */
function connectAuthorizer(
  { name, component, args: { authorizer }, parent }: WebSocketApiPlan,
  api: ApiTarget,
  permissions: InvokePermissions,
): apigatewayv2.Authorizer | undefined {
  const inputs = authorizerKind(authorizer).websocket?.inputs?.(component, authorizer);
  return inputs === undefined
    ? undefined
    : new apigatewayv2.Authorizer(
        fittingName(
          `${name}-${legalName(authorizer.name ?? authorizerKind(authorizer).label(authorizer) ?? "connect")}-authorizer`,
          NAMES.authorizer,
        ),
        { apiId: api.id, ...inputs },
        {
          parent,
          dependsOn: permissions.of(authorizerKind(authorizer).invokes?.(authorizer)),
          replaceOnChanges: [...DECIDING_INPUTS],
        },
      );
}

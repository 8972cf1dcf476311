import type * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { Permission } from "@pulumi/aws/lambda";
import { authorizerScopes, existingId } from "../authorizers/authorizer-kinds";
import { authorizerResource } from "../authorizers/authorizer";
import { invokePermission } from "../integrations/invoke-permission";
import { integrationResource, targetOf } from "../integrations/integration";
import type { ApiTarget } from "./api-ref";
import type { PlannedRoute, RoutePlan } from "./routes";

/** The children that routes are made of, by label; the routes by key. */
export interface RouteNodes {
  authorizers: Record<string, apigatewayv2.Authorizer>;
  integrations: Record<string, apigatewayv2.Integration>;
  routes: Record<string, apigatewayv2.Route>;
}

/** What the builders of an API's routes share. */
export interface RouteContext {
  name: string;
  /** How errors name the API. */
  component: string;
  plan: RoutePlan;
  parent: pulumi.Resource;
}

/** One authorizer a decision, one integration a target, one route a route. */
export function routeResources({ name, component, plan, parent }: RouteContext, api: ApiTarget): RouteNodes {
  const authorizers = byLabel(plan.authorizers, ({ label, spec }) =>
    authorizerResource(`${name}-${label}-authorizer`, `${component}, authorizer "${label}"`, spec, api.id, parent),
  );
  const integrations = byLabel(plan.integrations, ({ label, spec }) =>
    integrationResource(`${name}-${label}-integration`, `${component}, integration "${label}"`, spec, api.id, parent),
  );
  // once an integration, not once a route
  const targets = Object.fromEntries(Object.entries(integrations).map(([label, made]) => [label, targetOf(made)]));
  const routes = plan.routes.map((planned) => {
    const target = targets[planned.integration.label];
    const authorizer = planned.authorizer === undefined ? undefined : authorizers[planned.authorizer.label];
    return [planned.key.key, route(name, planned, api, target, authorizer, parent)] as const;
  });
  return { authorizers, integrations, routes: Object.fromEntries(routes) };
}

/** Lets the API invoke each function, once however many routes and authorizers call it. */
export function invokePermissions(
  name: string,
  plan: Pick<RoutePlan, "functions">,
  api: Pick<ApiTarget, "executionArn">,
  parent: pulumi.Resource,
): Record<string, Permission> {
  return byLabel(plan.functions, ({ label, spec }) =>
    invokePermission(`${name}-${label}-permission`, spec, api.executionArn, parent),
  );
}

function route(
  name: string,
  planned: PlannedRoute,
  api: ApiTarget,
  target: pulumi.Output<string> | undefined,
  authorizer: apigatewayv2.Authorizer | undefined,
  parent: pulumi.Resource,
): apigatewayv2.Route {
  return new apigatewayv2.Route(
    `${name}-${planned.key.key}`,
    {
      apiId: api.id,
      routeKey: planned.key.key,
      target,
      operationName: planned.args.operationName,
      authorizationType: planned.authorizationType,
      authorizerId: authorizer?.id ?? existingId(planned.authorization),
      authorizationScopes: routeScopes(planned),
    },
    { parent },
  );
}

/** The scopes that a token needs one of: the route's own, or the authorizer's. */
export function routeScopes(planned: PlannedRoute): pulumi.Input<pulumi.Input<string>[]> | undefined {
  return planned.authorizationType === "JWT"
    ? (planned.args.scopes ?? authorizerScopes(planned.authorization))
    : undefined;
}

function byLabel<Item extends { label: string }, Node>(
  items: Item[],
  make: (item: Item) => Node,
): Record<string, Node> {
  return Object.fromEntries(items.map((item) => [item.label, make(item)]));
}

import type * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { Permission } from "@pulumi/aws/lambda";
import { Authorizer } from "../authorizers/authorizer";
import { invokePermission } from "../integrations/invoke-permission";
import { Integration } from "../integrations/integration";
import type { ApiTarget } from "./api-ref";
import type { PlannedRoute, RoutePlan } from "./http-api-plan";

/** The children that routes are made of, by label; the routes by key. */
export interface RouteNodes {
  authorizers: Record<string, Authorizer>;
  integrations: Record<string, Integration>;
  routes: Record<string, apigatewayv2.Route>;
}

/** One Authorizer a decision, one Integration a target, one Route a route. */
export function routeResources(name: string, plan: RoutePlan, api: ApiTarget, parent: pulumi.Resource): RouteNodes {
  const authorizers = byLabel(plan.authorizers, ({ label, spec }) => {
    const args = { api, authorizer: spec, permission: false };
    return new Authorizer(`${name}-${label}-authorizer`, args, { parent });
  });
  const integrations = byLabel(plan.integrations, ({ label, spec }) => {
    const args = { api, integration: spec, permission: false };
    return new Integration(`${name}-${label}-integration`, args, { parent });
  });
  const routes = plan.routes.map((planned) => {
    const integration = integrations[planned.integration.label];
    const authorizer = planned.authorizer === undefined ? undefined : authorizers[planned.authorizer.label];
    return [planned.key.key, route(name, planned, api, integration, authorizer, parent)] as const;
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
  integration: Integration | undefined,
  authorizer: Authorizer | undefined,
  parent: pulumi.Resource,
): apigatewayv2.Route {
  return new apigatewayv2.Route(
    `${name}-${planned.key.key}`,
    {
      apiId: api.id,
      routeKey: planned.key.key,
      target: integration?.target,
      operationName: planned.args.operationName,
      authorizationType: planned.authorizationType,
      authorizerId: authorizer?.authorizerId ?? planned.authorization.authorizerId,
      authorizationScopes: routeScopes(planned),
    },
    { parent },
  );
}

/** The scopes that a token needs one of: the route's own, or the authorizer's. */
export function routeScopes(planned: PlannedRoute): pulumi.Input<pulumi.Input<string>[]> | undefined {
  return planned.authorizationType === "JWT" ? (planned.args.scopes ?? planned.authorization.scopes) : undefined;
}

function byLabel<Item extends { label: string }, Node>(
  items: Item[],
  make: (item: Item) => Node,
): Record<string, Node> {
  return Object.fromEntries(items.map((item) => [item.label, make(item)]));
}

import type * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { authorizerResource } from "../authorizers/authorizer";
import { existingId } from "../authorizers/authorizer-kinds";
import { integrationResource, targetOf } from "../integrations/integration";
import type { ApiTarget } from "../shared/api-ref";
import { type RoutePlan, routeScopes } from "../shared/routes";
import type { HttpApiPlan } from "./plan";

/** The resources of a route table: the routes by key, the others by label. */
export interface RouteResources {
  authorizers: Record<string, apigatewayv2.Authorizer>;
  integrations: Record<string, apigatewayv2.Integration>;
  routes: Record<string, apigatewayv2.Route>;
}

/** Registers one authorizer a decision, one integration a target, and one route a key. */
export function routeResources(plan: HttpApiPlan, api: ApiTarget): RouteResources {
  const { name, component, parent } = plan;
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

function route(
  name: string,
  planned: RoutePlan,
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

function byLabel<Item extends { label: string }, Resource>(
  items: Item[],
  make: (item: Item) => Resource,
): Record<string, Resource> {
  return Object.fromEntries(items.map((item) => [item.label, make(item)]));
}

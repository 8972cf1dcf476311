import type * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { NAMES } from "../../aws/names";
import { authorizerResource } from "../authorizers/authorizer";
import { authorizerKind, existingId } from "../authorizers/authorizer-kinds";
import { integrationResource, targetOf } from "../integrations/integration";
import { integrationKind } from "../integrations/integration-kinds";
import type { IntegrationRole } from "../integrations/service-access";
import type { ApiTarget } from "../shared/api-ref";
import type { InvokePermissions } from "../shared/permissions";
import { fittingName } from "../shared/resource-names";
import { type RoutePlan, routeScopes } from "../shared/routes";
import type { HttpApiPlan } from "./plan";

/** The resources of a route table: the routes by key, the others by label. */
export interface RouteResources {
  authorizers: Record<string, apigatewayv2.Authorizer>;
  integrations: Record<string, apigatewayv2.Integration>;
  routes: Record<string, apigatewayv2.Route>;
}

/**
 * Registers one authorizer a decision, one integration a target, and one route a key. Each waits for what it needs to be
 * called: a route never moves to a function that the API may not invoke yet.
 */
export function routeResources(
  plan: HttpApiPlan,
  api: ApiTarget,
  permissions: InvokePermissions,
  roles: Record<string, IntegrationRole>,
): RouteResources {
  const { name, component, parent } = plan;
  const authorizers = byLabel(plan.authorizers, ({ label, spec }) => {
    const dependsOn = permissions.of(authorizerKind(spec).invokes?.(spec));
    const place = `${component}, authorizer "${label}"`;
    const logicalName = fittingName(`${name}-${label}-authorizer`, NAMES.authorizer);
    return authorizerResource(logicalName, place, spec, api.id, { parent, dependsOn });
  });
  const integrations = byLabel(plan.integrations, ({ label, spec }) => {
    const policy = roles[label]?.policy;
    const invocations = permissions.of(integrationKind(spec).invokes?.(spec));
    const dependsOn = [...invocations, ...(policy === undefined ? [] : [policy])];
    const place = `${component}, integration "${label}"`;
    return integrationResource(`${name}-${label}-integration`, place, spec, api.id, { parent, dependsOn });
  });
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

import * as pulumi from "@pulumi/pulumi";
import type * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { ApiTarget } from "../shared/api-ref";
import { deployment } from "../shared/deployment";
import type { WebSocketApiPlan } from "./plan";
import type { WebSocketRouteResources } from "./routes";
import { validationInputs } from "./validation";

/** Returns the parts of an API that a deployment, or a stage, waits for. */
export function deployable({
  routes,
  routeResponses,
  integrationResponses,
}: WebSocketRouteResources): pulumi.Resource[] {
  return [...Object.values(routes), ...Object.values(routeResponses), ...integrationResponses];
}

/** Makes the snapshot of the API for the stages that are not deployed automatically. */
export function explicitDeployment(
  { name, args, integrations, routes, isDeployedExplicitly, parent }: WebSocketApiPlan,
  api: ApiTarget,
  resources: WebSocketRouteResources,
): apigatewayv2.Deployment | undefined {
  if (!isDeployedExplicitly) {
    return undefined;
  }
  const definition = pulumi.jsonStringify([
    routes.map(({ key, args: route, integration }) => {
      return { key, integration, response: route?.response, ...validationInputs(route, {}) };
    }),
    integrations.map(({ label, spec }) => ({ label, ...spec })),
    args.authorizer,
    args.apiKeyRequired,
    args.apiKeySource,
    args.routeSelectionExpression,
    args.models,
  ]);
  return deployment(name, api, deployable(resources), definition, parent);
}

import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { ApiTarget } from "../shared/api-ref";
import type { WebSocketApiPlan } from "./plan";

/** Makes the models that messages are validated against. */
export function messageModels(
  { name, args, parent }: WebSocketApiPlan,
  api: ApiTarget,
): Record<string, apigatewayv2.Model> {
  const models = Object.entries(args.models ?? {}).map(([model, schema]) => {
    const inputs = { apiId: api.id, name: model, contentType: "application/json", schema };
    return [model, new apigatewayv2.Model(`${name}-${model}-model`, inputs, { parent })] as const;
  });
  return Object.fromEntries(models);
}

/**
 * Makes a model of the API's route keys, for an API with explicit deployments; its routes take the API's id from it. A deployment is
 * a snapshot, and Pulumi deletes a removed route only after it has made the new snapshot, which would keep the route live. So the
 * routes hang on this model: when the keys change, it is deleted before it is replaced, and all routes with it, those that were
 * removed included. Clients notice nothing of it: they are served from the snapshot before.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-deployments.html
 */
export function routeKeysModel(
  { name, args, routes, isDeployedExplicitly, parent }: WebSocketApiPlan,
  api: ApiTarget,
): apigatewayv2.Model | undefined {
  if (!isDeployedExplicitly) {
    return undefined;
  }
  const keys = routes.map(({ key }) => key).sort();
  return new apigatewayv2.Model(
    `${name}-route-keys`,
    {
      apiId: api.id,
      name: freeName("RouteKeys", args.models ?? {}),
      contentType: "application/json",
      description: "The keys of the API's routes",
      schema: JSON.stringify({ $schema: "http://json-schema.org/draft-04/schema#", type: "string", enum: keys }),
    },
    { parent, replaceOnChanges: ["schema"], deleteBeforeReplace: true },
  );
}

function freeName(name: string, taken: Record<string, string>): string {
  return Object.hasOwn(taken, name) ? freeName(`${name}2`, taken) : name;
}

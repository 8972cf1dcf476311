import type * as pulumi from "@pulumi/pulumi";
import type * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import type { Permission } from "@pulumi/aws/lambda";
import type { CustomDomain } from "../domains/custom-domain/custom-domain";
import type { IntegrationRole } from "../integrations/service-access";
import type { HttpApiArgs } from "./args";
import type { HttpApiPlan } from "./plan";
import type { StageNodes } from "../shared/stage-resources";

/** The underlying resources of an HttpApi. */
export interface HttpApiNodes<Key extends string = string> {
  /** The API; undefined where a full reference to an existing one was given. */
  api: apigatewayv2.Api | undefined;
  /** By route key; empty where the routes are rendered as one body. */
  routes: Partial<Record<Key, apigatewayv2.Route>>;
  /** By label; empty where the routes are rendered as one body. */
  integrations: Record<string, apigatewayv2.Integration>;
  /** By label; empty where the routes are rendered as one body. */
  authorizers: Record<string, apigatewayv2.Authorizer>;
  /** By the function's label. */
  permissions: Record<string, Permission>;
  /** By the label of the integration that calls a service with it. */
  roles: Record<string, IntegrationRole>;
  /** Where a stage does not deploy by itself. */
  deployment: apigatewayv2.Deployment | undefined;
  /** By the stage's name. */
  stages: Record<string, StageNodes>;
  /** The API's own custom domain. */
  domain: CustomDomain | undefined;
}

/** What an HttpApi keeps for its methods. */
export interface HttpApiParts {
  name: string;
  args: HttpApiArgs;
  plan: HttpApiPlan;
  body: () => pulumi.Output<string>;
  nodes: HttpApiNodes;
}

/** Kept beside the component: each property of a component would be an output in the schema of other languages. */
const kept = new WeakMap<pulumi.Resource, HttpApiParts>();

export function keepParts(api: pulumi.Resource, parts: HttpApiParts): void {
  kept.set(api, parts);
}

export function partsOf(api: pulumi.Resource): HttpApiParts {
  const parts = kept.get(api);
  if (parts === undefined) {
    throw new Error("this HttpApi was not made by its constructor");
  }
  return parts;
}

import type * as pulumi from "@pulumi/pulumi";
import type * as apigateway from "@pulumi/aws/apigateway";
import type { Permission } from "@pulumi/aws/lambda";
import type { CustomDomain } from "../domains/custom-domain/custom-domain";
import type { IntegrationRole } from "../integrations/service-access";
import type { Deployments } from "./deployments";
import type { RestApiArgs } from "./args";
import type { RestApiPlan } from "./plan";
import type { RestStageNodes } from "./stages";

/** The underlying resources of a RestApi. Its routes are in the one body of `api`. */
export interface RestApiNodes {
  api: apigateway.RestApi;
  /** By the function's label. */
  permissions: Record<string, Permission>;
  /** By the label of the integration that calls a service with it. */
  roles: Record<string, IntegrationRole>;
  /** By the label of the release; the one without a number has an empty label. */
  deployments: Deployments;
  /** What backends know the API by, where a stage asks for it. */
  clientCertificate: apigateway.ClientCertificate | undefined;
  /** By the stage's name. */
  stages: Record<string, RestStageNodes>;
  /** The API's own domain, where it has one. */
  domain: CustomDomain | undefined;
}

/** What a RestApi keeps for its methods. */
export interface RestApiParts {
  name: string;
  args: RestApiArgs;
  plan: RestApiPlan;
  body: pulumi.Output<Record<string, unknown>>;
  nodes: RestApiNodes;
}

/** Kept beside the component: each property of a component would be an output in the schema of other languages. */
const kept = new WeakMap<object, RestApiParts>();

export function keepRestParts(api: pulumi.Resource, parts: RestApiParts): void {
  kept.set(api, parts);
}

/** The parts of a RestApi; undefined for what is none. */
export function restPartsOf(api: object): RestApiParts | undefined {
  return kept.get(api);
}

import * as pulumi from "@pulumi/pulumi";
import { type AuthorizationCoverage, type CorsArgs, RestApi as Component, type StageInfo } from "../components";
import type { PlainRestApiArgs, RestApiSettings, RestRouteSettings } from "../components/rest-api/args";
import type { AuthorizerInput } from "./authorizer-input";
import type { IntegrationInput } from "./integration-input";
import { authorizerOf, integrationOf, routesOf } from "./kinds";
import { defined } from "../language/defined";

/** One route of a REST API. */
export interface RestRouteArgs extends RestRouteSettings {
  /** The integration that the route's requests go to. */
  integration: IntegrationInput;
  /** The decision on who may call the route. */
  authorizer?: AuthorizerInput;
}

/** An OpenAPI document whose operations are the API's routes. */
export interface RestOpenApiArgs {
  /** The document as JSON or YAML, or the path of a file with it. */
  document: pulumi.Input<string>;
  /** The settings that the document lacks, by operationId or route key. */
  operations?: Record<string, RestRouteArgs>;
  /** The integration of operations that have none. */
  defaultIntegration?: IntegrationInput;
}

export interface RestApiArgs extends RestApiSettings {
  /** The routes, by route key such as `GET /orders/{id}`. */
  routes?: Record<string, RestRouteArgs>;
  /** An OpenAPI document whose operations are the routes. */
  openapi?: RestOpenApiArgs;
  /** The decision on who may call the routes that configure no authorizer of their own. */
  defaultAuthorizer?: AuthorizerInput;
  /** Indicates whether requests need an API key, on routes that don't configure it. */
  apiKeyRequired?: boolean;
  /** The JSON Schemas (draft 4) of bodies as JSON, by a name of letters and digits. */
  models?: Record<string, string>;
  /** The answers to preflight requests of browsers. */
  cors?: CorsArgs;
}

/** A REST API with its routes, integrations, authorizers, models, permissions, deployment, stages and logs. */
export class RestApi extends pulumi.ComponentResource {
  /** The API's id. */
  readonly apiId: pulumi.Output<string>;
  /** The prefix of the ARNs in permissions and policies. */
  readonly executionArn: pulumi.Output<string>;
  /** The API's own URL, without a stage. */
  readonly apiEndpoint: pulumi.Output<string>;
  /** The URL of the first stage. */
  readonly url: pulumi.Output<string>;
  /** Every stage with its URL, by name. */
  readonly stages: pulumi.Output<Record<string, StageInfo>>;
  /** The decision on who may call each route, and where that was configured. */
  readonly authorizationCoverage: pulumi.Output<AuthorizationCoverage>;

  constructor(name: string, args: RestApiArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:RestApi", name, {}, opts);
    const api = new Component(name, restApiArgs(args), { parent: this });
    this.apiId = api.apiId;
    this.executionArn = api.executionArn;
    this.apiEndpoint = api.apiEndpoint;
    this.url = api.url;
    this.stages = api.stages;
    this.authorizationCoverage = api.authorizationCoverage;
    this.registerOutputs(outputsOf(api));
  }
}

function restApiArgs({ routes, openapi, defaultAuthorizer, ...args }: RestApiArgs): PlainRestApiArgs {
  return {
    ...args,
    ...defined({
      routes: routes === undefined ? undefined : routesOf(routes),
      openapi: openapi === undefined ? undefined : openApiArgs(openapi),
      defaultAuthorizer: defaultAuthorizer === undefined ? undefined : authorizerOf(defaultAuthorizer),
    }),
  };
}

function openApiArgs({ document, operations, defaultIntegration }: RestOpenApiArgs): PlainRestApiArgs["openapi"] {
  return defined({
    document,
    operations: operations === undefined ? undefined : routesOf(operations),
    defaultIntegration: defaultIntegration === undefined ? undefined : integrationOf(defaultIntegration),
  });
}

function outputsOf(api: Component): pulumi.Inputs {
  const { apiId, executionArn, apiEndpoint, url, stages, authorizationCoverage } = api;
  return { apiId, executionArn, apiEndpoint, url, stages, authorizationCoverage };
}

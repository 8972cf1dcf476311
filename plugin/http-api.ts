import * as pulumi from "@pulumi/pulumi";
import { type AuthorizationCoverage, type CorsArgs, HttpApi as Component, type StageInfo } from "../components";
import type { HttpApiSettings, PlainHttpApiArgs } from "../components/http-api/args";
import type { RouteSettings } from "../components/shared/route-args";
import type { AuthorizerInput } from "./authorizer-input";
import type { IntegrationInput } from "./integration-input";
import { authorizerOf, routesOf } from "./kinds";
import { defined } from "../language/defined";

/** One route: its integration, and who may call it. */
export interface RouteArgs extends RouteSettings {
  /** The integration that the route's requests go to. */
  integration: IntegrationInput;
  /** The decision on who may call the route. */
  authorizer?: AuthorizerInput;
}

/** An OpenAPI document whose operations are the API's routes. */
export interface OpenApiArgs {
  /** The document as JSON or YAML, or the path of a file with it. */
  document: string;
  /** The target of every operation, by operationId. */
  operations: Record<string, RouteArgs>;
}

export interface HttpApiArgs extends HttpApiSettings {
  /** The routes, by route key such as `GET /orders/{id}`. */
  routes?: Record<string, RouteArgs>;
  /** An OpenAPI document whose operations are the routes. */
  openapi?: OpenApiArgs;
  /** The decision on who may call the routes that configure no authorizer of their own. */
  defaultAuthorizer?: AuthorizerInput;
  /** The answers to browsers of other origins. */
  cors?: CorsArgs;
}

/** An HTTP API with its routes, integrations, authorizers, permissions, stages and logs. */
export class HttpApi extends pulumi.ComponentResource {
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

  constructor(name: string, args: HttpApiArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:HttpApi", name, {}, opts);
    const api = new Component(name, httpApiArgs(args), { parent: this });
    this.apiId = api.apiId;
    this.executionArn = api.executionArn;
    this.apiEndpoint = api.apiEndpoint;
    this.url = api.url;
    this.stages = api.stages;
    this.authorizationCoverage = api.authorizationCoverage;
    this.registerOutputs(outputsOf(api));
  }
}

/** Returns flat arguments as the component takes them. */
export function httpApiArgs({ routes, openapi, defaultAuthorizer, ...args }: HttpApiArgs): PlainHttpApiArgs {
  return {
    ...args,
    ...defined({
      routes: routes === undefined ? undefined : routesOf(routes),
      openapi:
        openapi === undefined ? undefined : { document: openapi.document, operations: routesOf(openapi.operations) },
      defaultAuthorizer: defaultAuthorizer === undefined ? undefined : authorizerOf(defaultAuthorizer),
    }),
  };
}

function outputsOf(api: Component): pulumi.Inputs {
  const { apiId, executionArn, apiEndpoint, url, stages, authorizationCoverage } = api;
  return { apiId, executionArn, apiEndpoint, url, stages, authorizationCoverage };
}

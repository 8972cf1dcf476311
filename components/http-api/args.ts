import type * as pulumi from "@pulumi/pulumi";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import type { ApiDomainArgs } from "../domains/custom-domain/api-domain";
import type { IntegrationSpec } from "../integrations/integration-spec";
import type { AccessLogArgs } from "../monitoring/access-log-group";
import type { ApiRef } from "../shared/api-ref";
import type { CorsArgs } from "../shared/cors";

/** How many requests are let through. Both are always written: AWS takes a missing one for zero. */
export interface ThrottleArgs {
  /** Requests a second, in the long run. @default 1000 for a stage; a route has the stage's */
  rateLimit?: pulumi.Input<number>;
  /** Requests at once: the size of the token bucket. @default 500 for a stage; a route has the stage's */
  burstLimit?: pulumi.Input<number>;
}

/** One route: where its requests go, and who may call it. */
export interface RouteArgs {
  /** Where the requests go, such as `lambda(fn)`. */
  integration: IntegrationSpec;
  /** Who may call the route. @default the API's `defaultAuthorizer` */
  authorizer?: AuthorizerSpec;
  /** A token needs one of these scopes; with a JWT authorizer only. @default the authorizer's */
  scopes?: pulumi.Input<pulumi.Input<string>[]>;
  /** How many requests of this route are let through. @default the stage's throttle */
  throttle?: ThrottleArgs;
  /** Whether CloudWatch has metrics of this route alone. @default the stage's */
  detailedMetrics?: pulumi.Input<boolean>;
  /** The operation's name, as in an OpenAPI document's operationId. @default none */
  operationName?: pulumi.Input<string>;
}

/** One stage of the API. What is left out is the API's. */
export interface StageArgs {
  /** How many requests of each route are let through. @default the API's `throttle` */
  throttle?: ThrottleArgs;
  /** Other throttles for single routes of this stage, by route key. @default the routes' own */
  routeThrottles?: Record<string, ThrottleArgs>;
  /** What is written about each request. @default the API's `accessLog` */
  accessLog?: AccessLogArgs;
  /** Whether CloudWatch has metrics of each route. @default the API's `detailedMetrics` */
  detailedMetrics?: pulumi.Input<boolean>;
  /** Variables that integrations read as `$stageVariables.<name>`. @default the API's `stageVariables` */
  stageVariables?: Record<string, pulumi.Input<string>>;
  /** Whether a change is live at once. @default the API's `autoDeploy` */
  autoDeploy?: boolean;
  /** What the stage is for. @default none */
  description?: pulumi.Input<string>;
}

/** An OpenAPI document whose operations are the API's routes. */
export interface OpenApiArgs {
  /** The document as JSON or YAML, or the path of a file with it that ends in .json, .yaml or .yml. */
  document: string;
  /** The target of every operation, by operationId. */
  operations: Record<string, RouteArgs>;
}

/** Where clients find the API, once a custom domain is mapped to it. */
export interface PublicAddress {
  /** The custom domain's name, such as `api.example.com`. */
  domainName: pulumi.Input<string>;
  /** The path of the API mapping, such as `v1`. @default the domain's root */
  path?: pulumi.Input<string>;
}

/** Where a decision on who may call a route was made: on the route, or for the whole API. */
export const AuthorizerSource = { route: "route", api: "api" } as const;
export type AuthorizerSource = (typeof AuthorizerSource)[keyof typeof AuthorizerSource];

/** How the routes go to AWS. */
export const Render = { resources: "resources", spec: "spec" } as const;
export type Render = (typeof Render)[keyof typeof Render];

/** Which addresses can call the API: `ipv4`, or `dualstack` for IPv6 as well. */
export const IpAddressType = { ipv4: "ipv4", dualstack: "dualstack" } as const;
export type IpAddressType = (typeof IpAddressType)[keyof typeof IpAddressType];

export interface HttpApiArgs {
  /** The routes, by route key such as `GET /orders/{id}`. @default those of `openapi` */
  routes?: Record<string, RouteArgs>;
  /** An OpenAPI document whose operations are the routes. @default none */
  openapi?: OpenApiArgs;
  /** Who may call the routes that name no authorizer of their own. @default none: each route must say */
  defaultAuthorizer?: AuthorizerSpec;
  /** Who answers browsers of other origins, and how. @default nobody */
  cors?: CorsArgs;
  /** The name of the one stage; `$default` has no path of its own. @default "$default" */
  stage?: string;
  /** Several stages by name, in place of `stage`. @default the one of `stage` */
  stages?: Record<string, StageArgs>;
  /** Whether a change is live at once; otherwise a deployment is made whenever something deployable changed. @default true */
  autoDeploy?: boolean;
  /** How many requests of each route are let through. @default 1000 a second, 500 at once */
  throttle?: ThrottleArgs;
  /** What is written about each request. @default a JSON line, kept for 30 days */
  accessLog?: AccessLogArgs;
  /** Whether CloudWatch has metrics of each route. @default false */
  detailedMetrics?: pulumi.Input<boolean>;
  /** Variables that integrations read as `$stageVariables.<name>`. @default none */
  stageVariables?: Record<string, pulumi.Input<string>>;
  /** The API's name in AWS. @default made from the logical name */
  name?: pulumi.Input<string>;
  /** What the API is for. @default none */
  description?: pulumi.Input<string>;
  /** The tags of the API, its stages and its logs. @default none */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Whether the API's own URL is off, so that only a custom domain reaches it. @default false */
  disableExecuteApiEndpoint?: pulumi.Input<boolean>;
  /** Which addresses can call the API. @default "ipv4" */
  ipAddressType?: pulumi.Input<IpAddressType>;
  /** An API that exists already and gets these routes. @default a new API */
  api?: ApiRef;
  /** Whether routes are resources of their own, or one OpenAPI body of the API. @default "resources" */
  render?: Render;
  /** A custom domain of the API's own: `url` and `urlFor` follow it. @default none */
  domain?: ApiDomainArgs;
  /** Where clients find the API on a domain that it shares: `url` and `urlFor` follow it. @default the API's own URL */
  publicAddress?: PublicAddress;
}

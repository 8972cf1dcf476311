import type * as pulumi from "@pulumi/pulumi";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import type { ApiDomainArgs } from "../domains/shared/args";
import type { IntegrationSpec } from "../integrations/integration-spec";
import type { AccessLogArgs } from "../monitoring/access-log-group";
import type { ApiMonitoringArgs } from "../monitoring/args";
import type { ApiRef } from "../shared/api-ref";
import type { CorsArgs } from "../shared/cors";
import type { IpAddressType } from "../shared/ip-address-type";
import type { PublicAddress } from "../shared/public-address";
import type { RouteArgs } from "../shared/route-args";
import type { IsRouteKey, MalformedRouteKey } from "../shared/route-key-type";
import type { StageVariables } from "../shared/stage-variables";
import type { ThrottleArgs } from "../shared/throttle";

/** A route, or its integration alone where nothing else is configured. */
export type RouteEntry = RouteArgs | IntegrationSpec;

/** A route table whose keys the compiler checks. */
export type RouteTable<Key extends string> = {
  [K in Key]: IsRouteKey<K> extends true ? RouteEntry : MalformedRouteKey<K>;
};

/**
 * One stage of an HTTP API. What it leaves out is the API's.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 *
 * @example { throttle: { rateLimit: 10, burstLimit: 20 }, stageVariables: { alias: "test" } }
 */
export interface StageArgs {
  /**
   * A limit on the requests of each route. @default the API's `throttle`
   * @example { rateLimit: 100, burstLimit: 200 }
   */
  throttle?: ThrottleArgs;
  /**
   * Other limits for single routes of this stage, by route key. @default the routes' own
   * @example { "POST /orders": { rateLimit: 10, burstLimit: 20 } }
   */
  routeThrottles?: Record<string, ThrottleArgs>;
  /**
   * The log of requests. @default the API's `accessLog`
   * @example { retentionInDays: 90 }
   */
  accessLog?: AccessLogArgs;
  /** Indicates whether CloudWatch has metrics of each route. @default the API's `detailedMetrics` */
  detailedMetrics?: pulumi.Input<boolean>;
  /**
   * Variables that integrations read as `$stageVariables.<name>`, at most 100. @default the API's `stageVariables`
   * @example { alias: "live" }
   */
  stageVariables?: StageVariables;
  /** Indicates whether changes are deployed automatically. @default the API's `autoDeploy` */
  autoDeploy?: boolean;
  /**
   * The stage's description, up to 1,024 characters. @default none
   * @example "For the partners' tests"
   */
  description?: pulumi.Input<string>;
}

/** The settings of an HTTP API beside its routes. */
export interface HttpApiSettings {
  /**
   * The name of the one stage; `$default` has no path of its own. @default "$default"
   * @example "v1"
   */
  stage?: string;
  /**
   * Several stages by name, instead of `stage`. @default the one of `stage`
   * @example { test: { stageVariables: { alias: "test" } }, live: { autoDeploy: false } }
   */
  stages?: Record<string, StageArgs>;
  /**
   * Indicates whether changes are deployed automatically; otherwise a deployment is made whenever something deployable changes.
   * @default true
   */
  autoDeploy?: boolean;
  /**
   * A limit on the requests of each route. @default 1,000 per second, 500 at once
   * @example { rateLimit: 100, burstLimit: 200 }
   */
  throttle?: ThrottleArgs;
  /**
   * The log of requests. @default a JSON line per request, kept for 30 days
   * @example { retentionInDays: 90 }
   */
  accessLog?: AccessLogArgs;
  /** Indicates whether CloudWatch has metrics of each route. @default false */
  detailedMetrics?: pulumi.Input<boolean>;
  /**
   * Variables that integrations read as `$stageVariables.<name>`, at most 100. @default none
   * @example { alias: "live" }
   */
  stageVariables?: StageVariables;
  /**
   * The API's name in AWS, 1 to 128 characters. @default made from the logical name
   * @example "orders"
   */
  name?: pulumi.Input<string>;
  /**
   * The API's description, up to 1,024 characters. @default none
   * @example "Orders of the shop"
   */
  description?: pulumi.Input<string>;
  /**
   * The tags of the API, its stages and its logs, at most 50. @default none
   * @example { team: "orders" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Indicates whether the API's own URL is disabled, so that clients reach it by a custom domain only. @default false */
  disableExecuteApiEndpoint?: pulumi.Input<boolean>;
  /**
   * The addresses that can call the API. @default "ipv4"
   * @example "dualstack"
   */
  ipAddressType?: pulumi.Input<IpAddressType>;
  /**
   * An existing API that gets these routes. @default a new API
   * @example { id: "a1b2c3d4e5" }
   */
  api?: ApiRef;
  /**
   * The way the routes are deployed: as resources of their own, or as one OpenAPI body of the API. The choice is for the life of the
   * API: AWS keeps the routes of an earlier body, so that later resources of the same routes conflict with them.
   * @default "resources"; "openapi" for a new API that isn't deployed automatically
   * @example "openapi"
   */
  deployAs?: DeployAs;
  /**
   * A custom domain of the API's own; `url` and `urlFor` follow it. @default none
   * @example { domainName: "orders.example.com", hostedZoneId: zone.zoneId }
   */
  domain?: ApiDomainArgs;
  /**
   * The address of the API on a domain that it shares; `url` and `urlFor` follow it. @default the API's own URL
   * @example { domainName: "api.example.com", path: "orders" }
   */
  publicAddress?: PublicAddress;
}

/**
 * The arguments of an HttpApi.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
 *
 * @example { defaultAuthorizer: jwt({ issuer, audience }), routes: { "GET /orders/{id}": lambda(readOrder) } }
 */
export interface HttpApiArgs<Key extends string = string> extends HttpApiSettings {
  /**
   * The routes, by route key. @default those of `openapi`
   * @example { "GET /orders/{id}": lambda(readOrder), "POST /orders": { integration: lambda(addOrder), scopes: ["write"] } }
   */
  routes?: RouteTable<Key>;
  /**
   * An OpenAPI document whose operations are the routes. @default none
   * @example { document: "orders.yaml", operations: { readOrder: lambda(readOrder) } }
   */
  openapi?: OpenApiArgs;
  /**
   * The authorizer of the routes that configure none of their own. @default none: each route must have one
   * @example jwt({ issuer: "https://login.example.com", audience: "orders" })
   */
  defaultAuthorizer?: AuthorizerSpec;
  /**
   * The answers to browsers of other origins: by the gateway as configured here, or by the "integration". @default none
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
   * @example { allowOrigins: ["https://shop.example.com"], allowMethods: ["GET"] }
   */
  cors?: CorsArgs | "integration";
  /**
   * The monitoring of one of the API's stages: alarms on objectives, a dashboard and saved queries, as `Monitoring` makes them.
   * @default none
   * @example { objectives: { availability: 99.9, latency: { p99: 800 } } }
   */
  monitoring?: ApiMonitoringArgs;
}

/**
 * An OpenAPI document whose operations are the API's routes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 *
 * @example { document: "orders.yaml", operations: { readOrder: lambda(readOrder) } }
 */
export interface OpenApiArgs {
  /**
   * The document: an object, JSON or YAML, or the path of a file with it that ends in .json, .yaml or .yml.
   * @example "orders.yaml"
   */
  document: string | object;
  /**
   * The target of every operation, by operationId.
   * @example { readOrder: lambda(readOrder) }
   */
  operations: Record<string, RouteEntry>;
}

/** The form in which routes are deployed. */
export const DeployAs = { resources: "resources", openapi: "openapi" } as const;
export type DeployAs = (typeof DeployAs)[keyof typeof DeployAs];

/** The arguments of an HttpApi after its shorthands are written out. */
export interface PlainHttpApiArgs extends HttpApiSettings {
  /** The routes, by route key. */
  routes?: Record<string, RouteArgs>;
  /** The document as text, and the target of every operation. */
  openapi?: { document: string; operations: Record<string, RouteArgs> };
  /** The decision on who may call the routes that configure no authorizer of their own. */
  defaultAuthorizer?: AuthorizerSpec;
  /** The answers to browsers of other origins. */
  cors?: CorsArgs;
  /** The monitoring of one of the API's stages. */
  monitoring?: ApiMonitoringArgs;
}

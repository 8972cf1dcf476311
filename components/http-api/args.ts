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

/** A route, or only its integration. */
export type RouteEntry = RouteArgs | IntegrationSpec;

/** A route table whose keys the compiler checks. */
export type RouteTable<Key extends string> = {
  [K in Key]: IsRouteKey<K> extends true ? RouteEntry : MalformedRouteKey<K>;
};

/**
 * One stage of an HTTP API. It inherits the API's settings that it omits.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 *
 * @example { throttle: { rateLimit: 10, burstLimit: 20 }, stageVariables: { alias: "test" } }
 */
export interface StageArgs {
  /**
   * The throttling limits of each route. @default the API's `throttle`
   * @example { rateLimit: 100, burstLimit: 200 }
   */
  throttle?: ThrottleArgs;
  /**
   * Other limits for single routes of this stage, by route key. @default the routes' own
   * @example { "POST /orders": { rateLimit: 10, burstLimit: 20 } }
   */
  routeThrottles?: Record<string, ThrottleArgs>;
  /**
   * The access log. @default the API's `accessLog`
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
   * The name of the stage, if there is only one; `$default` adds nothing to the path. @default "$default"
   * @example "v1"
   */
  stage?: string;
  /**
   * Several stages by name, instead of `stage`. @default the one of `stage`
   * @example { test: { stageVariables: { alias: "test" } }, live: { autoDeploy: false } }
   */
  stages?: Record<string, StageArgs>;
  /**
   * Indicates whether changes are deployed automatically; otherwise a new deployment is created whenever something deployable changes.
   * @default true
   */
  autoDeploy?: boolean;
  /**
   * The throttling limits of each route. @default 1,000 requests per second, a burst of 500
   * @example { rateLimit: 100, burstLimit: 200 }
   */
  throttle?: ThrottleArgs;
  /**
   * The access log. @default a JSON line per request, kept for 30 days
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
   * The API's name in AWS, 1 to 128 characters. @default derived from the logical name
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
  /** Indicates whether the API's default endpoint is disabled, so that clients can only use a custom domain. @default false */
  disableExecuteApiEndpoint?: pulumi.Input<boolean>;
  /**
   * The IP address types that can call the API. @default "ipv4"
   * @example "dualstack"
   */
  ipAddressType?: pulumi.Input<IpAddressType>;
  /**
   * An existing API that gets these routes. @default a new API
   * @example { id: "a1b2c3d4e5" }
   */
  api?: ApiRef;
  /**
   * Specifies whether the routes are deployed as separate resources or as one OpenAPI body. Don't change it for an existing
   * API: AWS keeps the routes of an earlier body, and resources of the same routes conflict with them.
   * @default "resources"; "openapi" for a new API that isn't deployed automatically
   * @example "openapi"
   */
  deployAs?: DeployAs;
  /**
   * A custom domain for this API, which `url` and `urlFor` then use. @default none
   * @example { domainName: "orders.example.com", hostedZoneId: zone.zoneId }
   */
  domain?: ApiDomainArgs;
  /**
   * The address of the API on a shared domain, which `url` and `urlFor` then use. @default the API's default endpoint
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
   * The authorizer of the routes that don't set their own. @default none: each route must set one
   * @example jwt({ issuer: "https://login.example.com", audience: "orders" })
   */
  defaultAuthorizer?: AuthorizerSpec;
  /**
   * The CORS configuration, or "integration" if the backend answers cross-origin requests itself. @default none
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
   * @example { allowOrigins: ["https://shop.example.com"], allowMethods: ["GET"] }
   */
  cors?: CorsArgs | "integration";
  /**
   * The monitoring of one of the API's stages: alarms on objectives, a dashboard and saved queries, as `Monitoring` creates them.
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
  /** The authorizer of the routes that don't set their own. */
  defaultAuthorizer?: AuthorizerSpec;
  /** The answers to browsers of other origins. */
  cors?: CorsArgs;
  /** The monitoring of one of the API's stages. */
  monitoring?: ApiMonitoringArgs;
}

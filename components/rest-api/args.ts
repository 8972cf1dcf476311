import type * as pulumi from "@pulumi/pulumi";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import type { ApiDomainArgs } from "../domains/shared/args";
import type { IntegrationSpec } from "../integrations/integration-spec";
import type { AccessLogArgs } from "../monitoring/access-log-group";
import type { ApiMonitoringArgs } from "../monitoring/args";
import type { ApiKeySource } from "../shared/api-key-source";
import type { CorsArgs } from "../shared/cors";
import type { EndpointAccessMode, EndpointType } from "../shared/endpoint";
import type { IpAddressType } from "../shared/ip-address-type";
import type { LoggingLevel } from "../shared/logging-level";
import type { PublicAddress } from "../shared/public-address";
import type { RouteArgs, RouteSettings } from "../shared/route-args";
import type { IsRouteKey, MalformedRouteKey } from "../shared/route-key-type";
import type { StageVariables } from "../shared/stage-variables";
import type { ThrottleArgs } from "../shared/throttle";
import type { CanaryArgs } from "./canary";
import type { GatewayResponseArgs } from "./gateway-responses";

/** A route, or only its integration. */
export type RestRouteEntry = RestRouteArgs | IntegrationSpec;

/** A route table whose keys the compiler checks. */
export type RestRouteTable<Key extends string> = {
  [K in Key]: IsRouteKey<K> extends true ? RestRouteEntry : MalformedRouteKey<K>;
};

/** The response to a caller who is not allowed to invalidate a cached response. */
export const UnauthorizedCacheControl = {
  fail: "FAIL_WITH_403",
  warn: "SUCCEED_WITH_RESPONSE_HEADER",
  ignore: "SUCCEED_WITHOUT_RESPONSE_HEADER",
} as const;
export type UnauthorizedCacheControl = (typeof UnauthorizedCacheControl)[keyof typeof UnauthorizedCacheControl];

/**
 * The caching of a route's responses, on a stage that has a cache.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 *
 * @example { ttlInSeconds: 60, keyParameters: ["querystring.page"] }
 */
export interface CacheArgs {
  /** Indicates whether responses are cached. @default true where a route configures its cache */
  enabled?: pulumi.Input<boolean>;
  /**
   * The time to live of a response in seconds, 0 to 3,600. @default 300
   * @example 60
   */
  ttlInSeconds?: pulumi.Input<number>;
  /** Indicates whether cached responses are encrypted. @default true */
  encrypted?: pulumi.Input<boolean>;
  /**
   * The name of a group of routes that share their cached responses; on routes only. @default the route's path has its own
   * https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html
   * @example "orders"
   */
  namespace?: string;
  /**
   * The parameters that tell responses apart: `querystring.page`, `header.Accept-Language`, `path.id`; on routes only. @default the path alone
   * @example ["querystring.page"]
   */
  keyParameters?: string[];
  /** Indicates whether only callers with `execute-api:InvalidateCache` may invalidate a cached response. @default true */
  requireAuthorization?: pulumi.Input<boolean>;
  /**
   * The response to an unauthorized request to invalidate a cached response: 403, or the cached response with or without a
   * `Warning` header. @default "SUCCEED_WITH_RESPONSE_HEADER"
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
   * @example "FAIL_WITH_403"
   */
  unauthorizedStrategy?: pulumi.Input<UnauthorizedCacheControl>;
}

/** The settings of a REST API's route beside its integration and authorizer. */
export interface RestRouteSettings extends RouteSettings {
  /** Indicates whether a request needs an API key of a usage plan. @default the API's */
  apiKeyRequired?: boolean;
  /**
   * The name of the model, of `models`, that a JSON body is validated against. @default no validation of the body
   * @example "Order"
   */
  requestModel?: string;
  /**
   * The names of the models by content type, instead of `requestModel`. @default none
   * @example { "application/json": "Order" }
   */
  requestModels?: Record<string, string>;
  /**
   * The headers that a request must have. @default none
   * @example ["If-Match"]
   */
  requiredHeaders?: string[];
  /**
   * The query parameters that a request must have. @default none
   * @example ["customer"]
   */
  requiredQueryParameters?: string[];
  /**
   * The models of the responses by status, for generated clients. @default none
   * @example { "200": "Order" }
   */
  responseModels?: Record<string, string>;
  /**
   * The caching of responses, on a stage with a cache. @default the stage's
   * @example { ttlInSeconds: 60 }
   */
  cache?: CacheArgs;
  /**
   * The content of execution logs. @default the stage's
   * @example "INFO"
   */
  loggingLevel?: pulumi.Input<LoggingLevel>;
}

/**
 * One route of a REST API: its integration and its authorizer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings.html
 *
 * @example { integration: lambda(addOrder), requestModel: "Order", apiKeyRequired: true }
 */
export interface RestRouteArgs extends RouteArgs, RestRouteSettings {}

/** The settings of a stage. Settings of the API apply to every stage that doesn't set its own. */
export interface RestStageSettings {
  /**
   * The throttling limits of each method. @default 1,000 requests per second, a burst of 500
   * @example { rateLimit: 100, burstLimit: 200 }
   */
  throttle?: ThrottleArgs;
  /**
   * The access log. @default a JSON line per request, kept for 30 days
   * @example { retentionInDays: 90 }
   */
  accessLog?: AccessLogArgs;
  /**
   * The content of execution logs. @default "ERROR"
   * @example "INFO"
   */
  loggingLevel?: pulumi.Input<LoggingLevel>;
  /** Indicates whether execution logs hold whole requests and responses, secrets included; not for production. @default false */
  dataTrace?: pulumi.Input<boolean>;
  /** Indicates whether CloudWatch has metrics of each method. @default false */
  detailedMetrics?: pulumi.Input<boolean>;
  /** Indicates whether X-Ray traces requests. @default false */
  tracing?: pulumi.Input<boolean>;
  /**
   * The size of the stage's cache in GB: 0.5, 1.6, 6.1, 13.5, 28.4, 58.2, 118 or 237, billed by the hour. @default no cache
   * @example "0.5"
   */
  cacheSize?: string;
  /**
   * The caching of responses, on a stage with a cache. @default only of routes that configure it
   * @example { ttlInSeconds: 60 }
   */
  cache?: CacheArgs;
  /**
   * Variables that integrations read as `stageVariables.<name>`, at most 100. @default none
   * @example { alias: "live" }
   */
  stageVariables?: StageVariables;
  /** Indicates whether API Gateway presents a client certificate to backends; its PEM text is in `resources`. @default false */
  clientCertificate?: boolean;
  /**
   * The ARN of a regional web ACL of AWS WAF in front of the stage. @default none
   * @example "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/a1b2c3d4"
   */
  webAclArn?: pulumi.Input<string>;
  /**
   * A canary release: part of the traffic goes to the newest deployment, the rest to the previous one. @default none
   * @example { percentTraffic: 10 }
   */
  canary?: CanaryArgs;
}

/**
 * One stage of a REST API. It inherits the API's settings that it omits.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-stages.html
 *
 * @example { cacheSize: "0.5", tracing: true }
 */
export interface RestStageArgs extends RestStageSettings {
  /**
   * Other limits for single routes of this stage, by route key. @default the routes' own
   * @example { "POST /orders": { rateLimit: 10, burstLimit: 20 } }
   */
  routeThrottles?: Record<string, ThrottleArgs>;
  /**
   * The stage's description, up to 1,024 characters. @default none
   * @example "For the partners' tests"
   */
  description?: pulumi.Input<string>;
}

/**
 * The region's CloudWatch role; an ApiGatewayAccount is one.
 *
 * @example new ApiGatewayAccount("logs")
 */
export interface AccountRef {
  /**
   * The ARN of the role that API Gateway writes logs with.
   * @example "arn:aws:iam::123456789012:role/api-gateway-logs"
   */
  cloudwatchRoleArn: pulumi.Input<string>;
}

/** The settings of a REST API beside its routes. */
export interface RestApiSettings extends RestStageSettings {
  /**
   * The gateway responses that API Gateway returns without calling the backend, by type such as `UNAUTHORIZED`. @default AWS's own
   * @example { UNAUTHORIZED: { templates: { "application/json": '{"error":"sign in first"}' } } }
   */
  gatewayResponses?: Record<string, GatewayResponseArgs>;
  /**
   * The endpoint of the API. @default "REGIONAL"
   * @example "PRIVATE"
   */
  endpointType?: EndpointType;
  /**
   * The VPC endpoints of a private API. @default none
   * @example ["vpce-0123456789abcdef0"]
   */
  vpcEndpointIds?: pulumi.Input<string>[];
  /**
   * The resource policy as JSON; see `resourcePolicy()`. @default everyone; a private API's own VPC endpoints
   * @example resourcePolicy({ ipRanges: ["203.0.113.0/24"] })
   */
  policy?: pulumi.Input<string>;
  /**
   * The content types whose bodies are binary. @default none
   * @example ["image/png"]
   */
  binaryMediaTypes?: string[];
  /**
   * The size in bytes from which responses are compressed, 0 to 10,485,760. @default no compression
   * @example 1024
   */
  minimumCompressionSize?: number;
  /**
   * The source of a request's API key. @default "HEADER"
   * @example "AUTHORIZER"
   */
  apiKeySource?: ApiKeySource;
  /** Indicates whether the API's default endpoint is disabled, so that clients can only use a custom domain. @default false */
  disableExecuteApiEndpoint?: pulumi.Input<boolean>;
  /**
   * The TLS policy of the API's default endpoint, such as `SecurityPolicy_TLS13_1_3_2025_09`. @default AWS's
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
   * @example "SecurityPolicy_TLS13_1_3_2025_09"
   */
  securityPolicy?: pulumi.Input<string>;
  /**
   * The endpoint access mode, which a policy that starts with `SecurityPolicy_` needs.
   * @default "STRICT" with such a policy
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html
   * @example "BASIC"
   */
  endpointAccessMode?: pulumi.Input<EndpointAccessMode>;
  /**
   * The IP address types that can call the API. @default "ipv4", "dualstack" for a private API
   * @example "dualstack"
   */
  ipAddressType?: pulumi.Input<IpAddressType>;
  /** Indicates whether the responses of all proxies are streamed. @default false */
  streaming?: boolean;
  /**
   * The name of the stage, if there is only one. @default "live"
   * @example "v1"
   */
  stage?: string;
  /**
   * Several stages by name, instead of `stage`. @default the one of `stage`
   * @example { test: { stageVariables: { alias: "test" } }, live: { cacheSize: "0.5" } }
   */
  stages?: Record<string, RestStageArgs>;
  /**
   * The number of the release; if you increase it by one, the previous deployment is kept. @default only the newest deployment is kept
   * @example 7
   */
  release?: number;
  /**
   * The number of releases whose deployments are kept, 2 to 10. @default 3
   * @example 5
   */
  keepReleases?: number;
  /**
   * The release number of the kept deployment that the stages use; beside a canary, the one that most of the traffic stays on.
   * @default the newest; beside a canary the one before it
   * @example 6
   */
  rollbackTo?: number;
  /**
   * The region's role for logs, which stages with logs wait for. @default it is expected to exist
   * @example new ApiGatewayAccount("logs")
   */
  account?: AccountRef;
  /**
   * A custom domain for this API, which `url` and `urlFor` then use. @default none
   * @example { domainName: "partners.example.com", hostedZoneId: zone.zoneId }
   */
  domain?: ApiDomainArgs;
  /**
   * The address of the API on a shared domain, which `url` and `urlFor` then use. @default the API's default endpoint
   * @example { domainName: "api.example.com", path: "orders" }
   */
  publicAddress?: PublicAddress;
  /**
   * The API's name in AWS. @default derived from the logical name
   * @example "orders"
   */
  name?: pulumi.Input<string>;
  /**
   * The API's description. @default none
   * @example "Orders of the shop"
   */
  description?: pulumi.Input<string>;
  /**
   * The tags of the API, its stages and its logs, at most 50. @default none
   * @example { team: "orders" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * The arguments of a RestApi.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html
 *
 * @example { defaultAuthorizer: cognitoUserPools(pool), routes: { "GET /orders/{id}": lambda(readOrder) } }
 */
export interface RestApiArgs<Key extends string = string> extends RestApiSettings {
  /**
   * The routes, by route key. @default those of `openapi`
   * @example { "GET /orders/{id}": lambda(readOrder), "POST /orders": { integration: lambda(addOrder), requestModel: "Order" } }
   */
  routes?: RestRouteTable<Key>;
  /**
   * An OpenAPI document whose operations are the routes. @default none
   * @example { document: "orders.yaml", defaultIntegration: lambda(orders) }
   */
  openapi?: RestOpenApiArgs;
  /**
   * The authorizer of the routes that don't set their own. @default none: each route must set one
   * @example cognitoUserPools(pool)
   */
  defaultAuthorizer?: AuthorizerSpec;
  /** Indicates whether requests need an API key, on routes that don't configure it. @default false */
  apiKeyRequired?: boolean;
  /**
   * The JSON Schemas (draft 4) of bodies, by a name of letters and digits. @default none
   * @example { Order: { type: "object", required: ["item"] } }
   */
  models?: Record<string, object | string>;
  /**
   * The CORS configuration, or "integration" if the backend answers preflight requests itself. @default none
   * @example { allowOrigins: ["https://shop.example.com"] }
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
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
 *
 * @example { document: "orders.yaml", defaultIntegration: lambda(orders) }
 */
export interface RestOpenApiArgs {
  /**
   * The document, of version 3.0 or 2.0: an object, JSON or YAML, or the path of a file that ends in .json, .yaml or .yml.
   * @example "orders.yaml"
   */
  document: pulumi.Input<string> | object;
  /**
   * The settings that the document lacks, by operationId or route key. @default its own extensions have them
   * @example { addOrder: { integration: lambda(addOrder), apiKeyRequired: true } }
   */
  operations?: Record<string, RestRouteEntry>;
  /**
   * The integration of operations that have none in `operations` or the document. @default such an operation is an error
   * @example lambda(orders)
   */
  defaultIntegration?: IntegrationSpec;
}

/** The arguments of a RestApi after its shorthands are written out. */
export interface PlainRestApiArgs extends RestApiSettings {
  /** The routes, by route key. */
  routes?: Record<string, RestRouteArgs>;
  /** The document as text, and the settings that it lacks. */
  openapi?: {
    document: pulumi.Input<string>;
    operations?: Record<string, RestRouteArgs>;
    defaultIntegration?: IntegrationSpec;
  };
  /** The authorizer of the routes that don't set their own. */
  defaultAuthorizer?: AuthorizerSpec;
  /** Indicates whether requests need an API key, on routes that don't configure it. */
  apiKeyRequired?: boolean;
  /** The JSON Schemas of bodies as JSON, by name. */
  models?: Record<string, string>;
  /** The answers to preflight requests of browsers. */
  cors?: CorsArgs;
  /** The monitoring of one of the API's stages. */
  monitoring?: ApiMonitoringArgs;
}

import type * as pulumi from "@pulumi/pulumi";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import type { IntegrationSpec } from "../integrations/integration-spec";
import type { ApiDomainArgs } from "../domains/custom-domain/api-domain";
import type { AccessLogArgs } from "../monitoring/access-log-group";
import type { CorsArgs } from "../shared/cors";
import type { IpAddressType, PublicAddress, RouteArgs, ThrottleArgs } from "../http-api/args";
import type { CanaryArgs } from "./canary";
import type { GatewayResponseArgs } from "./gateway-responses";

/** How the answers of a route are kept, on a stage that has a cache. */
export interface CacheArgs {
  /** Whether answers are kept. @default true where a route says anything of its cache */
  enabled?: pulumi.Input<boolean>;
  /** For how many seconds an answer is kept, 0 to 3,600. @default 300 */
  ttlInSeconds?: pulumi.Input<number>;
  /** Whether what is kept is encrypted. @default true */
  encrypted?: pulumi.Input<boolean>;
  /** What tells answers apart: `querystring.page`, `header.Accept-Language`, `path.id`. @default the path alone */
  keyParameters?: string[];
  /** Whether only callers with `execute-api:InvalidateCache` may ask for a fresh answer. @default true */
  requireAuthorization?: pulumi.Input<boolean>;
}

/** What execution logs hold. `INFO` has each request; no level writes headers or bodies, which `dataTrace` alone does. */
export const LoggingLevel = { off: "OFF", error: "ERROR", info: "INFO" } as const;
export type LoggingLevel = (typeof LoggingLevel)[keyof typeof LoggingLevel];

/** One route of a REST API. */
export interface RestRouteArgs extends RouteArgs {
  /** Whether a request needs an API key, which a usage plan counts. @default the API's */
  apiKeyRequired?: boolean;
  /** The name of the model that a JSON body must fit, of `models`. @default the body is not looked at */
  requestModel?: string;
  /** The names of the models by content type, in place of `requestModel`. @default none */
  requestModels?: Record<string, string>;
  /** Headers that a request must have. @default none */
  requiredHeaders?: string[];
  /** Query parameters that a request must have. @default none */
  requiredQueryParameters?: string[];
  /** The models of the responses by status, for those who generate clients. @default none */
  responseModels?: Record<string, string>;
  /** How answers are kept, on a stage with a cache. @default the stage's */
  cache?: CacheArgs;
  /** What execution logs hold. @default the stage's */
  loggingLevel?: pulumi.Input<LoggingLevel>;
}

/** What a stage of a REST API has: said for the API, it is every stage's that does not say otherwise. */
export interface RestStageSettings {
  /** How many requests of each method are let through. @default 1000 a second, 500 at once */
  throttle?: ThrottleArgs;
  /** What is written about each request. @default a JSON line, kept for 30 days */
  accessLog?: AccessLogArgs;
  /** What execution logs hold. @default "ERROR" */
  loggingLevel?: pulumi.Input<LoggingLevel>;
  /** Whether execution logs hold whole requests and answers, secrets too: never in production. @default false */
  dataTrace?: pulumi.Input<boolean>;
  /** Whether CloudWatch has metrics of each method. @default false */
  detailedMetrics?: pulumi.Input<boolean>;
  /** Whether X-Ray traces requests. @default false */
  tracing?: pulumi.Input<boolean>;
  /** The size of the stage's cache in GB: 0.5, 1.6, 6.1, 13.5, 28.4, 58.2, 118 or 237; it is billed by the hour. @default no cache */
  cacheSize?: string;
  /** How answers are kept, on a stage with a cache. @default none are, but of routes that say so */
  cache?: CacheArgs;
  /** Variables that integrations read as `stageVariables.<name>`. @default none */
  stageVariables?: Record<string, pulumi.Input<string>>;
  /** Whether backends see a certificate of API Gateway's: its PEM text is in `nodes`. @default false */
  clientCertificate?: boolean;
  /** The ARN of the web ACL (WAF, of the region) in front of the stage. @default none */
  webAclArn?: pulumi.Input<string>;
  /** Part of the traffic goes to the newest deployment, the rest to the one before. @default none */
  canary?: CanaryArgs;
}

/** One stage of a REST API. What is left out is the API's. */
export interface RestStageArgs extends RestStageSettings {
  /** Other throttles for single routes of this stage, by route key. @default the routes' own */
  routeThrottles?: Record<string, ThrottleArgs>;
  /** What the stage is for. @default none */
  description?: pulumi.Input<string>;
}

/** An OpenAPI document whose operations are the API's routes. */
export interface RestOpenApiArgs {
  /** The document as JSON or YAML, of version 3.0 or 2.0, or the path of a file with it that ends in .json, .yaml or .yml. */
  document: pulumi.Input<string>;
  /** What the document does not say of an operation, by operationId or route key. @default its own extensions say it */
  operations?: Record<string, RestRouteArgs>;
  /** Where operations go that neither `operations` names nor the document's own extension. @default such an operation is an error */
  defaultIntegration?: IntegrationSpec;
}

/** From where an API is reached: through the region, CloudFront's edges, or VPC endpoints alone. */
export const EndpointType = { regional: "REGIONAL", edge: "EDGE", private: "PRIVATE" } as const;
export type EndpointType = (typeof EndpointType)[keyof typeof EndpointType];

/** Where requests have their API key: the header `x-api-key`, or the answer of a Lambda authorizer. */
export const ApiKeySource = { header: "HEADER", authorizer: "AUTHORIZER" } as const;
export type ApiKeySource = (typeof ApiKeySource)[keyof typeof ApiKeySource];

/** The region's CloudWatch role: an ApiGatewayAccount fits. */
export interface AccountRef {
  /** The ARN of the role that API Gateway writes logs with. */
  cloudwatchRoleArn: pulumi.Input<string>;
}

export interface RestApiArgs extends RestStageSettings {
  /** The routes, by route key such as `GET /orders/{id}`. @default those of `openapi` */
  routes?: Record<string, RestRouteArgs>;
  /** An OpenAPI document whose operations are the routes. @default none */
  openapi?: RestOpenApiArgs;
  /** Who may call the routes that name no authorizer of their own. @default none: each route must say */
  defaultAuthorizer?: AuthorizerSpec;
  /** Whether requests need an API key, on routes that do not say. @default false */
  apiKeyRequired?: boolean;
  /** The JSON Schemas (draft 4) of bodies as JSON, by a name of letters and digits. @default none */
  models?: Record<string, string>;
  /** Who answers the preflight requests of browsers, and how. @default nobody */
  cors?: CorsArgs;
  /** What API Gateway answers where it does not call the backend, by response type such as `UNAUTHORIZED`. @default AWS's own */
  gatewayResponses?: Record<string, GatewayResponseArgs>;
  /** From where the API is reached. @default "REGIONAL" */
  endpointType?: EndpointType;
  /** The VPC endpoints of a private API. @default none */
  vpcEndpointIds?: pulumi.Input<string>[];
  /** Who may reach the API, as JSON; see `resourcePolicy()`. @default everyone; a private API's own VPC endpoints */
  policy?: pulumi.Input<string>;
  /** Content types whose bodies are binary. @default none */
  binaryMediaTypes?: string[];
  /** From how many bytes on answers are compressed, 0 to 10,485,760. @default never */
  minimumCompressionSize?: number;
  /** Where requests have their API key. @default "HEADER" */
  apiKeySource?: ApiKeySource;
  /** Whether the API's own URL is off, so that only a custom domain reaches it. @default false */
  disableExecuteApiEndpoint?: pulumi.Input<boolean>;
  /** The TLS policy of the API's own URL, such as `SecurityPolicy_TLS13_1_3_2025_09`. @default AWS's */
  securityPolicy?: pulumi.Input<string>;
  /** Which addresses can call the API. @default "ipv4", "dualstack" for a private API */
  ipAddressType?: pulumi.Input<IpAddressType>;
  /** Whether the answers of all proxies are streamed. @default false */
  streaming?: boolean;
  /** The name of the one stage. @default "live" */
  stage?: string;
  /** Several stages by name, in place of `stage`. @default the one of `stage` */
  stages?: Record<string, RestStageArgs>;
  /** The number of the release: raised by one, the deployment before is kept. @default no deployment but the newest is kept */
  release?: number;
  /** How many releases have their deployment kept. @default 3 */
  keepReleases?: number;
  /** Which of the kept deployments the stages are on, by its release number. @default the newest */
  rollbackTo?: number;
  /** The region's role for logs, which stages with logs wait for. @default it is taken to be there */
  account?: AccountRef;
  /** A custom domain of the API's own: `url` and `urlFor` follow it. @default none */
  domain?: ApiDomainArgs;
  /** Where clients find the API on a domain that it shares: `url` and `urlFor` follow it. @default the API's own URL */
  publicAddress?: PublicAddress;
  /** The API's name in AWS. @default made from the logical name */
  name?: pulumi.Input<string>;
  /** What the API is for. @default none */
  description?: pulumi.Input<string>;
  /** The tags of the API, its stages and its logs. @default none */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

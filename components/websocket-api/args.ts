import type * as pulumi from "@pulumi/pulumi";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import type { IntegrationSpec } from "../integrations/integration-spec";
import type { AccessLogArgs } from "../monitoring/access-log-group";
import type { ApiMonitoringArgs } from "../monitoring/args";
import type { ApiKeySource } from "../shared/api-key-source";
import type { IpAddressType } from "../shared/ip-address-type";
import type { LoggingLevel } from "../shared/logging-level";
import type { PublicAddress } from "../shared/public-address";
import type { StageVariables } from "../shared/stage-variables";
import type { ThrottleArgs } from "../shared/throttle";
import type { ConnectionStore } from "./connection-store";

/** A route, or only its integration. */
export type WebSocketRouteEntry = WebSocketRouteArgs | IntegrationSpec;

/**
 * One route of a WebSocket API: the target of its messages, and whether the response is returned to the client.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
 *
 * @example { integration: lambda(echo), response: true }
 */
export interface WebSocketRouteArgs {
  /**
   * The integration that messages go to, such as `lambda(fn)`.
   * @example lambda(echo)
   */
  integration: IntegrationSpec;
  /** Indicates whether the integration's response is sent to the client. @default false */
  response?: boolean;
  /**
   * The throttling limits of the route. @default the stage's `throttle`
   * @example { rateLimit: 10, burstLimit: 20 }
   */
  throttle?: ThrottleArgs;
  /**
   * The name of the model, of `models`, that messages are validated against. @default no validation
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
   * @example "Say"
   */
  requestModel?: string;
  /**
   * The names of the models by what `modelSelectionExpression` finds in a message, instead of `requestModel`; `$default` is for all
   * other messages, which are rejected without it. @default none
   * @example { text: "Text", image: "Image" }
   */
  requestModels?: Record<string, string>;
  /**
   * The part of a message that names its model among `requestModels`. @default "\\$default"
   * @example "$request.body.type"
   */
  modelSelectionExpression?: string;
  /**
   * The headers that the request to connect must have, on `$connect` only. @default none
   * @example ["Origin"]
   */
  requiredHeaders?: string[];
  /**
   * The query parameters that the request to connect must have, on `$connect` only. @default none
   * @example ["room"]
   */
  requiredQueryParameters?: string[];
  /**
   * The operation's name, 1 to 64 characters, for documentation. @default none
   * @example "say"
   */
  operationName?: pulumi.Input<string>;
}

/** The settings of a stage. Settings of the API apply to every stage that doesn't set its own. */
export interface WebSocketStageSettings {
  /**
   * Indicates whether changes are deployed automatically; otherwise a new deployment is created whenever something deployable changes.
   * @default true
   */
  autoDeploy?: boolean;
  /**
   * The throttling limits of each route. @default 1,000 messages per second, a burst of 500
   * @example { rateLimit: 100, burstLimit: 200 }
   */
  throttle?: ThrottleArgs;
  /**
   * The access log of connections and messages. @default a JSON line for each, kept for 30 days
   * @example { retentionInDays: 90 }
   */
  accessLog?: AccessLogArgs;
  /**
   * The content of execution logs, which need the account's log role. @default "OFF"
   * @example "ERROR"
   */
  loggingLevel?: pulumi.Input<LoggingLevel>;
  /** Indicates whether execution logs hold whole messages, personal data included. @default false */
  dataTrace?: boolean;
  /** Indicates whether CloudWatch has metrics of each route. @default false */
  detailedMetrics?: pulumi.Input<boolean>;
  /**
   * Variables that integrations read as `stageVariables.<name>`, at most 100. @default none
   * @example { alias: "live" }
   */
  stageVariables?: StageVariables;
  /** Indicates whether API Gateway presents a client certificate to backends; its PEM text is in `resources`. @default false */
  clientCertificate?: boolean;
}

/**
 * One stage of a WebSocket API. It inherits the API's settings that it omits.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-stages.html
 *
 * @example { throttle: { rateLimit: 10, burstLimit: 20 }, stageVariables: { alias: "test" } }
 */
export interface WebSocketStageArgs extends WebSocketStageSettings {
  /**
   * Other limits for single routes of this stage, by route key. @default the routes' own
   * @example { say: { rateLimit: 10, burstLimit: 20 } }
   */
  routeThrottles?: Record<string, ThrottleArgs>;
  /**
   * The stage's description, up to 1,024 characters. @default none
   * @example "For the partners' tests"
   */
  description?: pulumi.Input<string>;
}

/**
 * The settings of a WebSocket API beside its routes.
 *
 * @example { authorizer: iam(), throttle: { rateLimit: 100, burstLimit: 200 } }
 */
export interface WebSocketApiSettings extends WebSocketStageSettings {
  /**
   * The authorizer of clients that connect: `lambdaAuthorizer(fn)`, `iam()` or `none("reason")`. API Gateway calls it once for each connection.
   * @example lambdaAuthorizer(checkToken, { identitySources: ["route.request.querystring.token"] })
   */
  authorizer: AuthorizerSpec;
  /** Indicates whether a client needs an API key of a usage plan to connect. @default false */
  apiKeyRequired?: boolean;
  /**
   * The source of a client's API key: the header `x-api-key`, or `usageIdentifierKey` in the response of the Lambda authorizer.
   * @default "HEADER"
   * @example "AUTHORIZER"
   */
  apiKeySource?: ApiKeySource;
  /**
   * The part of a message that names its route. @default "$request.body.action"
   * @example "$request.body.type"
   */
  routeSelectionExpression?: string;
  /**
   * The name of the stage, if there is only one; it is part of the URL's path. @default "live"
   * @example "v1"
   */
  stage?: string;
  /**
   * Several stages by name, instead of `stage`. @default the one of `stage`
   * @example { test: { stageVariables: { alias: "test" } }, live: { autoDeploy: false } }
   */
  stages?: Record<string, WebSocketStageArgs>;
  /**
   * The store of the handlers' connection ids; its variables are in `environment` too. @default none
   * @example new ConnectionStore("connections", { indexBy: "userId" })
   */
  connections?: ConnectionStore;
  /**
   * The address of the API's first stage on a custom domain, which `url` and `callbackUrl` then use. @default the API's default endpoint
   * @example { domainName: "chat.example.com" }
   */
  publicAddress?: PublicAddress;
  /** Indicates whether the API's default endpoint is disabled, so that clients can only use a custom domain. @default false */
  disableExecuteApiEndpoint?: pulumi.Input<boolean>;
  /**
   * The IP address types that can call the API. @default "ipv4"
   * @example "dualstack"
   */
  ipAddressType?: pulumi.Input<IpAddressType>;
  /**
   * The API's name in AWS, 1 to 128 characters. @default derived from the logical name
   * @example "chat"
   */
  name?: pulumi.Input<string>;
  /**
   * The API's description, up to 1,024 characters. @default none
   * @example "The chat of the shop"
   */
  description?: pulumi.Input<string>;
  /**
   * The monitoring of one of the API's stages: alarms on objectives, a dashboard and saved queries, as `Monitoring` creates them.
   * @default none
   * @example { objectives: { availability: 99.9, latency: { p99: 800 } } }
   */
  monitoring?: ApiMonitoringArgs;
  /**
   * The tags of the API, its stages and its logs, at most 50. @default none
   * @example { team: "chat" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * The arguments of a WebSocketApi.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html
 *
 * @example { authorizer: iam(), routes: { say: lambda(say) } }
 */
export interface WebSocketApiArgs extends WebSocketApiSettings {
  /**
   * The routes: `$connect`, `$disconnect`, `$default`, and a name for each kind of message.
   * @example { $connect: lambda(connect), say: { integration: lambda(say), requestModel: "Say" } }
   */
  routes: Record<string, WebSocketRouteEntry>;
  /**
   * The JSON Schemas (draft 4) of messages, by a name of letters and digits. @default none
   * @example { Say: { type: "object", required: ["text"] } }
   */
  models?: Record<string, object | string>;
}

/** The arguments of a WebSocketApi after its shorthands are written out. */
export interface PlainWebSocketApiArgs extends WebSocketApiSettings {
  /** The routes, by route key. */
  routes: Record<string, WebSocketRouteArgs>;
  /** The JSON Schemas of messages as JSON, by name. */
  models?: Record<string, string>;
}

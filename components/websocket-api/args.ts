import type * as pulumi from "@pulumi/pulumi";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import type { ConnectionStore } from "./connection-store";
import type { IntegrationSpec } from "../integrations/integration-spec";
import type { AccessLogArgs } from "../monitoring/access-log-group";
import type { PublicAddress, ThrottleArgs } from "../http-api/args";

/** One route of a WebSocket API: where its messages go, and whether the answer goes back. */
export interface WebSocketRouteArgs {
  /** Where the messages go, such as `lambda(fn)`. */
  integration: IntegrationSpec;
  /** Whether what the integration answers is sent to the client. @default false */
  response?: boolean;
  /** Templates that render that answer, by key; `$default` is the one that AWS takes. @default the answer as it is */
  responseTemplates?: Record<string, pulumi.Input<string>>;
  /** How many messages of this route are let through. @default the API's `throttle` */
  throttle?: ThrottleArgs;
  /** The operation's name, for documentation. @default none */
  operationName?: pulumi.Input<string>;
}

/** What API Gateway writes about each step of a message, beside the access log. */
export const ExecutionLog = { off: "OFF", error: "ERROR", info: "INFO" } as const;
export type ExecutionLog = (typeof ExecutionLog)[keyof typeof ExecutionLog];

export interface WebSocketApiArgs {
  /** The routes: `$connect`, `$disconnect`, `$default`, and a name for each kind of message. */
  routes: Record<string, WebSocketRouteArgs>;
  /** Who may connect: `lambdaAuthorizer(fn)`, `iam()` or `none("reason")`. AWS asks when a client connects, and never again. */
  authorizer: AuthorizerSpec;
  /** Whether a client needs an API key of a usage plan to connect. @default false */
  apiKeyRequired?: boolean;
  /** Which part of a message names its route. @default "$request.body.action" */
  routeSelectionExpression?: string;
  /** The stage's name, which stands in the URL's path. @default "live" */
  stage?: string;
  /** Whether a change is live at once; otherwise a deployment is made whenever something deployable changed. @default true */
  autoDeploy?: boolean;
  /** How many messages of each route are let through. @default 1000 a second, 500 at once */
  throttle?: ThrottleArgs;
  /** What is written about each connection and message. @default a JSON line, kept for 30 days */
  accessLog?: AccessLogArgs;
  /** What API Gateway writes about each step; needs the account's log role. @default "OFF" */
  executionLog?: ExecutionLog;
  /** Whether the execution log has whole messages, personal data included. @default false */
  dataTrace?: boolean;
  /** Whether CloudWatch has metrics of each route. @default false */
  detailedMetrics?: pulumi.Input<boolean>;
  /** Variables that integrations read as `stageVariables.<name>`. @default none */
  stageVariables?: Record<string, pulumi.Input<string>>;
  /** Where the handlers keep the ids of connections: `environment` has its variables too. @default none */
  connections?: ConnectionStore;
  /** Where clients find the API, once a custom domain is mapped to it: `url` and `callbackUrl` follow it. @default the API's own URL */
  publicAddress?: PublicAddress;
  /** The API's name in AWS. @default made from the logical name */
  name?: pulumi.Input<string>;
  /** What the API is for. @default none */
  description?: pulumi.Input<string>;
  /** The tags of the API, its stage and its logs. @default none */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

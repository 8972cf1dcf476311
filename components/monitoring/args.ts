import type * as pulumi from "@pulumi/pulumi";
import type { ArnRef } from "../integrations/arn-target";
import type { ApiRef } from "../shared/api-ref";

/**
 * An API that was made elsewhere, by what its metrics are found by.
 *
 * @example { kind: "REST", apiName: "orders", stage: "live" }
 */
export interface MonitoredApiRef {
  /**
   * The kind of API: its metrics have other names and dimensions.
   * @example "HTTP"
   */
  kind: "HTTP" | "REST" | "WEBSOCKET";
  /**
   * The id of an HTTP or WebSocket API. @default none
   * @example "a1b2c3d4e5"
   */
  apiId?: pulumi.Input<string>;
  /**
   * The name of a REST API: CloudWatch knows REST APIs by name. @default none
   * @example "orders"
   */
  apiName?: pulumi.Input<string>;
  /**
   * The stage's name.
   * @example "live"
   */
  stage: pulumi.Input<string>;
}

/**
 * The times that requests may take, in milliseconds, by the percentage of requests that must keep them. It is measured by the
 * share of slower requests: of `p99` 1 % may be slower.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 *
 * @example { p99: 800 }
 */
export interface LatencyObjectiveArgs {
  /**
   * The time of 50 % of the requests. @default none
   * @example 100
   */
  p50?: number;
  /**
   * The time of 90 % of the requests. @default none
   * @example 300
   */
  p90?: number;
  /**
   * The time of 95 % of the requests. @default none
   * @example 500
   */
  p95?: number;
  /**
   * The time of 99 % of the requests. @default none
   * @example 800
   */
  p99?: number;
}

/**
 * The service-level objectives over 30 days.
 * https://sre.google/workbook/alerting-on-slos/
 *
 * @example { availability: 99.9, latency: { p99: 800 } }
 */
export interface ObjectiveArgs {
  /**
   * The percentage of requests without a server error. @default 99.9
   * @example 99.95
   */
  availability?: number;
  /**
   * The times that requests may take. @default none: only the API's clients know what is slow
   * @example { p99: 800 }
   */
  latency?: LatencyObjectiveArgs;
}

/**
 * A Lambda function with alarms of its own: an `aws.lambda.Function` fits.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 *
 * @example { name: "orders", timeout: 10 }
 */
export interface MonitoredFunctionRef {
  /**
   * The function's name.
   * @example "orders"
   */
  name: pulumi.Input<string>;
  /**
   * The function's timeout in seconds; an alarm goes off near it. @default no such alarm
   * @example 10
   */
  timeout?: pulumi.Input<number | undefined>;
}

/**
 * A target group behind a VPC link.
 *
 * @example { loadBalancerArn: balancer.arn, targetGroupArn: targetGroup.arn }
 */
export interface MonitoredTargetGroupArgs {
  /**
   * The ARN of the load balancer, application or network.
   * @example balancer.arn
   */
  loadBalancerArn: pulumi.Input<string>;
  /**
   * The ARN of the target group.
   * @example targetGroup.arn
   */
  targetGroupArn: pulumi.Input<string>;
}

/**
 * Other actions for pages than for tickets, by their ARNs.
 *
 * @example { page: [onCall.arn], ticket: [backlog.arn] }
 */
export interface NotifyArgs {
  /**
   * The actions for what can't wait, at most 5. @default none
   * @example [onCall.arn]
   */
  page?: pulumi.Input<string>[];
  /**
   * The actions for what can wait until working hours, at most 5. @default none
   * @example [backlog.arn]
   */
  ticket?: pulumi.Input<string>[];
}

/** The amount of alarms. */
export const AlarmLevel = { all: "all", few: "few", none: "none" } as const;
export type AlarmLevel = (typeof AlarmLevel)[keyof typeof AlarmLevel];

/**
 * The arguments of Monitoring.
 *
 * @example { api, objectives: { availability: 99.9, latency: { p99: 800 } } }
 */
export interface MonitoringArgs {
  /**
   * The API: an HttpApi, RestApi or WebSocketApi, or a reference to one.
   * @example api
   */
  api: ApiRef | MonitoredApiRef;
  /**
   * The stage's name. @default the first stage of an API of Gatewright's
   * @example "live"
   */
  stage?: string;
  /**
   * The objectives that the alarms defend. @default an availability of 99.9 %
   * @example { availability: 99.9, latency: { p99: 800 } }
   */
  objectives?: ObjectiveArgs;
  /**
   * The receiver of pages and tickets: an SNS topic or its ARN, ARNs of actions, or actions of each. @default an encrypted SNS topic
   * made here, without subscriptions
   * @example onCall
   */
  notify?: pulumi.Input<string> | ArnRef | pulumi.Input<string>[] | NotifyArgs;
  /**
   * The amount of alarms: "all"; "few" for development, the fast pages of availability and certificates; or "none". @default "all"
   * @example "few"
   */
  alarms?: AlarmLevel;
  /**
   * The number of failed or slow requests in a window under which no alarm goes off: a ratio of few requests has no meaning. @default 10
   * @example 50
   */
  minimumFailures?: number;
  /**
   * The percentage of requests with a client error (4xx) over 15 minutes from which a ticket is made. @default 20
   * @example 5
   */
  clientErrorRate?: number;
  /**
   * The routes with an alarm of their own, by route key; they need detailed metrics. @default all of an API of Gatewright's whose stage has
   * detailed metrics
   * @example ["POST /orders"]
   */
  routes?: string[];
  /**
   * The Lambda functions behind the API, by a name for their alarms. @default none
   * @example { orders }
   */
  functions?: Record<string, MonitoredFunctionRef>;
  /**
   * The target groups behind VPC links, by a name for their alarms. @default none
   * @example { orders: { loadBalancerArn: balancer.arn, targetGroupArn: targetGroup.arn } }
   */
  targetGroups?: Record<string, MonitoredTargetGroupArgs>;
  /**
   * The ARNs of the certificates of the API's domains, by a name for their alarms. @default none
   * @example { api: domain.certificateArn }
   */
  certificates?: Record<string, pulumi.Input<string>>;
  /**
   * The log group whose lines have the fields of `accessLogFormat()`; 429s and authorizer failures are counted in it.
   * @default the stage's own of an API of Gatewright's with the standard format
   * @example "/aws/vendedlogs/apis/shop/prod/orders"
   */
  accessLogGroupName?: pulumi.Input<string>;
  /**
   * The tags of the alarms, the topic and its key, at most 50. @default none
   * @example { team: "orders" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

import type * as pulumi from "@pulumi/pulumi";
import type { ArnRef } from "../integrations/arn-target";
import type { ApiRef } from "../shared/api-ref";
import type {
  MonitoredApiRef,
  MonitoredConsumerArgs,
  MonitoredDeploymentArgs,
  MonitoredFunctionRef,
  MonitoredTargetGroupArgs,
} from "./references";

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
 * The arguments of the monitoring of an API's stage, as `monitoring` of an API takes them.
 *
 * @example { objectives: { availability: 99.9, latency: { p99: 800 } } }
 */
export interface ApiMonitoringArgs {
  /**
   * The stage's name. @default the first stage of an API of Gatewright's
   * @example "live"
   */
  stage?: string;
  /**
   * The objectives that the alarms watch. @default an availability of 99.9 %
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
  /** Indicates whether to create a dashboard. @default true if `alarms` is "all" */
  dashboard?: boolean;
  /**
   * The number of failed or slow requests in a window below which no alarm goes off, because a ratio of few requests has no meaning. @default 10
   * @example 50
   */
  minimumFailures?: number;
  /**
   * The percentage of requests with a client error (4xx) over 15 minutes from which a ticket is created. @default 20
   * @example 5
   */
  clientErrorRate?: number;
  /**
   * The percentage of requests that the cache answers below which a ticket is created, over an hour. @default 20 for a RestApi whose
   * stage has a cache, otherwise none
   * @example 60
   */
  cacheHitRate?: number;
  /**
   * The width of the band around the usual traffic and latency, in standard deviations; outside of it, a ticket is created. @default no
   * anomaly detection: it learns for two weeks, and alarms on holidays
   * @example 3
   */
  anomalyBand?: number;
  /**
   * The routes with their own alarm, by route key; they need detailed metrics. @default all of an API of Gatewright's whose stage has
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
   * The account's quota of concurrent executions of Lambda functions. @default 1,000
   * @example 5_000
   */
  accountConcurrency?: number;
  /**
   * The names of the dead-letter queues of functions, by a name for their alarms. @default none
   * @example { orders: queue.name }
   */
  deadLetterQueues?: Record<string, pulumi.Input<string>>;
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
   * The consumers whose requests are watched apart, by a name for their alarms. @default none
   * @example { acme: { value: "a1b2c3d4e5" } }
   */
  consumers?: Record<string, MonitoredConsumerArgs>;
  /**
   * Deployments that are lines in the dashboard's graphs, beside those of the stage and of `functions`. @default none
   * @example [{ at: "2026-11-29T12:00:00Z", label: "v42" }]
   */
  deployments?: MonitoredDeploymentArgs[];
  /**
   * The log group whose lines have the fields of the standard format; errors by cause, authorizer failures and consumers are counted in
   * it, and queries over it are saved. @default the stage's own of an API of Gatewright's with the standard format
   * @example "/aws/vendedlogs/apis/shop/prod/orders"
   */
  accessLogGroupName?: pulumi.Input<string>;
  /**
   * The tags of the alarms, the topic and its key, at most 50. @default none
   * @example { team: "orders" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * The arguments of Monitoring.
 *
 * @example { api, objectives: { availability: 99.9, latency: { p99: 800 } } }
 */
export interface MonitoringArgs extends ApiMonitoringArgs {
  /**
   * The API: an HttpApi, RestApi or WebSocketApi, or a reference to one.
   * @example api
   */
  api: ApiRef | MonitoredApiRef;
}

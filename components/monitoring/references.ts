import type * as pulumi from "@pulumi/pulumi";
import type { QuotaArgs } from "../usage-plans/args";

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
  /**
   * The number of executions that are reserved for the function; an alarm goes off near it. @default the account's concurrency
   * @example 50
   */
  reservedConcurrentExecutions?: pulumi.Input<number | undefined>;
  /**
   * The time at which the function was changed last, in ISO 8601: a line in the dashboard's graphs. @default no such line
   * @example "2026-11-29T12:00:00Z"
   */
  lastModified?: pulumi.Input<string>;
  /**
   * The function's log group, as an `aws.lambda.Function` has it; a query over it is saved. @default "/aws/lambda/<name>"
   * @example { logGroup: "/aws/lambda/orders" }
   */
  loggingConfig?: pulumi.Input<{ logGroup?: pulumi.Input<string | undefined> } | undefined>;
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
 * A consumer of the API, whose lines in the access log are counted apart.
 *
 * @example { value: "a1b2c3d4e5", quota: { limit: 10_000, period: "DAY" } }
 */
export interface MonitoredConsumerArgs {
  /**
   * The value by which the log's lines are the consumer's, such as the id of an API key.
   * @example "a1b2c3d4e5"
   */
  value: pulumi.Input<string>;
  /**
   * The field of the access log that has the value. @default "apiKeyId", which the standard format of REST APIs has
   * @example "sub"
   */
  field?: string;
  /**
   * The quota of the consumer's usage plan; a ticket is made before it is used up. @default no such ticket
   * @example { limit: 10_000, period: "DAY" }
   */
  quota?: QuotaArgs;
}

/**
 * A deployment, which is a line in the dashboard's graphs.
 *
 * @example { at: "2026-11-29T12:00:00Z", label: "v42" }
 */
export interface MonitoredDeploymentArgs {
  /**
   * The time of the deployment, in ISO 8601.
   * @example "2026-11-29T12:00:00Z"
   */
  at: pulumi.Input<string>;
  /**
   * The text beside the line. @default "deployment"
   * @example "v42"
   */
  label?: pulumi.Input<string>;
}

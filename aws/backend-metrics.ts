import { metricTable } from "./metric";

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export const LAMBDA_METRICS = metricTable(
  {
    namespace: "AWS/Lambda",
    dimensions: [[], ["FunctionName"], ["FunctionName", "Resource"], ["ExecutedVersion", "FunctionName", "Resource"]],
    page: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
  },
  {
    Invocations: ["Sum", "Count"],
    Errors: ["Sum", "Count"],
    Throttles: ["Sum", "Count"],
    Duration: ["Maximum", "Milliseconds"],
    ConcurrentExecutions: ["Maximum", "Count"],
    /** Events that could not be sent to the dead-letter queue. */
    DeadLetterErrors: ["Sum", "Count"],
    /** Events that could not be sent to a destination. */
    DestinationDeliveryFailures: ["Sum", "Count"],
    /** Asynchronous events that were given up without an execution that succeeded. */
    AsyncEventsDropped: ["Sum", "Count"],
    /** Of the whole account, without a dimension: what is reserved or provisioned counts as used. */
    ClaimedAccountConcurrency: ["Maximum", "Count"],
  },
);

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html */
export const APPLICATION_BALANCER_METRICS = metricTable(
  {
    namespace: "AWS/ApplicationELB",
    dimensions: [
      ["LoadBalancer", "TargetGroup"],
      ["AvailabilityZone", "LoadBalancer", "TargetGroup"],
    ],
    page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
  },
  { HealthyHostCount: ["Minimum", "Count"], UnHealthyHostCount: ["Maximum", "Count"] },
);

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html */
export const NETWORK_BALANCER_METRICS = metricTable(
  {
    namespace: "AWS/NetworkELB",
    dimensions: [
      ["LoadBalancer", "TargetGroup"],
      ["AvailabilityZone", "LoadBalancer", "TargetGroup"],
    ],
    page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html",
  },
  { HealthyHostCount: ["Minimum", "Count"], UnHealthyHostCount: ["Maximum", "Count"] },
);

/**
 * ACM publishes the days twice a day, until the certificate has expired.
 * https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html
 */
export const CERTIFICATE_METRICS = metricTable(
  {
    namespace: "AWS/CertificateManager",
    dimensions: [["CertificateArn"]],
    page: "https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html",
  },
  { DaysToExpiry: ["Minimum", "None"] },
);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export const QUEUE_METRICS = metricTable(
  {
    namespace: "AWS/SQS",
    dimensions: [["QueueName"]],
    page: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html",
  },
  { ApproximateNumberOfMessagesVisible: ["Maximum", "Count"] },
);

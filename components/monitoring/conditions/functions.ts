import * as pulumi from "@pulumi/pulumi";
import { LAMBDA_METRICS, QUEUE_METRICS } from "../../../aws/backend-metrics";
import { LAMBDA_LIMITS, NEAR_LIMIT } from "../../../aws/quotas";
import { type AlarmPlan, type Condition, type MetricQuery, quarterHour, tickets } from "../alarm-plan";
import type { ApiMonitoringArgs } from "../args";
import { shareAlarm } from "./causes";
import type { MonitoredFunctionRef } from "../references";
import { sum } from "../signals";

/** The share of a function's calls that fail. */
const FUNCTION_ERROR_SHARE = 0.05;
/** The share of a function's timeout that a call takes. */
const TIMEOUT_SHARE = 0.9;
const FIVE_MINUTES = 300;

/** Returns the conditions of the Lambda functions behind an API. */
export function functionConditions(args: ApiMonitoringArgs, minimumFailures: number): Condition[] {
  const account = args.accountConcurrency ?? LAMBDA_LIMITS.concurrency.value;
  const functions = Object.entries(args.functions ?? {}).flatMap(([name, fn]) => [
    ...invocationAlarms(name, fn, minimumFailures),
    ...nearTimeout(name, fn),
    ...nearReserved(name, fn, account),
    lostEvents(name, fn),
  ]);
  const shared = functions.length === 0 ? [] : [nearAccount(account)];
  const queues = Object.entries(args.deadLetterQueues ?? {}).map(([name, queue]) => deadLetters(name, queue));
  return tickets([...functions, ...shared, ...queues]);
}

function query(metric: MetricQuery["metric"], { name }: MonitoredFunctionRef): MetricQuery {
  return { metric, dimensions: { FunctionName: name } };
}

function invocationAlarms(name: string, fn: MonitoredFunctionRef, minimum: number): AlarmPlan[] {
  const errors = { metrics: { errors: query(LAMBDA_METRICS.Errors, fn) }, expression: "errors" };
  const calls = { metrics: { calls: query(LAMBDA_METRICS.Invocations, fn) }, expression: "calls" };
  const throttles = { throttles: query(LAMBDA_METRICS.Throttles, fn) };
  const failing = `5 % of the calls of the function ${name} fail.`;
  const throttled = `Lambda throttles the function ${name}: its reserved concurrency, or the account's, is used up.`;
  const share = FUNCTION_ERROR_SHARE;
  return [
    shareAlarm(`function-${name}-errors`, errors, calls, share, minimum, failing, "errors of functions"),
    quarterHour(`function-${name}-throttles`, throttles, "throttles", minimum, throttled),
  ];
}

function nearTimeout(name: string, fn: MonitoredFunctionRef): AlarmPlan[] {
  const { timeout } = fn;
  if (timeout === undefined) {
    return [];
  }
  const meaning = `Calls of the function ${name} take 90 % of its timeout.`;
  const milliseconds = (seconds: number | undefined): number =>
    Math.round((seconds ?? LAMBDA_LIMITS.defaultTimeout.value) * 1000 * TIMEOUT_SHARE);
  const threshold =
    typeof timeout === "number" ? milliseconds(timeout) : pulumi.output(timeout).apply((known) => milliseconds(known));
  const duration = { duration: query(LAMBDA_METRICS.Duration, fn) };
  return [quarterHour(`function-${name}-duration`, duration, "duration", threshold, meaning, "errors of functions")];
}

/**
 * Of the concurrency that the function reserves. The provider has -1 for a function that reserves none, which is known only later:
 * then the account's.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
function nearReserved(name: string, fn: MonitoredFunctionRef, account: number): AlarmPlan[] {
  const { reservedConcurrentExecutions: reserved } = fn;
  if (reserved === undefined || (typeof reserved === "number" && reserved < 0)) {
    return [];
  }
  const near = (own: number | undefined): number => nearly(own === undefined || own < 0 ? account : own);
  const threshold =
    typeof reserved === "number" ? near(reserved) : pulumi.output(reserved).apply((known) => near(known));
  const meaning = `The function ${name} runs near its reserved concurrency: reserve more, or make it faster.`;
  const executions = { executions: query(LAMBDA_METRICS.ConcurrentExecutions, fn) };
  return [quarterHour(`function-${name}-concurrency`, executions, "executions", threshold, meaning)];
}

/**
 * All functions of an account and region share what none of them reserves.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-concurrency.html
 */
function nearAccount(account: number): AlarmPlan {
  const claimed = { claimed: { metric: LAMBDA_METRICS.ClaimedAccountConcurrency, dimensions: {} } };
  const meaning = `The functions of the account run near its concurrency of ${account}, whoever calls them: ask AWS for more.`;
  return quarterHour("account-concurrency", claimed, "claimed", nearly(account), meaning);
}

function nearly(most: number): number {
  return Math.max(1, Math.floor(most * NEAR_LIMIT));
}

/** One event that is lost is one too many, so there is neither a share nor a minimum. */
function lostEvents(name: string, fn: MonitoredFunctionRef): AlarmPlan {
  const { AsyncEventsDropped, DeadLetterErrors, DestinationDeliveryFailures } = LAMBDA_METRICS;
  const lost = sum("lost", [AsyncEventsDropped, DeadLetterErrors, DestinationDeliveryFailures], {
    dimensions: { FunctionName: fn.name },
  });
  return {
    label: `function-${name}-lost-events`,
    ...lost,
    period: FIVE_MINUTES,
    periods: 1,
    threshold: 1,
    missing: "notBreaching",
    meaning: `Asynchronous events of the function ${name} are dropped, or can't be sent to its dead-letter queue or destination.`,
    query: "errors of functions",
  };
}

function deadLetters(name: string, QueueName: pulumi.Input<string>): AlarmPlan {
  const metric = QUEUE_METRICS.ApproximateNumberOfMessagesVisible;
  return {
    label: `dead-letters-${name}`,
    metrics: { messages: { metric, dimensions: { QueueName } } },
    expression: "messages",
    period: FIVE_MINUTES,
    periods: 1,
    threshold: 1,
    missing: "notBreaching",
    meaning: `The dead-letter queue ${name} has messages: read them, fix the cause, and send them again.`,
  };
}

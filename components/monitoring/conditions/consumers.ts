import * as pulumi from "@pulumi/pulumi";
import { NEAR_LIMIT } from "../../../aws/quotas";
import type { QuotaPeriod } from "../../usage-plans/args";
import { type AlarmPlan, tickets } from "../alarm-plan";
import type { ApiMonitoringArgs } from "../args";
import { shareAlarm } from "./causes";
import type { LogPlan } from "./logs";
import { counted, lines, type LogCount } from "../log-counts";
import type { MonitoredConsumerArgs } from "../references";
import type { Signal } from "../signals";

/** The share of a consumer's requests that are throttled or fail. */
const CONSUMER_SHARE = 0.05;
const DAY = 86_400;
/** The field of the standard format of REST APIs with the id of the API key. */
export const API_KEY_FIELD = "apiKeyId";

/** The days of a quota's period; an alarm looks back seven at most, so a longer period is judged by its pace. */
const DAYS: Readonly<Record<QuotaPeriod, number>> = { DAY: 1, WEEK: 7, MONTH: 30 };

/**
 * Returns what is counted of single consumers. CloudWatch has no metric of usage plans: what a key has used is read by GetUsage only.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-create-usage-plans-with-console.html
 */
export function consumerPlan(
  name: string,
  consumers: ApiMonitoringArgs["consumers"],
  minimumFailures: number,
): LogPlan {
  const plans = Object.entries(consumers ?? {}).map(([who, consumer]) => onePlan(name, who, consumer, minimumFailures));
  return {
    counts: plans.flatMap(({ counts }) => counts),
    conditions: plans.flatMap(({ conditions }) => conditions),
  };
}

function onePlan(name: string, who: string, consumer: MonitoredConsumerArgs, minimum: number): LogPlan {
  const own = { [consumer.field ?? API_KEY_FIELD]: consumer.value };
  const count = (what: string, status: string): LogCount => ({
    label: `consumer-${who}-${what}`,
    pattern: lines({ ...own, status }),
  });
  const [admitted, throttled, failed] = [count("admitted", "!429"), count("throttled", "429"), count("failed", "5*")];
  const admits = counted("admitted", name, admitted);
  const refuses = counted("throttled", name, throttled);
  const whole: Signal = { metrics: { ...admits.metrics, ...refuses.metrics }, expression: "(admitted + throttled)" };
  const limited = `5 % of the requests of ${who} are throttled: its plan, or its client.`;
  const failing = `5 % of the requests of ${who} fail, which the whole may hide.`;
  const failures = counted("failed", name, failed);
  const query = "callers";
  return {
    counts: [admitted, throttled, failed],
    conditions: tickets([
      shareAlarm(throttled.label, refuses, whole, CONSUMER_SHARE, minimum, limited, query),
      shareAlarm(failed.label, failures, whole, CONSUMER_SHARE, minimum, failing, query),
      ...(consumer.quota === undefined ? [] : [nearQuota(who, admits, consumer.quota)]),
    ]),
  };
}

/** A quota of a day is near its end at 80 %; one of a week or a month ends early at the pace of three days in a row. */
function nearQuota(who: string, admits: Signal, quota: NonNullable<MonitoredConsumerArgs["quota"]>): AlarmPlan {
  const days = DAYS[quota.period];
  const daily = (limit: number): number => Math.floor(days === 1 ? limit * NEAR_LIMIT : limit / days);
  const { limit } = quota;
  return {
    label: `consumer-${who}-quota`,
    ...admits,
    period: DAY,
    periods: days === 1 ? 1 : 3,
    threshold: typeof limit === "number" ? daily(limit) : pulumi.output(limit).apply(daily),
    missing: "notBreaching",
    meaning:
      days === 1
        ? `${who} has used 80 % of its quota in a day: after it all its requests get 429.`
        : `${who} uses its quota faster than it lasts, three days in a row: after it all its requests get 429.`,
    query: "callers",
  };
}

import type { StageSignals } from "../../shared/api-metadata";
import {
  type AlarmPlan,
  type Condition,
  type MonitoredStage,
  quarterHour,
  type Thresholds,
  tickets,
} from "../alarm-plan";
import { shareAlarm } from "./causes";
import { counted, lines, type LogCount } from "../log-counts";
import type { QueryTitle } from "../queries";
import { requests, serverErrors } from "../signals";

/** Conditions that are counted in the access log, and the filters that count. */
export interface LogPlan {
  counts: LogCount[];
  conditions: Condition[];
}

/** A share of the requests that CloudWatch has no metric of, and that the access log shows. */
interface LogShare {
  count: LogCount;
  /** The share of requests from which a ticket is created. */
  share: number;
  meaning: string;
  query: QueryTitle;
}

const SHARES: readonly LogShare[] = [
  {
    count: { label: "gateway-errors", pattern: lines({ status: "5*", integrationStatus: "-" }) },
    share: 0.01,
    meaning:
      "API Gateway answers 1 % of the requests with a server error of its own: no integration answered, as after a timeout or an authorizer that fails.",
    query: "errors by route",
  },
  {
    count: { label: "backend-errors", pattern: lines({ status: "5*", integrationStatus: "!-" }) },
    share: 0.01,
    meaning: "1 % of the requests have a server error of the integration: look at the backend, not at the gateway.",
    query: "errors by route",
  },
  {
    count: { label: "throttled", pattern: lines({ status: "429" }) },
    share: 0.01,
    meaning:
      "1 % of the requests are throttled (429): a stage's or route's throttle, a usage plan, or the account's rate.",
    query: "throttled requests",
  },
  {
    count: { label: "authorizer-failures", pattern: lines({ authorizerError: "!-" }) },
    share: 0.1,
    meaning:
      "Authorizers refuse or fail 10 % of the requests: their function, the issuer's keys, or a client's tokens.",
    query: "authorizer failures",
  },
];

/** The shares that WebSocket APIs have beside the others. */
const WEBSOCKET_SHARES: readonly LogShare[] = [
  {
    count: { label: "failed-connects", pattern: lines({ eventType: "CONNECT", status: "5*" }) },
    share: 0.01,
    meaning: "1 % of the calls are connects that fail with a server error: the authorizer, or the route $connect.",
    query: "errors by route",
  },
  {
    count: { label: "failed-messages", pattern: lines({ eventType: "MESSAGE", status: "5*" }) },
    share: 0.01,
    meaning: "1 % of the calls are messages that fail with a server error: the integration of their route.",
    query: "errors by route",
  },
];

const AUTHORIZER_TIME: LogCount = {
  label: "authorizer-latency",
  pattern: lines({ authorizerLatency: "!-" }),
  value: "authorizerLatency",
};
/** The time of an authorizer in milliseconds that clients notice. */
const AUTHORIZER_MILLISECONDS = 500;

const CANARY_REQUESTS: LogCount = { label: "canary-requests", pattern: lines({ canary: "true" }) };
const CANARY_ERRORS: LogCount = { label: "canary-errors", pattern: lines({ canary: "true", status: "5*" }) };
/** The share of requests by which a canary is worse than the base. */
const CANARY_SHARE = 0.02;
const FIVE_MINUTES = 300;

/** Returns what is counted in the access log of a stage. */
export function logPlan(
  name: string,
  stage: MonitoredStage,
  { minimumFailures }: Thresholds,
  signals: StageSignals | undefined,
): LogPlan {
  const shares = [...SHARES, ...(stage.kind === "WEBSOCKET" ? WEBSOCKET_SHARES : [])];
  const alarms = shares.map(({ count, share, meaning, query }) =>
    shareAlarm(count.label, counted("counted", name, count), requests(stage), share, minimumFailures, meaning, query),
  );
  // the log of an HTTP API has no time of its authorizers
  const timed = stage.kind === "HTTP" ? [] : [authorizerTime(name)];
  const canary = signals?.canary === true ? [canaryErrors(name, stage, minimumFailures)] : [];
  return {
    counts: [
      ...shares.map(({ count }) => count),
      ...(timed.length === 0 ? [] : [AUTHORIZER_TIME]),
      ...(canary.length === 0 ? [] : [CANARY_REQUESTS, CANARY_ERRORS]),
    ],
    conditions: tickets([...alarms, ...timed, ...canary]),
  };
}

function authorizerTime(name: string): AlarmPlan {
  const time = counted("time", name, AUTHORIZER_TIME);
  return quarterHour(
    "authorizer-latency",
    time.metrics,
    time.expression,
    AUTHORIZER_MILLISECONDS,
    "The authorizer takes half a second on average: its cold starts, or what it calls.",
    "slow authorizers",
  );
}

/**
 * CloudWatch has no metrics of a canary apart from the stage's; the access log names its requests.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
function canaryErrors(name: string, stage: MonitoredStage, minimum: number): AlarmPlan {
  const [errors, all] = [serverErrors(stage), requests(stage)];
  const own = {
    ...counted("canaryErrors", name, CANARY_ERRORS).metrics,
    ...counted("canaryRequests", name, CANARY_REQUESTS).metrics,
  };
  const base = `(${errors.expression} - canaryErrors) / (${all.expression} - canaryRequests)`;
  return {
    label: "canary-errors",
    metrics: { ...errors.metrics, ...all.metrics, ...own },
    expression: `IF(canaryErrors >= ${minimum}, canaryErrors / canaryRequests - ${base}, 0)`,
    period: FIVE_MINUTES,
    periods: 1,
    threshold: CANARY_SHARE,
    missing: "notBreaching",
    meaning: "The canary has 2 % more server errors than the base: take its traffic off.",
    query: "canary against base",
  };
}

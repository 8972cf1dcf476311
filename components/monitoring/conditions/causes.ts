import { REST_API_METRICS } from "../../../aws/metrics";
import type { StageSignals } from "../../shared/api-metadata";
import {
  type AlarmPlan,
  type Condition,
  type MonitoredStage,
  quarterHour,
  type Thresholds,
  tickets,
} from "../alarm-plan";
import type { ApiMonitoringArgs } from "../args";
import { burnThreshold } from "./burn-rates";
import type { QueryTitle } from "../queries";
import { clientErrors, integrationLatency, latency, one, requests, serverErrors, type Signal } from "../signals";

/** The requests in five minutes under which times have no meaning. */
const TIMED_REQUESTS = 100;
/** The time that the gateway and its authorizers add before it is a ticket, in milliseconds. */
const GATEWAY_MILLISECONDS = 250;
/** The percentage of requests that a cache should answer at least: below it hardly pays. */
const CACHE_HIT_RATE = 20;
const QUARTER_HOUR = 900;

/** Returns the conditions that name a cause: they are tickets, for what clients notice pages already. */
export function causeConditions(stage: MonitoredStage, thresholds: Thresholds): Condition[] {
  return tickets([
    ...(stage.kind === "WEBSOCKET" ? [] : [gatewayTime(stage)]),
    ...slowBackend(stage, thresholds),
    rejected(stage, thresholds),
  ]);
}

/** Returns the condition of one route, which the whole stage hides: at the rate that pages for the stage it is a ticket. */
export function routeCondition(stage: MonitoredStage, key: string, thresholds: Thresholds): Condition {
  const [method = "", path = ""] = key.split(" ");
  const own: MonitoredStage["dimensions"] =
    stage.kind === "WEBSOCKET" ? { Route: key } : { Method: method, Resource: path };
  const route = { ...stage, dimensions: { ...stage.dimensions, ...own } };
  const share = burnThreshold(14.4, (100 - thresholds.availability) / 100) ?? 0.5;
  const alarm = shareAlarm(
    `route-${key}`,
    serverErrors(route),
    requests(route),
    share,
    thresholds.minimumFailures,
    `The route ${key} answers with server errors.`,
    "errors by route",
  );
  return { severity: "ticket", alarms: [alarm] };
}

/**
 * Returns the condition of a cache that answers few requests: its key has too much in it, its time to live is too short, or clients
 * bypass it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export function cacheConditions(
  stage: MonitoredStage,
  { cacheHitRate }: ApiMonitoringArgs,
  signals: StageSignals | undefined,
): Condition[] {
  const percent = cacheHitRate ?? (signals?.cached === true ? CACHE_HIT_RATE : undefined);
  if (percent === undefined || stage.kind !== "REST") {
    return [];
  }
  const [hits, misses] = [
    one("hits", REST_API_METRICS.CacheHitCount, stage),
    one("misses", REST_API_METRICS.CacheMissCount, stage),
  ];
  const all = "(FILL(hits, 0) + FILL(misses, 0))";
  const alarm: AlarmPlan = {
    label: "cache-hit-rate",
    metrics: { ...hits.metrics, ...misses.metrics },
    expression: `IF(${all} >= ${TIMED_REQUESTS}, FILL(hits, 0) / ${all}, 1)`,
    period: QUARTER_HOUR,
    periods: 4,
    threshold: percent / 100,
    side: "below",
    missing: "notBreaching",
    meaning: `The cache answers less than ${percent} % of the requests: its key, its time to live, or clients that bypass it.`,
  };
  return tickets([alarm]);
}

/** Returns an alarm on a share of requests, with a minimum of the counted ones. */
export function shareAlarm(
  label: string,
  part: Signal,
  whole: Signal,
  threshold: number,
  minimum: number,
  meaning: string,
  query?: QueryTitle,
): AlarmPlan {
  const share = `${part.expression} / ${whole.expression}`;
  const expression = `IF(${part.expression} >= ${minimum}, ${share}, 0)`;
  return quarterHour(label, { ...part.metrics, ...whole.metrics }, expression, threshold, meaning, query);
}

function rejected(stage: MonitoredStage, { clientErrorRate, minimumFailures }: Thresholds): AlarmPlan {
  const meaning = `${clientErrorRate} % of the requests have a client error: a release of a client or of its keys?`;
  const [part, whole] = [clientErrors(stage), requests(stage)];
  const threshold = clientErrorRate / 100;
  return shareAlarm("client-errors", part, whole, threshold, minimumFailures, meaning, "client errors");
}

/** The difference is what the gateway and its authorizers take. */
function gatewayTime(stage: MonitoredStage): AlarmPlan {
  const [total, backend, all] = [
    latency("total", "Average", stage),
    integrationLatency("backend", "Average", stage),
    requests(stage),
  ];
  return quarterHour(
    "gateway-latency",
    { ...all.metrics, ...total.metrics, ...backend.metrics },
    `IF(${all.expression} >= ${TIMED_REQUESTS}, total - backend, 0)`,
    GATEWAY_MILLISECONDS,
    "The gateway and its authorizers add much to the backend's time.",
    "slow requests",
  );
}

function slowBackend(stage: MonitoredStage, { latency: objectives }: Thresholds): AlarmPlan[] {
  const all = requests(stage);
  return objectives
    .slice(0, 1)
    .map(({ percent, milliseconds }) =>
      quarterHour(
        "integration-latency",
        { ...all.metrics, ...integrationLatency("backend", `p${percent}`, stage).metrics },
        `IF(${all.expression} >= ${TIMED_REQUESTS}, backend, 0)`,
        milliseconds,
        "The backend alone takes the time of the objective: look there, not at the gateway.",
        "latency by route",
      ),
    );
}

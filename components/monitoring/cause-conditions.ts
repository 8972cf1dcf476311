import { WEBSOCKET_API_METRICS } from "../../aws/metrics";
import { type AlarmPlan, type Condition, type MonitoredStage, quarterHour, type Thresholds } from "./alarm-plan";
import { burnThreshold } from "./burn-rates";
import { clientErrors, integrationLatency, latency, requests, serverErrors, type Signal } from "./signals";

/** The requests in five minutes under which times have no meaning. */
const TIMED_REQUESTS = 100;
/** The time that the gateway and its authorizers add before it is a ticket, in milliseconds. */
const GATEWAY_MILLISECONDS = 250;
/** The share of WebSocket calls that fail before the integration has answered. */
const EXECUTION_ERROR_SHARE = 0.01;

/** Returns the conditions that name a cause: they are tickets, for what clients notice pages already. */
export function causeConditions(stage: MonitoredStage, thresholds: Thresholds): Condition[] {
  const alarms = [
    ...(stage.kind === "WEBSOCKET" ? [executionErrors(stage, thresholds)] : [gatewayTime(stage)]),
    ...slowBackend(stage, thresholds),
    rejected(stage, thresholds),
  ];
  return alarms.map((alarm) => ({ severity: "ticket", alarms: [alarm] }));
}

/** Returns the condition of one route, which the whole stage hides: at the rate that pages for the stage it is a ticket. */
export function routeCondition(stage: MonitoredStage, key: string, thresholds: Thresholds): Condition {
  const [method = "", path = ""] = key.split(" ");
  const route = { ...stage, dimensions: { ...stage.dimensions, Method: method, Resource: path } };
  const share = burnThreshold(14.4, (100 - thresholds.availability) / 100) ?? 0.5;
  const alarm = shareAlarm(
    `route-${key}`,
    serverErrors(route),
    requests(route),
    share,
    thresholds.minimumFailures,
    `The route ${key} answers with server errors.`,
  );
  return { severity: "ticket", alarms: [alarm] };
}

/** Returns an alarm on a share of requests, with a minimum of the counted ones. */
export function shareAlarm(
  label: string,
  part: Signal,
  whole: Signal,
  threshold: number,
  minimum: number,
  meaning: string,
): AlarmPlan {
  const share = `${part.expression} / ${whole.expression}`;
  const expression = `IF(${part.expression} >= ${minimum}, ${share}, 0)`;
  return quarterHour(label, { ...part.metrics, ...whole.metrics }, expression, threshold, meaning);
}

function rejected(stage: MonitoredStage, { clientErrorRate, minimumFailures }: Thresholds): AlarmPlan {
  const meaning = `${clientErrorRate} % of the requests have a client error: a release of a client or of its keys?`;
  const [part, whole] = [clientErrors(stage), requests(stage)];
  return shareAlarm("client-errors", part, whole, clientErrorRate / 100, minimumFailures, meaning);
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
      ),
    );
}

function executionErrors(stage: MonitoredStage, { minimumFailures }: Thresholds): AlarmPlan {
  const execution: Signal = {
    metrics: { execution: { metric: WEBSOCKET_API_METRICS.ExecutionError, dimensions: stage.dimensions } },
    expression: "execution",
  };
  const meaning = "API Gateway can't call the integration: its permission, its timeout or its mapping.";
  return shareAlarm("execution-errors", execution, requests(stage), EXECUTION_ERROR_SHARE, minimumFailures, meaning);
}

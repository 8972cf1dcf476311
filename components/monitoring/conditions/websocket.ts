import { WEBSOCKET_API_METRICS } from "../../../aws/metrics";
import { NEAR_LIMIT, WEBSOCKET_API_LIMITS } from "../../../aws/quotas";
import {
  type AlarmPlan,
  type Condition,
  type MonitoredStage,
  quarterHour,
  type Thresholds,
  tickets,
} from "../alarm-plan";
import { shareAlarm } from "./causes";
import { one, requests } from "../signals";

/** The share of calls that fail before the integration has answered. */
const EXECUTION_ERROR_SHARE = 0.01;
/** The share of calls whose integration fails. */
const INTEGRATION_ERROR_SHARE = 0.05;
const FIVE_MINUTES = 300;

/**
 * Returns the conditions that WebSocket APIs alone have. CloudWatch has no number of open connections: the rate of new ones is what
 * AWS limits.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
 */
export function webSocketConditions(stage: MonitoredStage, { minimumFailures }: Thresholds): Condition[] {
  if (stage.kind !== "WEBSOCKET") {
    return [];
  }
  const { ExecutionError, IntegrationError } = WEBSOCKET_API_METRICS;
  return tickets([
    shareAlarm(
      "execution-errors",
      one("execution", ExecutionError, stage),
      requests(stage),
      EXECUTION_ERROR_SHARE,
      minimumFailures,
      "API Gateway can't call the integration: its permission, its timeout or its mapping.",
      "errors by route",
    ),
    shareAlarm(
      "integration-errors",
      one("integration", IntegrationError, stage),
      requests(stage),
      INTEGRATION_ERROR_SHARE,
      minimumFailures,
      "Integrations answer 5 % of the connects and messages with an error.",
      "errors by route",
    ),
    newConnections(stage),
  ]);
}

function newConnections(stage: MonitoredStage): AlarmPlan {
  const { value, name } = WEBSOCKET_API_LIMITS.newConnections;
  const connects = one("connects", WEBSOCKET_API_METRICS.ConnectCount, stage);
  return quarterHour(
    "new-connections",
    connects.metrics,
    connects.expression,
    value * NEAR_LIMIT * FIVE_MINUTES,
    `Clients connect near the quota "${name}" of ${value} a second: do they reconnect in a loop, or is it time to ask for more?`,
    "disconnects",
  );
}

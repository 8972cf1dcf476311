import { HttpApi, lambda, Monitoring, none } from "../../../components";
import { deploy, type Registered } from "../deploy";
import { type AlarmInputs, AlarmEvaluator, type AlarmState, compositeHolds, type TrafficOf } from "./alarm-evaluator";
import { RECOMMENDED_ALARMS } from "./recommended-alarms";
import { LEAD, type Scenario } from "./scenarios";
import { type Fault, Traffic } from "./traffic";

/** The minutes until each alarm of a scenario; undefined where it stays quiet. */
export interface Result {
  scenario: Scenario;
  page: number | undefined;
  ticket: number | undefined;
  /** The first of the alarms that AWS recommends: each notifies. */
  recommended: number | undefined;
  /** The alarms that were up, by the end of their logical name. */
  alarms: string[];
}

const BAD_ROUTE = "GET /orders/7";

/** Returns the alarms of an HTTP API with 50 routes, as they are deployed. */
export async function deployedAlarms(): Promise<Registered[]> {
  const target = lambda("arn:aws:lambda:eu-west-1:123456789012:function:orders");
  const routes = Object.fromEntries(
    Array.from({ length: 50 }, (_item, index) => [`GET /orders/${String(index)}`, target]),
  );
  const { resources } = await deploy(() => {
    const api = new HttpApi("orders", { defaultAuthorizer: none("a test"), detailedMetrics: true, routes });
    return new Monitoring("orders", { api, objectives: { availability: 99.9, latency: { p99: 800 } } });
  });
  return resources;
}

/** Runs a scenario through the alarms. */
export function simulate(scenario: Scenario, resources: readonly Registered[]): Result {
  const traffic = trafficOf(scenario);
  const ofType = (type: string): Registered[] => resources.filter((resource) => resource.type.endsWith(type));
  const own = ofType(":MetricAlarm").map(({ name, inputs }) => [name, evaluator(inputs, traffic)] as const);
  const [page, ticket] = ["page", "ticket"].map((severity) =>
    String(ofType(":CompositeAlarm").find(({ name }) => name.endsWith(severity))?.inputs.alarmRule),
  );
  const fixed = Object.values(RECOMMENDED_ALARMS).map((inputs) => new AlarmEvaluator(inputs, traffic));
  const result: Result = { scenario, page: undefined, ticket: undefined, recommended: undefined, alarms: [] };
  const up = new Set<string>();
  for (let minute = LEAD - 120; minute < LEAD + scenario.minutes; minute++) {
    const states = new Map<string, AlarmState>(own.map(([name, alarm]) => [`${name}-1234567`, alarm.at(minute)]));
    const recommended = fixed.map((alarm) => alarm.at(minute));
    const after = minute + 1 - LEAD;
    if (after < 1) {
      continue;
    }
    own.filter(([name]) => states.get(`${name}-1234567`) === "ALARM").forEach(([name]) => up.add(name));
    result.page ??= compositeHolds(page ?? "", states) ? after : undefined;
    result.ticket ??= compositeHolds(ticket ?? "", states) ? after : undefined;
    result.recommended ??= recommended.includes("ALARM") ? after : undefined;
  }
  return { ...result, alarms: [...up].sort() };
}

function evaluator(inputs: Record<string, unknown>, traffic: TrafficOf): AlarmEvaluator {
  return new AlarmEvaluator(inputs as unknown as AlarmInputs, traffic);
}

/** The traffic of the stage, of the bad route, and of the others, which are healthy. */
function trafficOf({ requestsOf, faults, routeFaults = faults, minutes }: Scenario): TrafficOf {
  const later = (list: readonly Fault[]): Fault[] =>
    list.map((fault) => ({
      ...fault,
      from: fault.from + LEAD,
      to: (fault.to ?? Infinity) + LEAD,
    }));
  const all = LEAD + minutes;
  const routeRequests = (minute: number): number => requestsOf(minute) / 50;
  const stage = new Traffic(all, requestsOf, later(faults));
  const bad = new Traffic(all, routeRequests, later(routeFaults));
  const other = routeFaults === faults ? bad : new Traffic(all, routeRequests);
  return ({ Method, Resource }) =>
    Resource === undefined ? stage : `${String(Method)} ${Resource}` === BAD_ROUTE ? bad : other;
}

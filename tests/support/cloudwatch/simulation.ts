import { HttpApi, lambda, Monitoring, none } from "../../../components";
import { deploy, type Registered } from "../deploy";
import { type AlarmInputs, AlarmEvaluator, type AlarmState, compileRule, type TrafficOf } from "./alarm-evaluator";
import { FIXED_ALARMS } from "./fixed-alarms";
import { LEAD, SCENARIOS, type Scenario } from "./scenarios";
import { type Fault, Traffic } from "./traffic";

/** The minutes until each alarm of a scenario; undefined where it stays quiet. */
export interface Result {
  scenario: Scenario;
  page: number | undefined;
  ticket: number | undefined;
  /** The first of the alarms with fixed thresholds, by who makes them. */
  fixed: Record<string, number | undefined>;
  /** The alarms that were up, by the end of their logical name. */
  alarms: string[];
}

const BAD_ROUTE = "GET /orders/7";

let simulated: Promise<Result[]> | undefined;

/** Returns the results of all scenarios, which are computed once. */
export function simulateAll(): Promise<Result[]> {
  simulated ??= deployedAlarms().then((resources) => SCENARIOS.map((scenario) => simulate(scenario, resources)));
  return simulated;
}

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
  const own = groups(ofType(":MetricAlarm"), traffic);
  const [page, ticket] = ["page", "ticket"].map((severity) =>
    compileRule(String(ofType(":CompositeAlarm").find(({ name }) => name.endsWith(severity))?.inputs.alarmRule)),
  );
  const fixed = FIXED_ALARMS.map(({ name, alarms }) => ({
    name,
    alarms: alarms.map((inputs) => new AlarmEvaluator(inputs, traffic)),
  }));
  const result: Result = { scenario, page: undefined, ticket: undefined, fixed: {}, alarms: [] };
  const up = new Set<string>();
  const states = new Map<string, AlarmState>();
  let before: ReadonlySet<string> = new Set();
  for (let minute = LEAD - 120; minute < LEAD + scenario.minutes; minute++) {
    const after = minute + 1 - LEAD;
    for (const { alarm, names } of own) {
      const state = alarm.at(minute);
      names.forEach((name) => states.set(`${name}-1234567`, state));
      if (after >= 1 && state === "ALARM") {
        names.forEach((name) => up.add(name));
      }
    }
    const now = new Set([
      ...(page?.(states) === true ? ["page"] : []),
      ...(ticket?.(states) === true ? ["ticket"] : []),
      ...fixed
        .filter(({ alarms }) => alarms.map((alarm) => alarm.at(minute)).includes("ALARM"))
        .map(({ name }) => name),
    ]);
    // actions run when an alarm goes off, not while it stays up
    const notifying = [...now].filter((name) => after >= 1 && !before.has(name));
    before = now;
    result.page ??= notifying.includes("page") ? after : undefined;
    result.ticket ??= notifying.includes("ticket") ? after : undefined;
    fixed.filter(({ name }) => notifying.includes(name)).forEach(({ name }) => (result.fixed[name] ??= after));
  }
  return { ...result, alarms: [...up].sort() };
}

/** An alarm, and the names of all that are the same on the same traffic: those of the healthy routes. */
interface Group {
  alarm: AlarmEvaluator;
  names: string[];
}

function groups(alarms: readonly Registered[], trafficOf: TrafficOf): Group[] {
  const found = new Map<string, Group>();
  const numbers = new Map<Traffic | undefined, number>();
  for (const { name, inputs } of alarms) {
    const key = JSON.stringify({ ...inputs, alarmDescription: undefined }, (property, value: unknown) => {
      if (property !== "dimensions") {
        return value;
      }
      const traffic = trafficOf(value as Record<string, string>);
      numbers.set(traffic, numbers.get(traffic) ?? numbers.size);
      return numbers.get(traffic);
    });
    const group = found.get(key) ?? { alarm: evaluator(inputs, trafficOf), names: [] };
    found.set(key, group);
    group.names.push(name);
  }
  return [...found.values()];
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

import { ACCOUNT_LIMITS, LAMBDA_LIMITS, WEBSOCKET_API_LIMITS } from "../../../aws/quotas";
import { CERTIFICATE_METRICS, LAMBDA_METRICS } from "../../../aws/backend-metrics";
import { HTTP_API_METRICS, REST_API_METRICS, WEBSOCKET_API_METRICS } from "../../../aws/metrics";
import type { ApiMonitoringArgs } from "../args";
import { targets } from "../conditions/backends";
import type { Graph, Line } from "./graphs";
import { counted } from "../log-counts";
import type { MonitoringPlan } from "../plan";
import { clientErrors, integrationLatency, latency, one, requests, serverErrors, type Signal } from "../signals";

/** A section of the dashboard: one question of an incident, answered by a row of graphs. */
export interface Section {
  title: string;
  graphs: Graph[];
}

const HALF = 12;
const THIRD = 8;
const MINUTE = 60;

/** Returns the sections in the order in which an incident asks for them. */
export function sections(plan: MonitoringPlan, args: ApiMonitoringArgs): Section[] {
  return [
    { title: "Traffic: who calls, and how much?", graphs: traffic(plan) },
    { title: "Latency: the gateway, or the backend?", graphs: times(plan) },
    { title: "Errors by cause", graphs: [errorsByCause(plan)] },
    { title: "Limits: what is near its end?", graphs: limits(plan, args) },
    { title: "Backends", graphs: backends(args) },
  ].filter(({ graphs }) => graphs.length > 0);
}

/** Returns the graph of the objective beside the alarms. */
export function health({ stage, thresholds }: MonitoringPlan): Graph {
  const [errors, all] = [serverErrors(stage), requests(stage)];
  const available: Signal = {
    metrics: { ...errors.metrics, ...all.metrics },
    expression: `100 * (1 - ${errors.expression} / ${all.expression})`,
  };
  return {
    title: "Availability",
    lines: [{ label: "available", signal: available }],
    width: HALF,
    unit: "% of requests",
    limits: [{ label: "objective", value: thresholds.availability }],
    max: 100,
  };
}

function traffic({ name, stage, counts }: MonitoringPlan): Graph[] {
  const throttled = counts.find(({ label }) => label === "throttled");
  const refused = throttled === undefined ? [] : [{ label: "429", signal: counted("throttled", name, throttled) }];
  return [
    {
      title: "Requests a minute",
      lines:
        stage.kind === "WEBSOCKET"
          ? [
              { label: "messages", signal: one("messages", WEBSOCKET_API_METRICS.MessageCount, stage) },
              { label: "connects", signal: one("connects", WEBSOCKET_API_METRICS.ConnectCount, stage) },
            ]
          : [{ label: "requests", signal: requests(stage) }],
      width: THIRD,
      unit: "requests",
    },
    {
      title: "Refused a minute",
      lines: [{ label: "client errors", signal: clientErrors(stage) }, ...refused],
      width: THIRD,
      unit: "requests",
    },
    { title: "Volume and cache", ...volume(stage), width: THIRD },
  ].filter(({ lines }) => lines.length > 0);
}

function volume(stage: MonitoringPlan["stage"]): Pick<Graph, "lines" | "unit"> {
  switch (stage.kind) {
    case "HTTP":
      return {
        lines: [{ label: "data processed", signal: one("data", HTTP_API_METRICS.DataProcessed, stage) }],
        unit: "bytes",
      };
    case "REST":
      return {
        lines: [
          { label: "cache hits", signal: one("hits", REST_API_METRICS.CacheHitCount, stage) },
          { label: "cache misses", signal: one("misses", REST_API_METRICS.CacheMissCount, stage) },
        ],
        unit: "requests",
      };
    case "WEBSOCKET":
      return { lines: [], unit: "" };
  }
}

function times({ stage, thresholds }: MonitoringPlan): Graph[] {
  const percentiles = ["p50", "p90", "p99"];
  const objectives = thresholds.latency.map(({ percent, milliseconds }) => ({
    label: `p${percent} objective`,
    value: milliseconds,
  }));
  const total: Graph = {
    title: "Latency that clients see",
    lines: percentiles.map((label) => ({ label, signal: latency(label, label, stage) })),
    width: HALF,
    unit: "milliseconds",
    limits: objectives,
  };
  const backend = integrationLatency("backend", "Average", stage);
  const whole = latency("total", "Average", stage);
  const gateway: Signal = { metrics: { ...whole.metrics, ...backend.metrics }, expression: "total - backend" };
  const parts: Line[] = [
    { label: "backend", signal: backend },
    ...(stage.kind === "WEBSOCKET" ? [] : [{ label: "gateway and authorizer", signal: gateway }]),
  ];
  return [total, { title: "Average by part", lines: parts, width: HALF, unit: "milliseconds", stacked: true }];
}

function errorsByCause({ name, stage, counts }: MonitoringPlan): Graph {
  const causes = ["gateway-errors", "backend-errors", "authorizer-failures", "throttled"];
  const lines = counts
    .filter(({ label }) => causes.includes(label))
    .map((count) => ({ label: count.label.replace("-", " "), signal: counted(idOf(count.label), name, count) }));
  const metrics: Line[] =
    stage.kind === "WEBSOCKET"
      ? [
          { label: "integration errors", signal: one("integration", WEBSOCKET_API_METRICS.IntegrationError, stage) },
          { label: "execution errors", signal: one("execution", WEBSOCKET_API_METRICS.ExecutionError, stage) },
        ]
      : [{ label: "server errors", signal: serverErrors(stage) }];
  return {
    title: "Errors a minute",
    lines: lines.length === 0 ? metrics : lines,
    width: HALF,
    unit: "requests",
    stacked: lines.length > 0,
  };
}

function limits({ stage }: MonitoringPlan, args: ApiMonitoringArgs): Graph[] {
  const isSocket = stage.kind === "WEBSOCKET";
  const counts = isSocket ? one("connects", WEBSOCKET_API_METRICS.ConnectCount, stage) : requests(stage);
  const limit = isSocket ? WEBSOCKET_API_LIMITS.newConnections : ACCOUNT_LIMITS.throttleRate;
  const account = args.accountConcurrency ?? LAMBDA_LIMITS.concurrency.value;
  const functions = Object.entries(args.functions ?? {}).map(([name, fn], index) => ({
    label: name,
    signal: one(`executions${index + 1}`, LAMBDA_METRICS.ConcurrentExecutions, ofFunction(stage, fn.name)),
  }));
  const claimed = {
    label: "the account",
    signal: one("claimed", LAMBDA_METRICS.ClaimedAccountConcurrency, { ...stage, dimensions: {} }),
  };
  return [
    {
      title: isSocket ? "New connections a second" : "Requests a second",
      lines: [
        { label: "this stage", signal: { metrics: counts.metrics, expression: `${counts.expression} / ${MINUTE}` } },
      ],
      width: HALF,
      unit: "a second",
      limits: [{ label: `quota of the account: ${limit.value}`, value: limit.value }],
    },
    {
      title: "Concurrent executions of Lambda",
      lines: [claimed, ...functions],
      width: HALF,
      unit: "executions",
      limits: [{ label: `quota of the account: ${account}`, value: account }],
    },
  ];
}

function backends({ functions = {}, targetGroups = {}, certificates = {} }: ApiMonitoringArgs): Graph[] {
  const ofEach = (what: "Errors" | "Throttles" | "Duration", statistic?: string): Line[] =>
    Object.entries(functions).map(([name, fn], index) => ({
      label: `${name} ${what.toLowerCase()}`,
      signal: one(
        `${what.toLowerCase()}${index + 1}`,
        LAMBDA_METRICS[what],
        { kind: "HTTP", dimensions: { FunctionName: fn.name } },
        statistic,
      ),
    }));
  const healthy = Object.entries(targetGroups).map(([name, group], index): Line => {
    const id = `healthy${index + 1}`;
    return { label: name, signal: { metrics: { [id]: targets("HealthyHostCount", group) }, expression: id } };
  });
  const days = Object.entries(certificates).map(([name, CertificateArn], index): Line => {
    const id = `days${index + 1}`;
    const metric = CERTIFICATE_METRICS.DaysToExpiry;
    return { label: name, signal: { metrics: { [id]: { metric, dimensions: { CertificateArn } } }, expression: id } };
  });
  const graphs: Graph[] = [
    { title: "Functions: errors and throttles", lines: [...ofEach("Errors"), ...ofEach("Throttles")], ...COUNTS },
    { title: "Functions: p99 of the duration", lines: ofEach("Duration", "p99"), width: HALF, unit: "milliseconds" },
    { title: "Healthy targets", lines: healthy, ...COUNTS },
    { title: "Days to the end of certificates", lines: days, width: HALF, unit: "days" },
  ];
  return graphs.filter(({ lines }) => lines.length > 0);
}

const COUNTS = { width: HALF, unit: "count" };

function ofFunction(stage: MonitoringPlan["stage"], name: MonitoringPlan["stage"]["dimensions"][string]): typeof stage {
  return { ...stage, dimensions: { FunctionName: name } };
}

/** Returns an id of metric math: it starts with a small letter and has no hyphen. */
function idOf(label: string): string {
  return label.replace(/-(.)/g, (_all, letter: string) => letter.toUpperCase());
}

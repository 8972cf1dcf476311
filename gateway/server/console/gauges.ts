import type { Gauge } from "./metrics";
import type { PageSources } from "./page-sources";
import type { ReloadStateView } from "./reload-state";

/** Returns the metrics that are read, not counted. */
export function gauges(
  sources: Pick<PageSources, "served" | "connections" | "planStates">,
  reload: ReloadStateView,
): Gauge[] {
  const { served, connections } = sources;
  const apis = served?.webSocketApis ?? [];
  const open = connections.list();
  const stages = apis.flatMap(({ model, states }) => [...states.keys()].map((stage) => ({ api: model, stage })));
  const quotas = sources
    .planStates(Date.now())
    .flatMap(({ plan, key, quota }) => (quota === undefined ? [] : [{ plan, key, quota }]));
  return [
    {
      name: "gatewright_requests_in_flight",
      help: "Requests that are being answered by the program that is served.",
      samples: [{ labels: {}, value: served?.inFlight ?? 0 }],
    },
    {
      name: "gatewright_websocket_connections",
      help: "Open connections of WebSocket APIs.",
      samples: stages.map(({ api, stage }) => ({
        labels: { api: api.name, stage },
        value: open.filter((connection) => connection.apiId === api.id && connection.stage === stage).length,
      })),
    },
    {
      name: "gatewright_usage_plan_used",
      help: "Requests of a key that count against its usage plan's quota in this period.",
      samples: quotas.map(({ plan, key, quota }) => ({ labels: { plan, key }, value: quota.used })),
    },
    {
      name: "gatewright_usage_plan_limit",
      help: "The quota of a usage plan in this period.",
      samples: quotas.map(({ plan, key, quota }) => ({ labels: { plan, key }, value: quota.limit })),
    },
    {
      name: "gatewright_reload_last_success",
      help: "1 where the program is served as it was last saved, 0 where it failed to evaluate.",
      samples: [{ labels: {}, value: reload.state === "failed" ? 0 : 1 }],
    },
    {
      name: "process_resident_memory_bytes",
      help: "Resident memory size in bytes.",
      samples: [{ labels: {}, value: process.memoryUsage.rss() }],
    },
    {
      name: "process_start_time_seconds",
      help: "Start time of the process since unix epoch in seconds.",
      samples: [{ labels: {}, value: performance.timeOrigin / 1000 }],
    },
  ];
}

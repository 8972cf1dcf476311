import type { Exchange } from "../shared/exchange";
import type { RequestRecord } from "../shared/request-record";
import { type Family, type Labels, metricsText, type Sample } from "./exposition";

/** Upper bounds of the buckets of durations, in seconds: those of Prometheus's clients. https://prometheus.io/docs/practices/histograms/ */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Values that are read when the metrics are, by the name of their gauge. */
export interface Gauge {
  name: string;
  help: string;
  samples: Sample[];
}

/** Counts of one route. */
interface Series {
  labels: Labels;
  statuses: Map<number, { count: number }>;
  duration: Histogram;
  authorizer: Histogram | undefined;
  integration: Histogram | undefined;
}

/** Counts every request by API, stage, route and status. A path that no route takes is no label: clients choose it. */
export class RequestMetrics {
  private readonly series = new Map<string, Series>();
  private last:
    { api: string | undefined; stage: string | undefined; route: string | undefined; series: Series } | undefined;

  count({ kind, api, stage, route, status, duration }: RequestRecord, exchange?: Exchange): void {
    const series = this.seriesOf(kind, api, stage, route);
    const counted = series.statuses.get(status);
    if (counted === undefined) {
      series.statuses.set(status, { count: 1 });
    } else {
      counted.count++;
    }
    series.duration.add(duration);
    const steps = exchange?.steps;
    if (steps?.authorizer !== undefined) {
      (series.authorizer ??= new Histogram()).add(steps.authorizer.duration);
    }
    if (steps?.integration !== undefined) {
      (series.integration ??= new Histogram()).add(steps.integration.duration);
    }
  }

  /** Returns the metrics in Prometheus's text format. */
  text(gauges: readonly Gauge[]): string {
    const all = [...this.series.values()];
    const histogram = (name: string, help: string, of: (series: Series) => Histogram | undefined): Family => ({
      name,
      help,
      type: "histogram",
      samples: all.flatMap((series) => of(series)?.samples(series.labels) ?? []),
    });
    return metricsText([
      {
        name: "gatewright_requests_total",
        help: "Requests and WebSocket events that were answered.",
        type: "counter",
        samples: all.flatMap(({ labels, statuses }) =>
          [...statuses].map(([status, { count }]) => ({ labels: { ...labels, status: String(status) }, value: count })),
        ),
      },
      histogram("gatewright_request_duration_seconds", "Time until the answer was handed over.", (it) => it.duration),
      histogram("gatewright_authorizer_duration_seconds", "Time that authorizers took.", (it) => it.authorizer),
      histogram("gatewright_integration_duration_seconds", "Time that integrations took.", (it) => it.integration),
      ...gauges.map((gauge): Family => ({ ...gauge, type: "gauge" })),
    ]);
  }

  private seriesOf(
    kind: string,
    api: string | undefined,
    stage: string | undefined,
    route: string | undefined,
  ): Series {
    const { last } = this;
    if (last !== undefined && last.route === route && last.api === api && last.stage === stage) {
      return last.series;
    }
    const key = JSON.stringify([api, stage, route]);
    let series = this.series.get(key);
    if (series === undefined) {
      const labels = { kind, api: api ?? "", stage: stage ?? "", route: route ?? "" };
      series = {
        labels,
        statuses: new Map(),
        duration: new Histogram(),
        authorizer: undefined,
        integration: undefined,
      };
      this.series.set(key, series);
    }
    this.last = { api, stage, route, series };
    return series;
  }
}

/** A histogram of durations. */
class Histogram {
  /** The last one is of what is over every bound. */
  private readonly buckets = new Uint32Array(BOUNDS.length + 1);
  private sum = 0;

  add(milliseconds: number): void {
    const seconds = milliseconds / 1000;
    let index = 0;
    while (index < BOUNDS.length && seconds > (BOUNDS[index] ?? 0)) {
      index++;
    }
    this.buckets[index] = (this.buckets[index] ?? 0) + 1;
    this.sum += seconds;
  }

  samples(labels: Labels): Sample[] {
    let count = 0;
    const buckets = [...this.buckets].map((inBucket, index): Sample => {
      count += inBucket;
      return {
        suffix: "_bucket",
        labels: { ...labels, le: index < BOUNDS.length ? String(BOUNDS[index]) : "+Inf" },
        value: count,
      };
    });
    return [...buckets, { suffix: "_sum", labels, value: this.sum }, { suffix: "_count", labels, value: count }];
  }
}

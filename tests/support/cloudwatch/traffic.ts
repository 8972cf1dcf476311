/** The times of requests: the share that took at most each number of milliseconds. */
type Times = readonly (readonly [milliseconds: number, share: number])[];

const FAST: Times = [
  [100, 0.6],
  [300, 0.95],
  [600, 0.996],
  [1_500, 1],
];
const SLOW: Times = [
  [1_000, 0.1],
  [3_000, 0.9],
  [5_000, 1],
];
const TIMES = [...new Set([...FAST, ...SLOW].map(([milliseconds]) => milliseconds))].sort((a, b) => a - b);

/** The time that the gateway adds, in milliseconds. */
const GATEWAY = 10;
const HEALTHY_ERRORS = 0.0002;
const HEALTHY_CLIENT_ERRORS = 0.03;

/** A failure from a minute on, up to another. */
export interface Fault {
  from: number;
  /** @default the end */
  to?: number;
  /** The share of requests that fail. */
  errors?: number;
  /** The share of requests that are rejected. */
  clientErrors?: number;
  /** The share of requests that are throttled, which are client errors too. */
  throttled?: number;
  /** Indicates whether the backend is slow. */
  slow?: boolean;
}

/** Returns a statistic over the minutes from one to before another; undefined without data. */
export type Statistic = (from: number, to: number) => number | undefined;

/** The traffic of a stage or a route, minute by minute, and the statistics that CloudWatch has of it. */
export class Traffic {
  private readonly requests: Sums;
  private readonly errors: Sums;
  private readonly clientErrors: Sums;
  private readonly throttled: Sums;
  private readonly slow: Sums;

  constructor(
    readonly minutes: number,
    requestsOf: (minute: number) => number,
    faults: readonly Fault[] = [],
  ) {
    const at = (minute: number): Fault[] => faults.filter(({ from, to = Infinity }) => minute >= from && minute < to);
    const share = (minute: number, key: "errors" | "clientErrors" | "throttled", least: number): number =>
      Math.max(least, ...at(minute).map((fault) => fault[key] ?? 0));
    const part = (key: "errors" | "clientErrors" | "throttled", least: number): Sums =>
      new Sums(minutes, (minute) => requestsOf(minute) * share(minute, key, least));
    this.requests = new Sums(minutes, requestsOf);
    this.errors = part("errors", HEALTHY_ERRORS);
    this.clientErrors = part("clientErrors", HEALTHY_CLIENT_ERRORS);
    this.throttled = part("throttled", 0);
    this.slow = new Sums(minutes, (minute) => (at(minute).some((fault) => fault.slow) ? requestsOf(minute) : 0));
  }

  /** Returns the statistic of a metric: of API Gateway, or of a filter over the access log by the end of its name. */
  statistic(metric: string, stat: string): Statistic {
    switch (metric.split("/").at(-1)) {
      case "Count":
        return this.known((_from, _to, requests) => requests);
      case "5xx":
      case "5XXError":
        return this.counted(this.errors, stat);
      case "integration-errors":
        return this.counted(this.errors, "Sum");
      case "4xx":
      case "4XXError":
        return this.counted(this.clientErrors, stat);
      case "throttled":
        return this.counted(this.throttled, "Sum");
      case "Latency":
        return this.times(stat, stat.startsWith("PR") ? 0 : GATEWAY);
      case "IntegrationLatency":
        return this.times(stat, 0);
      default:
        return () => undefined;
    }
  }

  private known(of: (from: number, to: number, requests: number) => number): Statistic {
    return (from, to) => {
      const requests = this.requests.between(from, to);
      return requests < 1 ? undefined : of(from, to, requests);
    };
  }

  private counted(sums: Sums, stat: string): Statistic {
    return this.known((from, to, requests) => sums.between(from, to) / (stat === "Average" ? requests : 1));
  }

  private times(stat: string, more: number): Statistic {
    const [kind, number] = [stat.replace(/[\d(:)]+/g, ""), Number(stat.replace(/\D+/g, ""))];
    const under = (slow: number, limit: number): number =>
      100 * ((1 - slow) * shareUnder(FAST, limit) + slow * shareUnder(SLOW, limit));
    const [fastMean, slowMean] = [mean(FAST), mean(SLOW)];
    return this.known((from, to, requests) => {
      const slow = this.slow.between(from, to) / requests;
      switch (kind) {
        case "PR":
          return under(slow, number);
        case "p":
          return more + (TIMES.find((time) => under(slow, time) >= number) ?? 0);
        default:
          return more + (1 - slow) * fastMean + slow * slowMean;
      }
    });
  }
}

/** Sums of a number per minute, as whole numbers: requests and errors come one by one. */
class Sums {
  private readonly until: Float64Array;

  constructor(minutes: number, valueOf: (minute: number) => number) {
    this.until = new Float64Array(minutes + 1);
    for (let minute = 0; minute < minutes; minute++) {
      this.until[minute + 1] = (this.until[minute] ?? 0) + valueOf(minute);
    }
  }

  between(from: number, to: number): number {
    return this.at(to) - this.at(from);
  }

  private at(minute: number): number {
    return Math.floor((this.until[minute < 0 ? 0 : minute] ?? 0) + 1e-6);
  }
}

function shareUnder(times: Times, limit: number): number {
  return times.findLast(([milliseconds]) => milliseconds <= limit)?.[1] ?? 0;
}

function mean(times: Times): number {
  return times.reduce((sum, [time, share], index) => sum + time * (share - (times[index - 1]?.[1] ?? 0)), 0);
}

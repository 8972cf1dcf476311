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
  /** Indicates whether the backend is slow. */
  slow?: boolean;
}

/** The traffic of a stage or a route, minute by minute, and the statistics that CloudWatch has of it. */
export class Traffic {
  private readonly requests: Sums;
  private readonly errors: Sums;
  private readonly clientErrors: Sums;
  private readonly slow: Sums;

  constructor(
    readonly minutes: number,
    requestsOf: (minute: number) => number,
    faults: readonly Fault[] = [],
  ) {
    const at = (minute: number): Fault[] => faults.filter(({ from, to = Infinity }) => minute >= from && minute < to);
    const share = (minute: number, key: "errors" | "clientErrors", least: number): number =>
      Math.max(least, ...at(minute).map((fault) => fault[key] ?? 0));
    this.requests = new Sums(minutes, requestsOf);
    this.errors = new Sums(minutes, (minute) => requestsOf(minute) * share(minute, "errors", HEALTHY_ERRORS));
    this.clientErrors = new Sums(
      minutes,
      (minute) => requestsOf(minute) * share(minute, "clientErrors", HEALTHY_CLIENT_ERRORS),
    );
    this.slow = new Sums(minutes, (minute) => (at(minute).some((fault) => fault.slow) ? requestsOf(minute) : 0));
  }

  /** Returns a statistic over the minutes from one to before another; undefined without data. */
  statistic(metric: string, stat: string, from: number, to: number): number | undefined {
    const requests = this.requests.between(from, to);
    if (requests < 1) {
      return undefined;
    }
    switch (metric) {
      case "Count":
        return requests;
      case "5xx":
      case "5XXError":
        return counted(this.errors.between(from, to), stat, requests);
      case "4xx":
      case "4XXError":
        return counted(this.clientErrors.between(from, to), stat, requests);
      case "Latency":
        return this.time(stat, from, to, requests) + (stat.startsWith("PR") ? 0 : GATEWAY);
      case "IntegrationLatency":
        return this.time(stat, from, to, requests);
      default:
        return undefined;
    }
  }

  private time(stat: string, from: number, to: number, requests: number): number {
    const slow = this.slow.between(from, to) / requests;
    const under = (limit: number): number =>
      100 * ((1 - slow) * shareUnder(FAST, limit) + slow * shareUnder(SLOW, limit));
    const [kind, number] = [stat.replace(/[\d(:)]+/g, ""), Number(stat.replace(/\D+/g, ""))];
    switch (kind) {
      case "PR":
        return under(number);
      case "p":
        return TIMES.find((time) => under(time) >= number) ?? 0;
      default:
        return (1 - slow) * mean(FAST) + slow * mean(SLOW);
    }
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
    const until = (minute: number): number => Math.floor((this.until[Math.max(minute, 0)] ?? 0) + 1e-6);
    return until(to) - until(from);
  }
}

function counted(count: number, stat: string, requests: number): number {
  return stat === "Average" ? count / requests : count;
}

function shareUnder(times: Times, limit: number): number {
  return times.findLast(([milliseconds]) => milliseconds <= limit)?.[1] ?? 0;
}

function mean(times: Times): number {
  return times.reduce((sum, [time, share], index) => sum + time * (share - (times[index - 1]?.[1] ?? 0)), 0);
}

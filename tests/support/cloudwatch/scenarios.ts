import type { Fault } from "./traffic";

/** A course of traffic, after three days of healthy traffic of the same kind. */
export interface Scenario {
  name: string;
  /** The number of requests in a minute. */
  requestsOf: (minute: number) => number;
  /** The faults, by the minute after the healthy days. */
  faults: Fault[];
  /** Faults of one of 50 routes, which has a fiftieth of the traffic. */
  routeFaults?: Fault[];
  /** The minutes after the healthy days. */
  minutes: number;
  /** The notification that somebody on call expects. */
  expected: "none" | "page" | "ticket";
}

/** The healthy days before a scenario, in minutes. */
export const LEAD = 3 * 24 * 60;
const DAY = 24 * 60;
const steady = (): number => 600;
const daily = (minute: number): number => Math.round(600 + 550 * Math.sin((2 * Math.PI * minute) / DAY));
const quiet = (): number => 1;

export const SCENARIOS: readonly Scenario[] = [
  { name: "healthy", requestsOf: steady, faults: [], minutes: DAY, expected: "none" },
  { name: "idle", requestsOf: () => 0, faults: [], minutes: DAY, expected: "none" },
  { name: "daily curve, healthy", requestsOf: daily, faults: [], minutes: DAY, expected: "none" },
  {
    name: "brief blip: 50 % errors for 1 minute",
    requestsOf: steady,
    faults: [{ from: 0, to: 1, errors: 0.5 }],
    minutes: DAY,
    expected: "none",
  },
  {
    name: "deploy spike: 20 % errors for 2 minutes",
    requestsOf: steady,
    faults: [{ from: 0, to: 2, errors: 0.2 }],
    minutes: DAY,
    expected: "none",
  },
  {
    name: "a night of 1 request a minute, 4 in a row fail",
    requestsOf: quiet,
    faults: [{ from: 0, to: 4, errors: 1 }],
    minutes: 480,
    expected: "none",
  },
  {
    name: "a scanner: 30 % client errors for 10 minutes",
    requestsOf: steady,
    faults: [{ from: 0, to: 10, clientErrors: 0.3 }],
    minutes: 480,
    expected: "none",
  },
  {
    name: "10 % of the requests are throttled",
    requestsOf: steady,
    faults: [{ from: 0, clientErrors: 0.1, throttled: 0.1 }],
    minutes: 480,
    expected: "ticket",
  },
  { name: "10 % errors", requestsOf: steady, faults: [{ from: 0, errors: 0.1 }], minutes: 480, expected: "page" },
  { name: "2 % errors", requestsOf: steady, faults: [{ from: 0, errors: 0.02 }], minutes: 480, expected: "page" },
  {
    name: "slow burn: 0.5 % errors",
    requestsOf: steady,
    faults: [{ from: 0, errors: 0.005 }],
    minutes: DAY,
    expected: "ticket",
  },
  { name: "slow backend", requestsOf: steady, faults: [{ from: 0, slow: true }], minutes: 480, expected: "page" },
  {
    name: "daily curve, 10 % errors at its low",
    requestsOf: (minute) => daily(minute + (DAY * 3) / 4),
    faults: [{ from: 0, errors: 0.1 }],
    minutes: 480,
    expected: "page",
  },
  {
    name: "one bad route among 50: all its requests fail",
    requestsOf: steady,
    faults: [{ from: 0, errors: 0.02 }],
    routeFaults: [{ from: 0, errors: 1 }],
    minutes: 480,
    expected: "page",
  },
];

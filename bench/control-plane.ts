/** The calls that a deployment makes to API Gateway's control plane, by action. */
export type Calls = Record<string, number>;

interface Quota {
  /** Seconds between two calls, in the long run. */
  interval: number;
  note: string;
}

/** The fixed quotas of an account, by action. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const QUOTAS: Record<string, Quota> = {
  CreateRestApi: { interval: 3, note: "1 every 3 s (regional)" },
  PutRestApi: { interval: 1, note: "1 a second" },
  CreateResource: { interval: 1 / 5, note: "5 a second" },
  CreateDeployment: { interval: 5, note: "1 every 5 s" },
};

/** All calls together, from the same page. */
export const TOTAL = { perSecond: 10, burst: 40 };

/** The least time for some calls: the slowest action, or all calls together, whichever takes longer. */
export function leastSeconds(calls: Calls): { seconds: number; lines: string[] } {
  const actions = Object.entries(calls).map(([action, count]) => {
    const quota = QUOTAS[action];
    // the first call waits for nothing
    const seconds = quota === undefined ? 0 : (count - 1) * quota.interval;
    return { action, count, seconds, note: quota?.note ?? "the total alone" };
  });
  const all = actions.reduce((sum, { count }) => sum + count, 0);
  const together = Math.max(0, (all - TOTAL.burst) / TOTAL.perSecond);
  const lines = actions.map(
    ({ action, count, seconds, note }) => `  ${action}: ${count} calls, ${note}: ${seconds.toFixed(1)} s`,
  );
  return {
    seconds: Math.max(together, ...actions.map(({ seconds }) => seconds)),
    lines: [
      ...lines,
      `  all: ${all} calls, ${TOTAL.perSecond} a second after a burst of ${TOTAL.burst}: ${together.toFixed(1)} s`,
    ],
  };
}

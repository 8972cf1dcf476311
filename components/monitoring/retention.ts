import { LOG_RETENTION_DAYS, nextLogRetention } from "../../aws/log-retention";
import type { Expectation } from "../shared/problems";

/** The days that a log is kept where the program does not specify any. */
export const DEFAULT_RETENTION_DAYS = 30;

/** 0 keeps the log for ever. */
const RETENTION_DAYS: readonly number[] = [0, ...LOG_RETENTION_DAYS];

/** Checks that CloudWatch Logs can keep a log for so many days. */
export function checkRetention(received: number): Expectation | undefined {
  return RETENTION_DAYS.includes(received)
    ? undefined
    : { received, expected: `one of ${RETENTION_DAYS.join(", ")}`, fix: `write ${nextLogRetention(received)}` };
}

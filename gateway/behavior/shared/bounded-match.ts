import { type Context, createContext, Script } from "node:vm";

/** Milliseconds of CPU time that a match may take. AWS's own limit is not documented; its integrations end after 30 seconds. */
const MATCH_MS = 250;
/** Steps below which a match needs no watch, which itself takes a tenth of a millisecond. */
const FEW_STEPS = 1_000_000;
const TIMED_OUT = "ERR_SCRIPT_EXECUTION_TIMEOUT";

/** A match that was given up: the pattern backtracks too much for the text. */
export class SlowPatternError extends Error {}

/** Of this thread, where Node.js tells it apart: functions run in others. */
const cpuUsage = ((process as { threadCpuUsage?: typeof process.cpuUsage }).threadCpuUsage ?? process.cpuUsage).bind(
  process,
);

const script = new Script("match()");
let context: Context | undefined;

/**
 * Matches a text with a pattern of the program within a time. Clients and functions choose texts, and JavaScript's engine
 * backtracks: `(a+)+$` takes minutes for thirty characters, and the process answers nobody meanwhile.
 *
 * @param length The number of characters of the text.
 * @throws SlowPatternError where the match takes too long
 */
export function boundedMatch<T>(pattern: string, length: number, match: () => T): T {
  if (!mayBacktrack(pattern, length)) {
    return match();
  }
  context ??= createContext({});
  context.match = match;
  for (let spent = 0; spent < MATCH_MS;) {
    const before = cpuUsage();
    try {
      return script.runInContext(context, { timeout: MATCH_MS }) as T;
    } catch (error) {
      // an Error of the context, which is no instance of this one's
      if ((Object(error) as { code?: unknown }).code !== TIMED_OUT) {
        throw error;
      }
      // the clock runs on while the process waits for a busy machine: such a match is tried again
      const { user, system } = cpuUsage(before);
      spent += (user + system) / 1000;
    }
  }
  throw new SlowPatternError(
    `the pattern ${pattern} was given up after ${MATCH_MS} ms on a text of ${length} characters. ` +
      `Write it without repetitions that can match the same text in several ways, such as (a+)+`,
  );
}

/**
 * Returns whether a match can take more than a few steps: each repetition and each group is a place where the engine can try another
 * length or alternative, and repeated groups multiply without a bound.
 */
export function mayBacktrack(pattern: string, length: number): boolean {
  const plain = pattern.replace(/\\[^]/g, "x").replace(/\[[^\]]*\]/g, "x");
  const choices = plain.match(/[*+?(|{]/g)?.length ?? 0;
  return /\)[*+?{]/.test(plain) || Math.max(length, 2) ** (choices + 1) > FEW_STEPS;
}

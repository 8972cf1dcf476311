import { FIXED_ALARMS } from "./fixed-alarms";
import type { Scenario } from "./scenarios";
import type { Result } from "./simulation";

/** The judgement on who was notified, of what somebody on call expects. */
export type Verdict = "right" | "false" | "missed";

/** The notifications of one set of alarms in one scenario. */
export interface Notified {
  alarms: string;
  /** The minutes until somebody is woken. */
  page: number | undefined;
  /** The minutes until a ticket is made; alarms with fixed thresholds make none. */
  ticket: number | undefined;
  verdict: Verdict;
}

/** Returns the notifications of each set of alarms: Gatewright's, and those with fixed thresholds, which notify at once. */
export function notified({ scenario, page, ticket, fixed }: Result): Notified[] {
  return [
    { alarms: "Gatewright", page, ticket, verdict: verdict(scenario, page, ticket) },
    ...FIXED_ALARMS.map(({ name }) => ({
      alarms: name,
      page: fixed[name],
      ticket: undefined,
      verdict: fixedVerdict(scenario, fixed[name]),
    })),
  ];
}

/** A page where a ticket does is false; a ticket beside a page is not. */
function verdict({ expected }: Scenario, page: number | undefined, ticket: number | undefined): Verdict {
  if (expected === "page") {
    return page === undefined ? "missed" : "right";
  }
  if (page !== undefined || (expected === "none" && ticket !== undefined)) {
    return "false";
  }
  return expected === "ticket" && ticket === undefined ? "missed" : "right";
}

/** Alarms with one severity get the benefit of the doubt: they are right wherever a page or a ticket is expected. */
function fixedVerdict({ expected }: Scenario, first: number | undefined): Verdict {
  const isRight = (expected === "none") === (first === undefined);
  return isRight ? "right" : first === undefined ? "missed" : "false";
}

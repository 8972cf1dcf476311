import type { CheckName } from "../../../doctor";
import type { Changes } from "../loopback/loopback-set";

/** One thing that is wrong with the set, and the one finding that must come of it. */
export interface Fault {
  name: string;
  changes: Changes;
  /** @param status @default "error" */
  expect: { check: CheckName; status?: "warning" | "error"; seen: RegExp; fix: RegExp };
}

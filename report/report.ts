import { PRICE_SOURCES, PRICES_AS_OF, PRICING_PAGE } from "../aws/prices/price-list";
import { defined } from "../language/defined";
import { assumptions, type Traffic } from "./cost/traffic";
import type { Difference } from "./difference";
import type { StackReport } from "./stack-report";

/** Everything that `gatewright report` shows, in every format; as JSON it is this. */
export interface Report {
  version: 2;
  traffic: Traffic;
  assumptions: string[];
  prices: { page: string; asOf: string; sources: typeof PRICE_SOURCES };
  stacks: StackReport[];
  /** The parts that only the first stack has, and those that only the other has. */
  difference?: Difference;
}

/** Makes a report of stacks. */
export function reportOf(stacks: StackReport[], traffic: Traffic, difference?: Difference): Report {
  return defined<Report>({
    version: 2,
    traffic,
    assumptions: assumptions(traffic),
    prices: { page: PRICING_PAGE, asOf: PRICES_AS_OF ?? "", sources: PRICE_SOURCES },
    stacks,
    difference,
  });
}

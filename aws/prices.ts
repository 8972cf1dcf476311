/** The price of requests up to an amount a month. */
export interface PriceTier {
  /** The tier ends here, in requests a month. */
  upTo: number;
  /** Dollars for a million requests. */
  perMillion: number;
}

/**
 * The cost of requests in us-east-1, without the free tier, caches and data transfer: the one price table of the project.
 * Source: https://aws.amazon.com/api-gateway/pricing/, and the same figures in
 * https://docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html
 */
export const PRICES = {
  region: "us-east-1",
  source: "https://aws.amazon.com/api-gateway/pricing/",
  /** When the table was last compared with its source. */
  asOf: "2026-11-23",
  HTTP: [
    { upTo: 300e6, perMillion: 1.0 },
    { upTo: Infinity, perMillion: 0.9 },
  ],
  REST: [
    { upTo: 333e6, perMillion: 3.5 },
    { upTo: 1_000e6, perMillion: 2.8 },
    { upTo: 20_000e6, perMillion: 2.38 },
    { upTo: Infinity, perMillion: 1.51 },
  ],
} as const satisfies Record<"HTTP" | "REST", PriceTier[]> & Record<string, unknown>;

/** An HTTP API's request is counted once for each of these bytes; a REST API's is counted once. */
const HTTP_METER = 512 * 1024;

/**
 * Returns what the requests of a month cost, in dollars.
 *
 * @param requests how many there are in a month
 * @param bytes the size of a request, 0 where it is small
 */
export function monthlyCost(kind: "HTTP" | "REST", requests: number, bytes = 0): number {
  const metered = kind === "HTTP" ? requests * Math.max(1, Math.ceil(bytes / HTTP_METER)) : requests;
  let from = 0;
  let cost = 0;
  for (const { upTo, perMillion } of PRICES[kind]) {
    cost += (Math.max(0, Math.min(metered, upTo) - from) / 1e6) * perMillion;
    from = upTo;
  }
  return cost;
}

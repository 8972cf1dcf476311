/** The amounts at which the tiers of each price end; the last tier has no end. */
export const TIER_ENDS = {
  /** Requests a month. https://aws.amazon.com/api-gateway/pricing/ */
  http: [300e6],
  rest: [333e6, 1_000e6, 20_000e6],
  /** Messages a month. */
  messages: [1_000e6],
  /** Gigabyte seconds a month. https://aws.amazon.com/lambda/pricing/ */
  x86: [6e9, 15e9],
  arm64: [7.5e9, 18.75e9],
} as const satisfies Record<string, readonly number[]>;

export type TieredPrice = keyof typeof TIER_ENDS;

/**
 * Returns what an amount costs: each part of it at the price of its tier.
 *
 * @param per what the prices are for: a million requests, or 1
 */
export function tieredCost(price: TieredPrice, prices: readonly number[], amount: number, per = 1): number {
  let from = 0;
  let cost = 0;
  for (const [index, dollars] of prices.entries()) {
    const end = TIER_ENDS[price][index] ?? Infinity;
    cost += (Math.max(0, Math.min(amount, end) - from) / per) * dollars;
    from = end;
  }
  return cost;
}

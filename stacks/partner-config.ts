import { z } from "zod";

export const PARTNER_TIERS = ["free", "standard", "partner"] as const;

const tierError = "an object with throttle (rateLimit and burstLimit) and quota (limit and period)";
const positive = z.number("a number above 0").positive("a number above 0");
const whole = z.int("a whole number, 1 or more").min(1, "a whole number, 1 or more");

/** The limits of one tier for each of its API keys: requests a second and at once, and requests in a day, a week or a month. */
const tier = z.strictObject(
  {
    throttle: z.strictObject({ rateLimit: positive, burstLimit: whole }, { error: tierError }),
    quota: z.strictObject(
      { limit: whole, period: z.enum(["DAY", "WEEK", "MONTH"], "DAY, WEEK or MONTH") },
      { error: tierError },
    ),
  },
  { error: (issue) => (issue.code === "invalid_type" ? tierError : undefined) },
);

const tiersError = `an object with ${PARTNER_TIERS.join(", ")}`;

/** The keys of a stack file for the partners' API. */
export const partnerKeys = {
  partnerTiers: z
    .strictObject(
      { free: tier, standard: tier, partner: tier },
      { error: (issue) => (issue.code === "invalid_type" ? tiersError : undefined) },
    )
    .describe("What the keys of each tier may call: throttle and quota of free, standard and partner."),
  partners: z
    .record(
      z.string().regex(/^[a-z][a-z0-9-]*$/, "a name of lowercase letters, digits and hyphens"),
      z.enum(PARTNER_TIERS, PARTNER_TIERS.join(", ")),
      "an object that gives each partner its tier",
    )
    .describe("The partners who get an API key, each with its tier: free, standard or partner."),
};

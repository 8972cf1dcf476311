import { type PolicyConfigJSONSchema } from "@pulumi/policy/schema";

/** A finding that a team accepts: it is listed as a note until its date, and then it is a finding again. */
export interface Exemption {
  /** The resource's URN or name; `*` stands for any characters. */
  resource: string;
  reason: string;
  /** The last day, `2027-01-31` (UTC). Without it the exemption has no end. */
  expires?: string;
}

export const exemptionsSchema: PolicyConfigJSONSchema = {
  type: "array",
  default: [],
  description:
    "Findings to list as notes: each with the resource's URN or name (`*` for any characters), the reason, and optionally the last day.",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["resource", "reason"],
    properties: {
      resource: { type: "string", minLength: 1 },
      reason: { type: "string", minLength: 1 },
      expires: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
    },
  },
};

function isExemption(value: unknown): value is Exemption {
  return typeof value === "object" && value !== null && "resource" in value && "reason" in value;
}

/** Returns the exemption that holds for the resource: one that has not expired goes first. */
export function exemptionFor(
  given: unknown,
  resource: { urn: string; name: string },
  today: string,
): { exemption: Exemption; expired: boolean } | undefined {
  const matching = (Array.isArray(given) ? given : [])
    .filter(isExemption)
    .filter(({ resource: pattern }) => matches(pattern, resource.urn) || matches(pattern, resource.name))
    .map((exemption) => ({ exemption, expired: exemption.expires !== undefined && exemption.expires < today }));
  return matching.find(({ expired }) => !expired) ?? matching[0];
}

function matches(pattern: string, value: string): boolean {
  const expression = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${expression.join(".*")}$`, "s").test(value);
}

import { type ResourceNode } from "../../../../engine/graph/graph";
import { mock, restApi, usagePlan } from "../../../support/rest-program";
import { defined } from "../../../../language/defined";

/** The value of the one key of `quotaProgram`. */
export const KEY = "quota-key-value-123456";

/** A REST API whose one method needs a key of a plan with a quota. */
export function quotaProgram(limit: number, throttle?: { burstLimit: number; rateLimit: number }): ResourceNode[] {
  return [
    ...restApi({
      methods: { "GET /": { integration: mock("ok"), operation: { security: [{ api_key: [] }] } } },
      document: { components: { securitySchemes: { api_key: { type: "apiKey", name: "x-api-key", in: "header" } } } },
    }),
    ...usagePlan(
      "daily",
      defined({
        stages: { rest: "prod" },
        quota: { limit, period: "DAY" },
        throttle: throttle === undefined ? undefined : { ...throttle },
        keys: { ann: KEY, bob: `${KEY}-2` },
      }),
    ),
  ];
}

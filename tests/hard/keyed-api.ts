import type { ResourceNode } from "../../engine/graph/graph";
import { mock, restApi, usagePlan } from "../support/rest-program";

/** Returns a REST API whose one route, `GET /keyed`, takes the API key `a-key-of-twenty-chars` of a plan with a quota for each day. */
export function keyedApi(): ResourceNode[] {
  return [
    ...restApi({
      methods: { "GET /keyed": { integration: mock("{}"), operation: { security: [{ k: [] }] } } },
      document: { components: { securitySchemes: { k: { type: "apiKey", name: "x-api-key", in: "header" } } } },
    }),
    ...usagePlan("plan", {
      stages: { rest: "prod" },
      keys: { ann: "a-key-of-twenty-chars" },
      quota: { limit: 1_000, period: "DAY" },
    }),
  ];
}

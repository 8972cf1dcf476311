import { type ResourceGraph } from "../../engine/graph";
import { buildApiModel } from "../../gateway/model/api-model";
import { monthlyCost } from "../../gateway/model/choice/prices";
import { HTTP_API_LIMITS, type Limit, REST_API_LIMITS, WEBSOCKET_API_LIMITS } from "../../gateway/model/limits";
import { type RestApiModel } from "../../gateway/model/rest/rest-api-model";

/** How much of one of AWS's quotas an API uses. */
export interface QuotaUse {
  limit: Limit;
  used: number;
}

/** What an API takes of AWS's quotas, and what it costs. */
export interface ApiUse {
  name: string;
  quotas: QuotaUse[];
  /** Dollars a month for its requests; undefined where there is no price for a request alone, as with WebSocket APIs. */
  cost: ((requests: number) => number) | undefined;
}

/** The APIs of a stage, by the quotas that each of them has of its own. */
export function apiUses(graph: ResourceGraph): ApiUse[] {
  const { httpApis, restApis, webSocketApis } = buildApiModel(graph);
  return [
    ...httpApis.map((api) => ({
      name: nameOf(api),
      quotas: partsOf(api, HTTP_API_LIMITS),
      cost: (requests: number) => monthlyCost("HTTP", requests),
    })),
    ...restApis.map((api) => ({
      name: nameOf(api),
      quotas: [
        { limit: REST_API_LIMITS.resources, used: resourceCount(api) },
        { limit: REST_API_LIMITS.stages, used: api.stages.length },
        { limit: REST_API_LIMITS.authorizers, used: authorizerCount(api) },
      ],
      cost: (requests: number) => monthlyCost("REST", requests),
    })),
    ...webSocketApis.map((api) => ({ name: nameOf(api), quotas: partsOf(api, WEBSOCKET_API_LIMITS), cost: undefined })),
  ];
}

/** The name in the program: AWS's own has a random end. */
function nameOf({ urn }: { urn: string }): string {
  return urn.split("::").at(-1) ?? urn;
}

type Part = "routes" | "integrations" | "authorizers" | "stages";

function partsOf(api: Record<Part, unknown[]>, limits: Record<Part, Limit>): QuotaUse[] {
  const parts: Part[] = ["routes", "integrations", "authorizers", "stages"];
  return parts.map((part) => ({ limit: limits[part], used: api[part].length }));
}

/** Each step of a path is a resource, and so is the root. */
function resourceCount({ definition }: RestApiModel): number {
  const paths = definition.methods.flatMap(({ path }) => {
    const steps = path.split("/").filter((step) => step !== "");
    return steps.map((_, index) => steps.slice(0, index + 1).join("/"));
  });
  return new Set(paths).size + 1;
}

function authorizerCount({ definition }: RestApiModel): number {
  return new Set(definition.methods.flatMap(({ authorizer }) => (authorizer === undefined ? [] : [authorizer.id])))
    .size;
}

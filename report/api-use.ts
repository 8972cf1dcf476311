import { resourcePaths } from "../aws/route-key";
import type { ApiModel } from "../gateway/model/api-model";
import { AccountQuotas } from "../aws/account-quotas";
import { httpRequestsCost, restRequestsCost } from "../aws/prices/api-gateway";
import { HTTP_API_LIMITS, type Limit, REST_API_LIMITS, WEBSOCKET_API_LIMITS } from "../aws/quotas";
import { logicalName } from "../engine/graph/named-resource";
import { type RestApiModel } from "../gateway/model/rest-api/model";

/** The way much of one of AWS's quotas an API uses. */
export interface QuotaUse {
  limit: Limit;
  used: number;
}

export function quotaShare({ used, limit }: QuotaUse): number {
  return used / limit.value;
}

/** Returns what to do where a quota is nearly used up. */
export function remedy({ adjustable }: Limit): string {
  return adjustable ? "ask AWS to raise it, or split the API" : "AWS does not raise it: split the API";
}

/** An API's use of AWS's quotas, who may call it, and what it costs. */
export interface ApiUse {
  name: string;
  kind: "HTTP" | "REST" | "WEBSOCKET";
  /** The routes that authorize their callers: of a WebSocket API `$connect` alone. */
  routes: AuthorizedRoute[];
  quotas: QuotaUse[];
  /** Dollars a month for its requests; undefined where there is no price for a request alone, as with WebSocket APIs. */
  cost: ((requests: number) => number | undefined) | undefined;
}

/** A route, and how its callers are authorized. */
export interface AuthorizedRoute {
  routeKey: string;
  authorizationType: string;
}

/**
 * Returns the APIs of a stack, with the quotas that each of them has of its own.
 *
 * @param quotas those of the account; AWS's defaults where they are left out
 */
export function apiUses({ httpApis, restApis, webSocketApis }: ApiModel, quotas = new AccountQuotas()): ApiUse[] {
  const uses: ApiUse[] = [
    ...httpApis.map((api) => ({
      name: logicalName(api.urn),
      kind: "HTTP" as const,
      routes: api.routes,
      quotas: partsOf(api, HTTP_API_LIMITS),
      cost: (requests: number) => httpRequestsCost(api.region, requests),
    })),
    ...restApis.map((api) => ({
      name: logicalName(api.urn),
      kind: "REST" as const,
      routes: api.definition.methods,
      quotas: [
        { limit: REST_API_LIMITS.resources, used: resourceCount(api) },
        { limit: REST_API_LIMITS.stages, used: api.stages.length },
        { limit: REST_API_LIMITS.authorizers, used: authorizerCount(api) },
      ],
      cost: (requests: number) => restRequestsCost(api.region, requests),
    })),
    ...webSocketApis.map((api) => ({
      name: logicalName(api.urn),
      kind: "WEBSOCKET" as const,
      routes: [connectRoute(api.routes)],
      quotas: partsOf(api, WEBSOCKET_API_LIMITS),
      cost: undefined,
    })),
  ];
  return uses.map((use) => ({
    ...use,
    quotas: use.quotas.map(({ limit, used }) => ({ limit: quotas.of(limit), used })),
  }));
}

/**
 * A client is asked when it connects, and its messages are its own. Without the route anyone may connect.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html
 */
function connectRoute(routes: AuthorizedRoute[]): AuthorizedRoute {
  return routes.find(({ routeKey }) => routeKey === "$connect") ?? { routeKey: "$connect", authorizationType: "NONE" };
}

type Part = "routes" | "integrations" | "authorizers" | "stages";

function partsOf(api: Record<Part, unknown[]>, limits: Record<Part, Limit>): QuotaUse[] {
  const parts: Part[] = ["routes", "integrations", "authorizers", "stages"];
  return parts.map((part) => ({ limit: limits[part], used: api[part].length }));
}

/** Each step of a path is a resource, and so is the root. */
function resourceCount({ definition }: RestApiModel): number {
  return resourcePaths(definition.methods.map(({ path }) => path)).length;
}

function authorizerCount({ definition }: RestApiModel): number {
  return new Set(definition.methods.flatMap(({ authorizer }) => (authorizer === undefined ? [] : [authorizer.id])))
    .size;
}

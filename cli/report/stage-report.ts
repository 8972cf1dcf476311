import { type ResourceGraph } from "../../engine/graph";
import { buildApiModel } from "../../gateway/model/api-model";
import { readWarmFunctions, type WarmFunction } from "../../gateway/model/warm-functions";
import { apiUses, type QuotaUse } from "../check/api-use";

/** What one stage of a program has, uses of AWS's quotas, and costs. */
export interface StageReport {
  stage: string;
  apis: ApiReport[];
  provisionedConcurrency: WarmFunction[];
}

export interface ApiReport {
  /** The name in the program. */
  name: string;
  kind: "HTTP" | "REST" | "WEBSOCKET";
  quotas: QuotaUse[];
  /** How many routes ask who is calling; of a WebSocket API it is `$connect` that asks. */
  authorizedRoutes: number;
  /** The routes that anyone may call. */
  anonymousRoutes: string[];
  /** Dollars a month for the requests alone; undefined where there is no price for a request alone. */
  monthlyCost?: number;
}

export function stageReport(graph: ResourceGraph, monthlyRequests: number): StageReport {
  const uses = new Map(apiUses(graph).map((use) => [use.name, use]));
  const apis = [...routesByApi(graph)].map(([name, { kind, routes }]): ApiReport => {
    const use = uses.get(name);
    const anonymous = routes.filter(({ authorizationType }) => authorizationType === "NONE");
    return {
      name,
      kind,
      quotas: use?.quotas ?? [],
      authorizedRoutes: routes.length - anonymous.length,
      anonymousRoutes: anonymous.map(({ routeKey }) => routeKey),
      ...(use?.cost === undefined ? {} : { monthlyCost: use.cost(monthlyRequests) }),
    };
  });
  return { stage: graph.stage, apis, provisionedConcurrency: readWarmFunctions(graph) };
}

interface Route {
  routeKey: string;
  authorizationType: string;
}

interface ApiRoutes {
  kind: ApiReport["kind"];
  routes: Route[];
}

function routesByApi(graph: ResourceGraph): Map<string, ApiRoutes> {
  const { httpApis, restApis, webSocketApis } = buildApiModel(graph);
  const named = ({ urn }: { urn: string }): string => urn.split("::").at(-1) ?? urn;
  return new Map<string, ApiRoutes>([
    ...httpApis.map((api): [string, ApiRoutes] => [named(api), { kind: "HTTP", routes: api.routes }]),
    ...restApis.map((api): [string, ApiRoutes] => [named(api), { kind: "REST", routes: api.definition.methods }]),
    ...webSocketApis.map((api): [string, ApiRoutes] => [
      named(api),
      { kind: "WEBSOCKET", routes: [connectRoute(api.routes)] },
    ]),
  ]);
}

/**
 * A client is asked when it connects, and its messages are its own. Without the route anyone may connect.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html
 */
function connectRoute(routes: Route[]): Route {
  return routes.find(({ routeKey }) => routeKey === "$connect") ?? { routeKey: "$connect", authorizationType: "NONE" };
}

import { routeKeyOf } from "../../aws/openapi";
import { V2 } from "../../aws/resource-types";
import { type Graph } from "../graph/graph";
import { apiBody, hasAuthorization } from "./open-api";
import { type PolicyResource } from "../graph/resource";
import { ifKnown } from "../graph/unknown";
import { fieldsAt } from "../graph/value";

/** The CORS configuration of an HTTP API: what the gateway itself answers. */
export interface GatewayCors {
  origins: string[];
  headers: string[];
  methods: string[];
  credentials: boolean;
}

const LISTS = ["allowOrigins", "allowHeaders", "allowMethods", "exposeHeaders"];

/** Undefined where the gateway has no CORS configuration, and so leaves CORS to the integration. */
export function gatewayCors(api: PolicyResource): GatewayCors | undefined {
  const path = "corsConfiguration";
  if (api.isUnknown(path)) {
    return undefined;
  }
  const set =
    LISTS.some((list) => api.isUnknown(`${path}.${list}`) || api.list(`${path}.${list}`).length > 0) ||
    api.flag(`${path}.allowCredentials`) === true;
  if (set) {
    return {
      origins: api.texts(`${path}.allowOrigins`),
      headers: api.texts(`${path}.allowHeaders`),
      methods: api.texts(`${path}.allowMethods`),
      credentials: api.flag(`${path}.allowCredentials`) ?? false,
    };
  }
  const inBody = fieldsAt(apiBody(api)?.document, "x-amazon-apigateway-cors");
  const list = (name: string): string[] => {
    const value: unknown = inBody?.[name];
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
  };
  return inBody
    ? {
        origins: list("allowOrigins"),
        headers: list("allowHeaders"),
        methods: list("allowMethods"),
        credentials: inBody.allowCredentials === true,
      }
    : undefined;
}

export interface RouteView {
  /** `GET /pets`, `$default`. */
  key: string;
  method: string;
  /** True where a request must be authorized. */
  authorized: boolean;
  /** The route, or the API whose body has it. */
  resource: PolicyResource;
}

/** The routes of an HTTP or WebSocket API, its own and those of its body, and whether these are surely all. */
export function routesOf(graph: Graph, api: PolicyResource): { routes: RouteView[]; complete: boolean } {
  const { resources, unsure } = graph.referring(api, V2.route, { path: "apiId" });
  let complete = unsure.length === 0;
  const own = resources.flatMap((resource): RouteView[] => {
    const view = ifKnown(() => {
      const key = resource.text("routeKey") ?? "";
      return { key, method: methodOf(key), authorized: isAuthorized(resource), resource };
    });
    complete &&= view !== undefined;
    return view ? [view] : [];
  });
  const body = apiBody(api);
  const described = (body?.operations ?? []).map((operation): RouteView => {
    const key = routeKeyOf(operation);
    const authorized = body !== undefined && hasAuthorization(body, operation);
    return { key, method: methodOf(key), authorized, resource: api };
  });
  return { routes: [...own, ...described], complete };
}

function isAuthorized(route: PolicyResource): boolean {
  return (route.text("authorizationType") ?? "NONE") !== "NONE";
}

function methodOf(key: string): string {
  return key.includes(" ") ? (key.split(" ")[0] ?? "") : "ANY";
}

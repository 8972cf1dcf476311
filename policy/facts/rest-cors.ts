import { V1 } from "../../aws/resource-types";
import { type Graph } from "../graph/graph";
import { type PolicyResource } from "../graph/resource";
import { ifKnown, Undecided } from "../graph/unknown";
import { corsHeadersIn } from "./function-code";
import { lambdaTarget, uriTarget } from "./lambda";
import { apiBody, textAt } from "./open-api";
import { resourceKey } from "./rest-resources";
import { fieldsAt } from "../graph/value";
import { isRecord } from "../../language/is-record";

/** An Access-Control-Allow-Origin that an integration response of a REST API sets. */
export interface CorsOrigin {
  /** The resource's id, or the path in a body: preflight and request share it. */
  place: string;
  method: string;
  origin: string;
  /** The code that sets it, where that is no integration response: `the code of orders`. */
  by?: string;
}

const HEADER = "method.response.header.access-control-allow-origin";

/** The origin headers with literal values that the API's integration responses set, its own and those of its body. */
export function v1CorsOrigins(graph: Graph, api: PolicyResource): CorsOrigin[] {
  const own = graph.referring(api, V1.integrationResponse, { path: "restApi" }).resources.flatMap((response) => {
    const origin = literal(response.record("responseParameters"));
    const method = response.maybeText("httpMethod");
    const place = ifKnown(() => resourceKey(graph, response));
    return origin !== undefined && method !== undefined && place !== undefined ? [{ place, method, origin }] : [];
  });
  const described = (ifKnown(() => apiBody(api))?.operations ?? []).flatMap(({ path, method, integration }) =>
    Object.values(fieldsAt(integration, "responses") ?? {}).flatMap((response) => {
      const origin = literal(fieldsAt(response, "responseParameters") ?? {});
      return origin === undefined ? [] : [{ place: path, method, origin }];
    }),
  );
  return [...own, ...described];
}

function literal(parameters: unknown): string | undefined {
  const entry = isRecord(parameters)
    ? Object.entries(parameters).find(([key]) => key.toLowerCase() === HEADER)
    : undefined;
  return typeof entry?.[1] === "string" ? /^'(.*)'$/.exec(entry[1])?.[1] : undefined;
}

/** A proxy integration with a function of the stack: the function alone sets the headers of its response. */
export interface ProxiedMethod {
  place: string;
  method: string;
  target: PolicyResource;
}

/** Returns the methods of a REST API that pass a function's response on as it is, its own and those of its body. */
export function proxiedMethods(graph: Graph, api: PolicyResource): ProxiedMethod[] {
  const own = graph.referring(api, V1.integration, { path: "restApi" }).resources.flatMap((integration) => {
    const isProxy = integration.maybeText("type") === "AWS_PROXY";
    const target = isProxy ? ifKnown(() => lambdaTarget(graph, integration, "uri")?.function) : undefined;
    const place = ifKnown(() => resourceKey(graph, integration));
    const method = integration.maybeText("httpMethod");
    return target && place !== undefined && method !== undefined ? [{ place, method, target }] : [];
  });
  const described = (ifKnown(() => apiBody(api))?.operations ?? []).flatMap(({ path, method, integration }) => {
    const isProxy = textAt(integration, "type").toUpperCase() === "AWS_PROXY";
    const target = isProxy ? uriTarget(graph, textAt(integration, "uri"))?.function : undefined;
    return target ? [{ place: path, method, target }] : [];
  });
  return [...own, ...described];
}

/** Returns the origins that the API's integration responses set and those that its functions' code sets, and why some are not known. */
export function allOrigins(
  graph: Graph,
  api: PolicyResource,
  roots: string[],
): { origins: CorsOrigin[]; undecided: Undecided | undefined } {
  const origins = v1CorsOrigins(graph, api);
  const preflights = new Set(origins.filter(({ method }) => method === "OPTIONS").map(({ place }) => place));
  let undecided: Undecided | undefined;
  const ofCode = proxiedMethods(graph, api)
    .filter(({ place, method }) => preflights.has(place) && method !== "OPTIONS")
    .flatMap(({ place, method, target }): CorsOrigin[] => {
      try {
        const values = corsHeadersIn(graph, target, roots)
          .filter(({ name, certain }) => certain && /allow-origin$/i.test(name))
          .map(({ value }) => value);
        const [origin] = values;
        // code with several origins chooses among them
        return origin !== undefined && values.every((value) => value === origin)
          ? [{ place, method, origin, by: `the code of ${target.name}` }]
          : [];
      } catch (error) {
        if (!(error instanceof Undecided)) {
          throw error;
        }
        undecided ??= error;
        return [];
      }
    });
  return { origins: [...origins, ...ofCode], undecided };
}

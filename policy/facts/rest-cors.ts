import { V1 } from "../../aws/resource-types";
import { type Graph } from "../graph/graph";
import { apiBody } from "./open-api";
import { resourceKey } from "./rest-resources";
import { type PolicyResource } from "../graph/resource";
import { ifKnown } from "../graph/unknown";
import { fieldsAt, isFields } from "../graph/value";

/** An Access-Control-Allow-Origin that an integration response of a REST API sets. */
export interface CorsOrigin {
  /** The resource's id, or the path in a body: preflight and request share it. */
  place: string;
  method: string;
  origin: string;
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
  const entry = isFields(parameters)
    ? Object.entries(parameters).find(([key]) => key.toLowerCase() === HEADER)
    : undefined;
  return typeof entry?.[1] === "string" ? /^'(.*)'$/.exec(entry[1])?.[1] : undefined;
}

import { defined } from "../../../language/defined";
import { V2 } from "../../../aws/resource-types";
import type { ResourceNode } from "../../../engine/graph/graph";
import type { PropertyValue } from "../../../engine/graph/value";
import { asNumber, asObject, asTexts, type GraphIndex } from "../../../engine/graph/graph-index";
import type { CorsModel, HttpApiModel } from "./model";

export const API_TYPE = V2.api;
export const ROUTE_TYPE = V2.route;

/** The resources of one type that belong to an API. */
export function partsOf(index: GraphIndex, api: HttpApiModel, type: string): ResourceNode[] {
  return index.ofType(type).filter((node) => {
    const apiId = index.text(node, "apiId");
    return apiId === undefined ? index.sources(node, "apiId").includes(api.urn) : apiId === api.id;
  });
}

/** `corsConfiguration` of an API, or `x-amazon-apigateway-cors` of a document. */
export function readCors(value: PropertyValue | undefined): CorsModel | undefined {
  const cors = asObject(value);
  if (Object.keys(cors).length === 0) {
    return undefined;
  }
  const maxAge = asNumber(cors.maxAge);
  return defined({
    allowOrigins: asTexts(cors.allowOrigins),
    allowMethods: asTexts(cors.allowMethods),
    allowHeaders: asTexts(cors.allowHeaders),
    exposeHeaders: asTexts(cors.exposeHeaders),
    allowCredentials: cors.allowCredentials === true,
    maxAge,
  });
}

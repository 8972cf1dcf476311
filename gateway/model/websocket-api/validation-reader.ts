import { parsedJson } from "../../../language/parsed-json";
import { CONNECT } from "../../../aws/websocket-routes";
import { V2 } from "../../../aws/resource-types";
import type { ResourceNode } from "../../../engine/graph/graph";
import { asList, asObject, asText, asTextMap, type GraphIndex } from "../../../engine/graph/graph-index";
import { bundledSchema } from "../shared/json-schema";
import type { MessageValidation, RequiredParameter, WebSocketApiModel } from "./model";
import { belongsTo } from "./parts";
import { ownValue, setOwn } from "../../../language/own-value";

/** The schemas of an API's models, by name. */
export function readModels(index: GraphIndex, api: WebSocketApiModel): Record<string, unknown> {
  const schemas: Record<string, unknown> = {};
  for (const node of index.ofType(V2.model).filter((part) => belongsTo(index, api, part))) {
    const text = index.text(node, "schema");
    // what is not known yet allows any message
    const schema = text === undefined ? {} : parsedJson(text);
    if (schema === undefined) {
      index.problem(node, "error", "schema is no JSON; AWS refuses it. Write a JSON Schema of draft 4.");
    }
    setOwn(schemas, index.text(node, "name") ?? node.name, schema);
  }
  return schemas;
}

/** The validation of a route's messages. */
export function readValidation(
  index: GraphIndex,
  route: ResourceNode,
  models: Record<string, unknown>,
): MessageValidation | undefined {
  const selectionExpression = index.text(route, "modelSelectionExpression");
  const named = Object.entries(asTextMap(index.value(route, "requestModels")));
  if (selectionExpression === undefined) {
    if (named.length > 0) {
      const text =
        'requestModels validate nothing without a modelSelectionExpression; set it, such as to "\\\\$default".';
      index.problem(route, "warning", text);
    }
    return undefined;
  }
  for (const [, name] of named.filter(([, model]) => !Object.hasOwn(models, model))) {
    index.problem(
      route,
      "error",
      `requestModels name the model "${name}", which this program does not declare for the API.`,
    );
  }
  return {
    selectionExpression,
    schemas: Object.fromEntries(named.map(([key, name]) => [key, bundledSchema(ownValue(models, name), models)])),
  };
}

/** The parameters that `$connect` requires: AWS supports them on no other route. */
export function readRequiredParameters(index: GraphIndex, route: ResourceNode): RequiredParameter[] {
  const parameters = asList(index.value(route, "requestParameters")).map(asObject);
  const required = parameters.flatMap(({ requestParameterKey, required: isRequired }): RequiredParameter[] => {
    const [, place, name = ""] =
      /^route\.request\.(header|querystring)\.(.+)$/.exec(asText(requestParameterKey) ?? "") ?? [];
    return isRequired === true && (place === "header" || place === "querystring") ? [{ place, name }] : [];
  });
  if (required.length > 0 && index.text(route, "routeKey") !== CONNECT) {
    const text = `requestParameters are supported on ${CONNECT} only: a message has neither headers nor a query.`;
    index.problem(route, "warning", text);
    return [];
  }
  return required;
}

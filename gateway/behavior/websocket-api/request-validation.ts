import { checkJson } from "../json-schema/validation";
import { headerValue, queryPairs } from "../shared/request";
import type { RequiredParameter, WebSocketRouteModel } from "../../model/websocket-api/model";
import type { ConnectRequest } from "./connection-request";
import { type SelectionSource, selectedItem } from "./selection-expression";

/**
 * Returns the names of the parameters that a request to connect lacks.
 * undocumented: what AWS does where one is missing. Here it is refused as REST APIs refuse it.
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html (requestParameters)
 */
export function missingParameters(required: readonly RequiredParameter[], request: ConnectRequest): string[] {
  const query = new Map(queryPairs(request.rawQueryString));
  return required.flatMap(({ place, name }) => {
    const value = place === "header" ? headerValue(request.headers, name) : query.get(name);
    return value === undefined || value.trim() === "" ? [name] : [];
  });
}

/** The result of the check of a message. */
export type MessageCheck = { kind: "valid" } | { kind: "invalid" | "unusable"; why: string };

/**
 * Checks a message against the model that the route's expression selects. "If there is no matching model and $default isn't defined,
 * the validation fails."
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
 */
export function checkMessage({ validation }: WebSocketRouteModel, source: SelectionSource): MessageCheck {
  if (validation === undefined) {
    return { kind: "valid" };
  }
  const { schemas, selectionExpression } = validation;
  const model = selectedItem(wrapped(schemas), selectionExpression, source);
  if (model === undefined) {
    const keys = Object.keys(schemas).join(", ");
    return { kind: "invalid", why: `no model fits: ${selectionExpression} finds none of ${keys || "no models"}` };
  }
  const check = checkJson(model.schema, source.body);
  switch (check.kind) {
    case "valid":
      return { kind: "valid" };
    case "invalid":
      return { kind: "invalid", why: `the message does not fit its model: ${check.messages.join(", ")}` };
    case "unusable":
      return check;
  }
}

/** A schema may be any value, undefined included, where its model is none. */
function wrapped(schemas: Record<string, unknown>): Record<string, { schema: unknown }> {
  return Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, { schema }]));
}

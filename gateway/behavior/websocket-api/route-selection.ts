import { DEFAULT } from "../../../aws/websocket-routes";
import type { WebSocketRouteModel } from "../../model/websocket-api/model";
import { evaluateSelection, parseMessage } from "./selection-expression";

/**
 * The value of a route selection expression for a message; undefined where the message is not JSON.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html#apigateway-websocket-api-route-selection-expressions
 */
export function evaluateRouteSelection(expression: string, message: string): string | undefined {
  return parseMessage(message) === undefined ? undefined : evaluateSelection(expression, { body: message });
}

/**
 * The route of a message: the one whose key is the expression's value, otherwise `$default`; undefined where there is neither.
 * The three routes with a dollar sign cannot be asked for by name, but for `$default`.
 */
export function selectRoute(
  routes: ReadonlyMap<string, WebSocketRouteModel>,
  expression: string,
  message: string,
): WebSocketRouteModel | undefined {
  const key = evaluateRouteSelection(expression, message);
  const named = key === undefined || key.startsWith("$") ? undefined : routes.get(key);
  return named ?? routes.get(DEFAULT);
}

import { evaluateJsonPath } from "../rest-api/json-path";
import { DEFAULT, type WebSocketRouteModel } from "../../model/websocket-api/model";

const VARIABLE = /\$\{request\.body\.([^}]+)\}|\$request\.body\.([A-Za-z0-9_.[\]'"-]+)/g;

/**
 * The value of a route selection expression for a message; undefined where the message is not JSON or lacks what the
 * expression reads. Arrays and objects become text.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html#apigateway-websocket-api-route-selection-expressions
 */
export function evaluateRouteSelection(expression: string, message: string): string | undefined {
  const body = parseJson(message);
  if (body === undefined) {
    return undefined;
  }
  let complete = true;
  const value = expression.replace(VARIABLE, (_, braced: string | undefined, bare: string | undefined) => {
    const found = evaluateJsonPath(`$.${braced ?? bare ?? ""}`, body);
    complete &&= found !== undefined && found !== null;
    return asText(found);
  });
  return complete ? value : undefined;
}

/**
 * The route of a message: the one whose key is the expression's value, else `$default`; undefined where there is neither.
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

/** The value of a JSON text that is an object or a list; a message of another form is no JSON message. */
export function parseJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function asText(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(asText).join(", ")}]`;
  }
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

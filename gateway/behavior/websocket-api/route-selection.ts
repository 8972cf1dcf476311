import { JavaList, JavaMap, type JavaValue, jsonText } from "../templates/java-values";
import { parseJson } from "../templates/json";
import { evaluateJsonPath } from "../templates/json-path/evaluate";
import { DEFAULT, type WebSocketRouteModel } from "../../model/websocket-api/model";

const VARIABLE = /\$\{request\.body\.([^}]+)\}|\$request\.body\.([A-Za-z0-9_.[\]'"-]+)/g;

/**
 * The value of a route selection expression for a message; undefined where the message is not JSON or lacks what the
 * expression reads. Arrays and objects become text.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html#apigateway-websocket-api-route-selection-expressions
 */
export function evaluateRouteSelection(expression: string, message: string): string | undefined {
  const body = parseMessage(message);
  if (body === undefined) {
    return undefined;
  }
  let complete = true;
  const value = expression.replace(VARIABLE, (_, braced: string | undefined, bare: string | undefined) => {
    const found = evaluateJsonPath(`$.${braced ?? bare ?? ""}`, body);
    complete &&= found !== null;
    return asText(found);
  });
  return complete ? value : undefined;
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

/** Returns the value of a message that is a JSON object or list, undefined for any other message. */
function parseMessage(text: string): JavaMap | JavaList | undefined {
  try {
    const value = parseJson(text);
    return value instanceof JavaMap || value instanceof JavaList ? value : undefined;
  } catch {
    return undefined;
  }
}

function asText(value: JavaValue): string {
  if (value instanceof JavaList) {
    return `[${value.items.map(asText).join(", ")}]`;
  }
  return typeof value === "string" ? value : jsonText(value, "plain");
}

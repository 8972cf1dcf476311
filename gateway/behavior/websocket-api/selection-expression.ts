import { ownValue } from "../../../language/own-value";
import { headerValue, queryPairs } from "../shared/request";
import { evaluateJsonPath } from "../templates/json-path/evaluate";
import { JavaList, JavaMap, type JavaValue, jsonText } from "../templates/java-values";
import { parseJson } from "../templates/json";
import type { ConnectRequest, WebSocketContext } from "./connection-request";
import { webSocketVariable } from "./context-variables";

/** The response of an integration, as far as expressions read it. */
export interface SelectableResponse {
  statusCode: number;
  headers: Record<string, string>;
}

/** The values that a selection expression can read. */
export interface SelectionSource {
  /** The message; empty for `$connect` and `$disconnect`. */
  body: string;
  /** The upgrade request, at `$connect` alone. */
  request?: ConnectRequest;
  context?: WebSocketContext;
  /** Of a response's expression alone. */
  response?: SelectableResponse;
}

const ROOTS = "(?:request|integration\\.response|context|stageVariables)";
const VARIABLE = new RegExp(`\\\\\\$|\\$\\{(${ROOTS}[.[][^}]+)\\}|\\$(${ROOTS}[.[][A-Za-z0-9_.[\\]'"-]+)`, "g");

/**
 * Returns the value of a selection expression: static text with variables, `$name` or `${name}`. A variable without a value is "",
 * a list or an object becomes text, and `\$` is a dollar sign.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html#apigateway-websocket-api-route-selection-expressions
 */
export function evaluateSelection(expression: string, source: SelectionSource): string {
  return expression.replace(VARIABLE, (match: string, braced: string | undefined, bare: string | undefined) => {
    const name = braced ?? bare;
    return name === undefined ? "$" : (variable(name, source) ?? "");
  });
}

/** Returns the key that an expression chooses: its value where there is an item of that name, and `$default` otherwise. */
export function selectedItem<T>(
  items: Readonly<Record<string, T>>,
  expression: string | undefined,
  source: SelectionSource,
): T | undefined {
  const key = expression === undefined ? "$default" : evaluateSelection(expression, source);
  return ownValue(items, key) ?? ownValue(items, "$default");
}

function variable(name: string, { body, request, context, response }: SelectionSource): string | undefined {
  const [, place = "", rest = ""] =
    /^(request\.body|request\.header\.|request\.querystring\.|integration\.response\.|context\.|stageVariables\.)(.*)$/.exec(
      name,
    ) ?? [];
  switch (place) {
    case "request.body":
      return fromMessage(rest, body);
    case "request.header.":
      return headerValue(request?.headers ?? [], rest);
    case "request.querystring.":
      return queryPairs(request?.rawQueryString ?? "").find(([key]) => key === rest)?.[1];
    case "integration.response.":
      return fromResponse(rest, response);
    case "context.":
      return context && webSocketVariable(rest)({ context });
    case "stageVariables.":
      return ownValue(context?.stageVariables, rest);
    default:
      return undefined;
  }
}

function fromMessage(path: string, message: string): string | undefined {
  const value = parseMessage(message);
  try {
    const found = value === undefined ? null : evaluateJsonPath(`$${path}`, value);
    return found === null ? undefined : asText(found);
  } catch {
    return undefined; // the path is none
  }
}

function fromResponse(name: string, response: SelectableResponse | undefined): string | undefined {
  if (name === "statuscode") {
    return response === undefined ? undefined : String(response.statusCode);
  }
  const header = /^(?:header|multivalueheader)\.(.+)$/.exec(name)?.[1];
  return header === undefined ? undefined : headerValue(Object.entries(response?.headers ?? {}), header);
}

/** Returns the value of a message that is a JSON object or list, undefined for any other message. */
export function parseMessage(text: string): JavaMap | JavaList | undefined {
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

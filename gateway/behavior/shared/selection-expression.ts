import { ownValue } from "../../../language/own-value";
import { contextValue, type ContextData } from "../http-api/context-variables";
import { headerValue, queryPairs, type HttpResponse } from "./request";

/** The values that an expression can read: the request, its facts and, for response mappings, the response. */
export interface ExpressionSource extends ContextData {
  /** The request's path without the stage's name. */
  routePath: string;
  integrationResponse?: HttpResponse;
}

const VARIABLE = /^\$((?:request|response|context|stageVariables)\.[^\s{}]+)$/;
const BRACED = /\$\{((?:request|response|context|stageVariables)\.[^}]+)\}/g;
/** A JSON path reads no further into a body than this. */
const BODY_LIMIT = 100 * 1024;

/**
 * The value of a mapping or an identity source: one variable (`$request.header.name`), a text with variables in braces
 * (`${request.path.name} ${context.requestId}`) or a static value. Undefined where a single variable has no value.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function evaluateExpression(expression: string, source: ExpressionSource): string | undefined {
  const single = VARIABLE.exec(expression)?.[1];
  return single === undefined
    ? expression.replace(BRACED, (_, name: string) => readVariable(name, source) ?? "")
    : readVariable(single, source);
}

/**
 * A text with the stage's variables put instead of `${stageVariables.name}`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html#http-api-stages.stage-variables
 */
export function substituteStageVariables(text: string, variables: Record<string, string> | undefined): string {
  return text.replace(/\$\{stageVariables\.([A-Za-z0-9_]+)\}/g, (_, name: string) => ownValue(variables, name) ?? "");
}

function readVariable(name: string, source: ExpressionSource): string | undefined {
  const { request, context } = source;
  const [head = "", ...rest] = name.split(".");
  const [place = "", ...path] = rest;
  switch (head) {
    case "context":
      return contextValue(rest.join("."), source);
    case "stageVariables":
      return ownValue(context.stageVariables, rest.join("."));
    case "request":
      return readRequest(place, path.join("."), source, request.body);
    default:
      return readResponse(place, path.join("."), source.integrationResponse);
  }
}

function readRequest(
  place: string,
  name: string,
  { request, context, routePath }: ExpressionSource,
  body: Uint8Array | undefined,
): string | undefined {
  switch (place.replace(/[[.].*$/, "")) {
    case "header":
      return headerValue(request.headers, name);
    case "querystring": {
      const values = queryPairs(request.rawQueryString).filter(([key]) => key === name);
      return values.length === 0 ? undefined : values.map(([, value]) => value).join(",");
    }
    case "path":
      return name === "" ? routePath : ownValue(context.pathParameters, name);
    case "body":
      return readBody(body, `${place.slice("body".length)}${name === "" ? "" : `.${name}`}`);
    default:
      return undefined;
  }
}

function readResponse(place: string, name: string, response: HttpResponse | undefined): string | undefined {
  if (place === "header") {
    return headerValue(response?.headers ?? [], name);
  }
  return place.startsWith("body")
    ? readBody(response?.body, `${place.slice("body".length)}${name === "" ? "" : `.${name}`}`)
    : undefined;
}

/** The whole body, or what a JSON path such as `.items[0].name` finds in it. */
function readBody(body: Uint8Array | undefined, path: string): string | undefined {
  const text = body === undefined ? "" : Buffer.from(body).toString("utf8");
  if (path === "") {
    return text;
  }
  try {
    let value: unknown = JSON.parse(text.slice(0, BODY_LIMIT));
    for (const [, name, index, quoted] of path.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\['([^']+)'\]/g)) {
      const key = name ?? index ?? quoted ?? "";
      value = typeof value === "object" && value !== null ? ownValue(value as Record<string, unknown>, key) : undefined;
    }
    return value === undefined || value === null
      ? undefined
      : typeof value === "string"
        ? value
        : JSON.stringify(value);
  } catch {
    return undefined;
  }
}

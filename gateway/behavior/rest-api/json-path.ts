import type * as JsonPathPlus from "jsonpath-plus";
import { optionalPackage } from "../shared/optional-package";

/** `$`, `$.a.b`, `$['a'][0]`: names one place. */
const DEFINITE = /^\$(?:\.[^.[\]*?()@,:\s'"]+|\[\d+\]|\['[^']*'\]|\["[^"]*"\])*$/;
const STEP = /\.([^.[\]]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/g;

/**
 * Evaluates a JSONPath expression as `$input.path` does: the value of a path that names one place, else the list of all
 * that match. Undefined where nothing is there. Filter and script expressions are refused, never evaluated as code.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function evaluateJsonPath(path: string, json: unknown): unknown {
  const expression = path.startsWith("$") ? path : `$.${path}`;
  return DEFINITE.test(expression) ? definite(expression, json) : search(expression, json);
}

function definite(expression: string, json: unknown): unknown {
  let value = json;
  for (const [, member, index, single, double] of expression.matchAll(STEP)) {
    const key = member ?? index ?? single ?? double ?? "";
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function search(path: string, json: unknown): unknown {
  if (typeof json !== "object" || json === null) {
    return [];
  }
  const { JSONPath } = optionalPackage<typeof JsonPathPlus>("jsonpath-plus", "a JSONPath expression with a wildcard");
  return JSONPath<unknown[]>({ path, json, eval: false, wrap: true }) ?? [];
}

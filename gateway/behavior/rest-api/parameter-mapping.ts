import { ownValue } from "../../../language/own-value";
import { jsonPathText } from "../templates/json-path/evaluate";

/** The values that the right side of a parameter mapping can read. */
export interface MappingSource {
  context: (name: string) => string | undefined;
  stageVariables: Record<string, string> | undefined;
  /** `method.request` for requests, `integration.response` for responses; the values of `multivaluequerystring`. */
  parameter: (place: string, name: string) => string | string[] | undefined;
  body: string | undefined;
}

/** Values by name. */
export type MappedValues = Record<string, string>;

/** Values by name: several where the query string that they are mapped from has several. */
export type MappedQuery = Record<string, string | string[]>;

const EXPRESSION = /^(?:method\.request|integration\.response)\.([a-z]+)(?:[.]?(.*))?$/;

/**
 * The value of a mapping expression: `method.request.querystring.x`, `context.requestId`, `stageVariables.x`, `'static'`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 */
export function mappingValue(expression: string, source: MappingSource): string | undefined {
  const value = mappedValue(expression, source);
  return Array.isArray(value) ? value.join(",") : value;
}

function mappedValue(expression: string, source: MappingSource): string | string[] | undefined {
  const fixed = /^'([\s\S]*)'$/.exec(expression)?.[1];
  if (fixed !== undefined) {
    return fixed;
  }
  if (expression.startsWith("context.")) {
    return source.context(expression.slice("context.".length));
  }
  if (expression.startsWith("stageVariables.")) {
    return ownValue(source.stageVariables, expression.slice("stageVariables.".length));
  }
  const [, place = "", name = ""] = EXPRESSION.exec(expression) ?? [];
  return place === "body" ? bodyValue(name, source.body) : source.parameter(place, name);
}

/** The mapped values for one place: those of `integration.request.header.<name>` for `integration.request.header`. */
export function mapParameters(mappings: Record<string, string>, place: string, source: MappingSource): MappedValues {
  return mapped(mappings, place, (expression) => mappingValue(expression, source));
}

/**
 * The mapped query string. Several values of `method.request.multivaluequerystring.<name>` stay several, as was found in AWS's console.
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/unit/services/apigateway/test_parameters_mapping.py
 * (test_multi_qs_mapping)
 */
export function mapQuery(mappings: Record<string, string>, source: MappingSource): MappedQuery {
  return mapped(mappings, "integration.request.querystring", (expression) => mappedValue(expression, source));
}

function mapped<Value>(
  mappings: Record<string, string>,
  place: string,
  valueOf: (expression: string) => Value | undefined,
): Record<string, Value> {
  const prefix = `${place}.`;
  const entries = Object.entries(mappings).flatMap(([target, expression]): [string, Value][] => {
    const value = target.startsWith(prefix) ? valueOf(expression) : undefined;
    return value === undefined ? [] : [[target.slice(prefix.length), value]];
  });
  return Object.fromEntries(entries);
}

function bodyValue(path: string, body: string | undefined): string | undefined {
  if (path === "" || body === undefined) {
    return body;
  }
  return jsonPathText(path.startsWith("[") ? `$${path}` : `$.${path}`, body);
}

import { isRegex } from "./formats";
import { isSchema, type Schema } from "./schema";

const TYPES: ReadonlySet<unknown> = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);

/** Returns what is wrong with the value of a keyword, or undefined. */
type SyntaxCheck = (value: unknown, schema: Schema) => string | undefined;

const COUNTS = ["maxItems", "maxLength", "maxProperties", "minItems", "minLength", "minProperties"] as const;

/** The values that each keyword takes: https://json-schema.org/draft-04/draft-fge-json-schema-validation-00 */
const SYNTAX: Readonly<Record<string, SyntaxCheck>> = {
  ...Object.fromEntries(COUNTS.map((name) => [name, isCount])),
  additionalItems: booleanOrSchema,
  additionalProperties: booleanOrSchema,
  allOf: schemaList,
  anyOf: schemaList,
  dependencies: (value) =>
    isSchema(value)
      ? first(Object.values(value), (each) => (Array.isArray(each) ? textList(each) : oneSchema(each)))
      : "expected an object",
  enum: (value) => (Array.isArray(value) && isUnique(value) ? undefined : "expected values, each once"),
  exclusiveMaximum: (value, schema) => exclusive(value, schema.maximum, "maximum"),
  exclusiveMinimum: (value, schema) => exclusive(value, schema.minimum, "minimum"),
  format: isText,
  items: (value) => (Array.isArray(value) ? schemaList(value) : oneSchema(value)),
  maximum: isNumber,
  minimum: isNumber,
  multipleOf: (value) => (typeof value === "number" && value > 0 ? undefined : "expected a number above 0"),
  not: oneSchema,
  oneOf: schemaList,
  pattern: (value) => (typeof value === "string" ? regexProblem(value) : "expected a string"),
  patternProperties: (value) => schemaMap(value) ?? first(Object.keys(Object(value) as object), regexProblem),
  properties: schemaMap,
  definitions: schemaMap,
  required: textList,
  $ref: isText,
  type: (value) => {
    const types = [value].flat();
    const isKnown = types.length > 0 && types.every((type) => TYPES.has(type));
    return isKnown && isUnique(types) ? undefined : `expected types of ${[...TYPES].join(", ")}`;
  },
  uniqueItems: (value) => (typeof value === "boolean" ? undefined : "expected true or false"),
};

/** Returns what is wrong with a schema's syntax, with the keyword; undefined where it is draft 4. */
export function syntaxProblem(schema: unknown): string | undefined {
  if (!isSchema(schema)) {
    return "a schema has to be an object";
  }
  if (typeof schema.$ref === "string") {
    return undefined; // its siblings are ignored
  }
  for (const [keyword, value] of Object.entries(schema)) {
    const problem = Object.hasOwn(SYNTAX, keyword) ? SYNTAX[keyword]?.(value, schema) : undefined;
    if (problem !== undefined) {
      return problem.includes(": ") ? problem : `"${keyword}": ${problem}, received ${JSON.stringify(value)}`;
    }
  }
  return undefined;
}

function first<T>(values: readonly T[], check: (value: T) => string | undefined): string | undefined {
  for (const value of values) {
    const problem = check(value);
    if (problem !== undefined) {
      return problem;
    }
  }
  return undefined;
}

function oneSchema(value: unknown): string | undefined {
  return isSchema(value) ? syntaxProblem(value) : "expected a schema";
}

function booleanOrSchema(value: unknown): string | undefined {
  return typeof value === "boolean" ? undefined : oneSchema(value);
}

function schemaList(value: unknown): string | undefined {
  return Array.isArray(value) && value.length > 0 ? first(value, oneSchema) : "expected a list of schemas";
}

function schemaMap(value: unknown): string | undefined {
  return isSchema(value) ? first(Object.values(value), oneSchema) : "expected an object of schemas";
}

function textList(value: unknown): string | undefined {
  const isList =
    Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string") && isUnique(value);
  return isList ? undefined : "expected strings, each once";
}

function isText(value: unknown): string | undefined {
  return typeof value === "string" ? undefined : "expected a string";
}

function isNumber(value: unknown): string | undefined {
  return typeof value === "number" ? undefined : "expected a number";
}

function isCount(value: unknown): string | undefined {
  return Number.isInteger(value) && Number(value) >= 0 ? undefined : "expected a whole number of 0 or more";
}

function exclusive(value: unknown, limit: unknown, name: string): string | undefined {
  return typeof value === "boolean" && limit !== undefined
    ? undefined
    : `expected true or false beside "${name}", which is the limit in draft 4`;
}

function isUnique(values: unknown[]): boolean {
  return new Set(values.map((value) => JSON.stringify(value))).size === values.length;
}

function regexProblem(pattern: string): string | undefined {
  return isRegex(pattern) ? undefined : `expected a regular expression, received ${JSON.stringify(pattern)}`;
}

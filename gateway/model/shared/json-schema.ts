import { isRecord } from "../../../language/is-record";
import { ownValue } from "../../../language/own-value";

/**
 * The JSON Schemas of models, of draft 4.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
type Fields = Record<string, unknown>;

const MODEL_REFERENCE =
  /^(?:https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/|#\/components\/schemas\/|#\/definitions\/)(.+)$/;

/** The keywords where schemas hold data, not schemas. */
const DATA_KEYWORDS = new Set(["enum", "default", "example", "examples", "const", "required"]);
/** Keywords of OpenAPI that say nothing of a value. */
const ANNOTATIONS = new Set([
  "discriminator",
  "xml",
  "externalDocs",
  "example",
  "readOnly",
  "writeOnly",
  "deprecated",
  "$schema",
  "id",
]);

/** A schema with all the models in it that it names, as one document. */
export function bundledSchema(schema: unknown, models: Record<string, unknown>): unknown {
  const definitions = new Map<string, unknown>();
  const convert = (value: unknown): unknown => draft4(value, (name) => define(name));
  const define = (name: string): void => {
    if (!definitions.has(name) && ownValue(models, name) !== undefined) {
      definitions.set(name, true);
      definitions.set(name, convert(models[name]));
    }
  };
  const converted = convert(schema);
  return isRecord(converted) && definitions.size > 0
    ? { ...converted, definitions: { ...asFields(converted.definitions), ...Object.fromEntries(definitions) } }
    : converted;
}

function draft4(value: unknown, define: (name: string) => void): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => draft4(item, define));
  }
  if (!isRecord(value)) {
    return value;
  }
  const reference = typeof value.$ref === "string" ? value.$ref : undefined;
  if (reference !== undefined) {
    const name = decodeURIComponent(MODEL_REFERENCE.exec(reference)?.[1] ?? "");
    define(name);
    return { $ref: name === "" ? reference : `#/definitions/${encodeURIComponent(name)}` };
  }
  return nullable(keywords(value, define), value.nullable === true);
}

function keywords(schema: Fields, define: (name: string) => void): Fields {
  const entries = Object.entries(schema).filter(([keyword]) => !ANNOTATIONS.has(keyword) && keyword !== "nullable");
  return Object.fromEntries(
    entries.map(([keyword, value]) => {
      if (keyword === "properties" || keyword === "patternProperties" || keyword === "definitions") {
        const members = Object.entries(asFields(value)).map(([name, member]) => [name, draft4(member, define)]);
        return [keyword, Object.fromEntries(members)];
      }
      return [keyword, DATA_KEYWORDS.has(keyword) ? value : draft4(value, define)];
    }),
  );
}

function nullable(schema: Fields, isNullable: boolean): Fields {
  return isNullable && typeof schema.type === "string" ? { ...schema, type: [schema.type, "null"] } : schema;
}

function asFields(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

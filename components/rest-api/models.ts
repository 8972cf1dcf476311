import { isRecord } from "../../language/is-record";
import type { Json } from "./document";

/**
 * Returns the schemas of models by name. A schema's local definitions become models of their own, because a reference to
 * `#/definitions/Line` would be looked up in the whole body.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function modelSchemas(models: Record<string, string>, document: unknown): Json {
  const root = isRecord(document) && typeof document.swagger === "string" ? "#/definitions/" : "#/components/schemas/";
  const schemas: Json = {};
  for (const [name, text] of Object.entries(models)) {
    const schema: unknown = JSON.parse(text);
    const { definitions, ...own } = isRecord(schema) ? schema : { definitions: undefined };
    const local = isRecord(definitions) ? definitions : {};
    const names = new Map(
      Object.keys(local).map((key) => [key, modelName(`${name}${key}`, { ...models, ...schemas })]),
    );
    schemas[name] = withReferences(own, names, root);
    for (const [key, definition] of Object.entries(local)) {
      schemas[names.get(key) ?? key] = withReferences(definition, names, root);
    }
  }
  return schemas;
}

/** Returns a model's name: letters and digits, and none that is taken. */
function modelName(base: string, taken: Json): string {
  const bare = base.replace(/[^A-Za-z0-9]/g, "");
  return Object.hasOwn(taken, bare) ? modelName(`${bare}2`, taken) : bare;
}

function withReferences(value: unknown, names: ReadonlyMap<string, string>, root: string): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => withReferences(item, names, root));
  }
  if (!isRecord(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const local = key === "$ref" && typeof item === "string" ? /^#\/definitions\/(.+)$/.exec(item)?.[1] : undefined;
      const name = local === undefined ? undefined : names.get(local);
      return [key, name === undefined ? withReferences(item, names, root) : `${root}${name}`];
    }),
  );
}

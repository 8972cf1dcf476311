import { isRecord } from "../../language/is-record";

type Json = Record<string, unknown>;

/**
 * A document whose schemas have names that API Gateway takes for models: letters and digits. A schema with another name
 * gets one, and so does every reference to it; the rest stays as it is.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateModel.html
 */
export function withModelNames(document: Json): Json {
  const isOld = typeof document.swagger === "string";
  const components = isRecord(document.components) ? document.components : {};
  const schemas = isOld ? document.definitions : components.schemas;
  if (!isRecord(schemas)) {
    return document;
  }
  const names = modelNames(Object.keys(schemas));
  if (names.size === 0) {
    return document;
  }
  const root = isOld ? "#/definitions/" : "#/components/schemas/";
  const renamed = rename(document, root, names);
  if (!isRecord(renamed)) {
    return document;
  }
  return isOld
    ? { ...renamed, definitions: renameKeys(renamed.definitions, names) }
    : {
        ...renamed,
        components: {
          ...(isRecord(renamed.components) ? renamed.components : undefined),
          schemas: renameKeys(isRecord(renamed.components) ? renamed.components.schemas : {}, names),
        },
      };
}

/** New names of those that need one. */
function modelNames(all: string[]): Map<string, string> {
  const taken = new Set(all.filter((name) => /^[A-Za-z0-9]+$/.test(name)));
  const names = new Map<string, string>();
  for (const name of all.filter((it) => !taken.has(it))) {
    const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
    const bare =
      words.map((word, index) => (index === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join("") || "Model";
    let candidate = bare;
    for (let count = 2; taken.has(candidate); count++) {
      candidate = `${bare}${count}`;
    }
    taken.add(candidate);
    names.set(name, candidate);
  }
  return names;
}

function rename(value: unknown, root: string, names: Map<string, string>): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => rename(item, root, names));
  }
  if (!isRecord(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const isReference = key === "$ref" && typeof item === "string" && item.startsWith(root);
      return [key, isReference ? renamedReference(item, root, names) : rename(item, root, names)];
    }),
  );
}

function renamedReference(reference: string, root: string, names: Map<string, string>): string {
  const [first = "", ...rest] = reference.slice(root.length).split("/");
  const name = decodeURIComponent(first).replace(/~1/g, "/").replace(/~0/g, "~");
  const known = names.get(name);
  return known === undefined ? reference : [`${root}${known}`, ...rest].join("/");
}

function renameKeys(schemas: unknown, names: Map<string, string>): Json {
  return Object.fromEntries(
    Object.entries(isRecord(schemas) ? schemas : {}).map(([name, schema]) => [names.get(name) ?? name, schema]),
  );
}

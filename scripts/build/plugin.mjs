// The schema for other languages is in the package as the provider reads it: smaller than npm would make it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

export function packSchema(root) {
  const schema = JSON.parse(readFileSync(join(root, "plugin/schema.json"), "utf8"));
  // with the descriptions of arguments the package would have more than 700 kB
  const small = JSON.stringify(schema, (key, value) =>
    key === "description" && typeof value === "string" ? undefined : value,
  );
  writeFileSync(join(root, "dist/plugin/schema.json.br"), brotliCompressSync(small));
}

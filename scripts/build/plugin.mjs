// The schema for other languages is in the package as the provider reads it. Most of its descriptions are in the declarations too, and
// the package has them there alone.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { transform } from "esbuild";

/** After the declarations have been trimmed: their texts are numbered. */
export async function packSchema(root) {
  const source = readFileSync(join(root, "plugin/descriptions.ts"), "utf8");
  const { code } = await transform(source, { loader: "ts", format: "esm" });
  const { packed, textsIn, unpacked } = await import(
    `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`
  );
  const schema = JSON.parse(readFileSync(join(root, "plugin/schema.json"), "utf8"));
  const texts = textsIn(join(root, "dist/components"));
  const small = packed(schema, texts);
  if (JSON.stringify(unpacked(small, texts)) !== JSON.stringify(schema)) {
    throw new Error("the schema for other languages is not what it was packed from");
  }
  writeFileSync(join(root, "dist/plugin/schema.json.br"), brotliCompressSync(small));
}

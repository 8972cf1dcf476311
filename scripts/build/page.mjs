// The files of the live page are served as they are: without white space and comments where esbuild knows their language.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { transform } from "esbuild";

const PAGE = "gateway/server/console/page";

export async function buildPage(root) {
  mkdirSync(join(root, "dist", PAGE), { recursive: true });
  for (const name of readdirSync(join(root, PAGE))) {
    const text = readFileSync(join(root, PAGE, name), "utf8");
    const loader = { ".js": "js", ".css": "css" }[extname(name)];
    const small = loader === undefined ? text : (await transform(text, { loader, minify: true })).code;
    writeFileSync(join(root, "dist", PAGE, name), small);
  }
}

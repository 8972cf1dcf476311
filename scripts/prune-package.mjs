// Run by `npm run build` after the components are bundled: takes out of dist/ what no user reaches, so that the package stays small.
// - Modules of components that are in the bundles, unless other rooms require them.
// - Type declarations that no entry of the package refers to.
// - Comments, white space and the names of local variables in JavaScript. Functions and classes keep theirs, for traces and messages;
//   the declarations keep the comments of the public API.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const components = join(dist, "components");
const BUNDLES = ["index.js", "common.js", "rest.js", "shared.js"].map((name) => join(components, name));

/** Written by bundle-components.mjs with a line that never runs, which names the exports for ES modules: esbuild would drop it. */
const table = BUNDLES[0];

const read = (file) => readFileSync(file, "utf8");
const files = readdirSync(dist, { recursive: true }).map((name) => join(dist, name));
const isBelow = (file, folder) => file.startsWith(folder + sep);

/** Returns the files that are reached from `entries` by the relative specifiers that the pattern finds. */
function reached(entries, specifier, endings) {
  const found = new Set();
  const queue = [...entries];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (!found.has(file)) {
      found.add(file);
      for (const [, path] of read(file).matchAll(specifier)) {
        const target = resolve(dirname(file), path.replace(/\.m?js$/, ""));
        queue.push(...endings.map((ending) => target + ending).filter((candidate) => existsSync(candidate)));
      }
    }
  }
  return found;
}

/**
 * Without a format, esbuild takes the names of a file's top level for global ones, and keeps them. The syntax stays as tsc writes it:
 * Node.js finds the exports for ES modules by it (https://github.com/nodejs/cjs-module-lexer).
 */
const minified = (file) =>
  transformSync(read(file), {
    minifyWhitespace: true,
    minifyIdentifiers: true,
    lineLimit: 200,
    legalComments: "none",
    sourcefile: relative(root, file),
  }).code;

const scripts = files.filter((file) => extname(file) === ".js");
const others = scripts.filter((file) => !isBelow(file, components));
const required = reached([...others, ...BUNDLES], /require\("(\.[^"]+)"\)/g, [".js", "/index.js"]);

const { exports: entries } = JSON.parse(read(join(root, "package.json")));
const typeEntries = Object.values(entries).flatMap((entry) => (entry.types ? [join(root, entry.types)] : []));
const declared = reached(typeEntries, /(?:from|import\(|import) ?"(\.[^"]+)"/g, [".d.ts", "/index.d.ts", ".d.mts"]);

for (const file of files.filter((file) => /\.(d\.ts|d\.mts|js)$/.test(file))) {
  if (!(extname(file) === ".js" ? required : declared).has(file)) {
    rmSync(file);
  } else if (extname(file) === ".js" && file !== table) {
    writeFileSync(file, minified(file));
  }
}

// Run by `npm run build` after tsc: makes dist/components/index.js one file in which each component is set up when it is first
// used. Who imports HttpApi waits neither for a hundred files nor for the modules of @pulumi/aws that other components need.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const file = fileURLToPath(new URL("../dist/components/index.js", import.meta.url));
const required = new Map();
const getters = [];
for (const line of readFileSync(file, "utf8").split("\n")) {
  const [, variable, path] = /^(?:const|var) (\w+) = require\("(\.\/[^"]+)"\);$/.exec(line) ?? [];
  if (variable !== undefined) {
    required.set(variable, path);
    continue;
  }
  const [, name, source, member] =
    /^Object\.defineProperty\(exports, "(\w+)", .* return (\w+)\.(\w+);/.exec(line) ?? [];
  if (name !== undefined && required.has(source)) {
    getters.push({ name, code: `get ${name}() { return require("${required.get(source)}").${member}; }` });
  } else if (/^Object\.defineProperty\(exports, "(?!__esModule)/.test(line)) {
    throw new Error(`tsc wrote an export in another form than so far: correct scripts/bundle-components.mjs\n${line}`);
  }
}
/** A module of @pulumi/aws, such as route53, is loaded when the first resource or function of it is used. */
const loadLater = {
  name: "load-later",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@pulumi\/aws\// }, ({ path, pluginData }) =>
      pluginData === "itself" ? { path, external: true } : { path, namespace: "later" },
    );
    onLoad({ filter: /.*/, namespace: "later" }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => name === "__esModule" || require("${path}")[name] });`,
      pluginData: "itself",
      resolveDir: dirname(file),
    }));
  },
};

const { outputFiles } = await build({
  stdin: {
    contents: `module.exports = { ${getters.map(({ code }) => code).join(",\n")} };`,
    resolveDir: dirname(file),
  },
  bundle: true,
  platform: "node",
  target: "node20",
  packages: "external",
  plugins: [loadLater],
  write: false,
});
const marker = `Object.defineProperty(module.exports, "__esModule", { value: true });`;
// the last line never runs: by it Node finds the names for programs that are ES modules
const names = `0 && (module.exports = { ${getters.map(({ name }) => name).join(", ")} });`;
writeFileSync(file, `${outputFiles[0].text}${marker}\n${names}\n`);

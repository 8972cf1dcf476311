// Run by `npm run build` after tsc: makes dist/components/index.js a table of what the package exports, each loaded when it is
// first used, out of few files: what nearly every HTTP API uses (shared.js, whose exports common.js names), and the rest. Who
// imports HttpApi waits neither for a hundred files, nor for REST APIs, nor for the modules of @pulumi/aws that others need.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = join(root, "components");
const target = join(root, "dist", "components");
const usual =
  /^\.\/(http-api\/api|authorizers\/kinds\/(jwt|none)|integrations\/kinds\/(lambda|http-proxy)|shared\/problems)$/;
const text = (name) => readFileSync(join(source, name), "utf8");

/** The values that components/index.ts exports: their names by module. */
const exported = new Map();
for (const [, names, module] of text("index.ts").matchAll(/^export \{([^}]+)\} from "(.+)";$/gm)) {
  const trimmed = names.split(",").map((name) => name.trim());
  exported.set(
    module,
    trimmed.filter((name) => /^\w+$/.test(name)),
  );
}
const bundles = {
  common: [...exported].filter(([module]) => usual.test(module)),
  rest: [...exported].filter(([module]) => !usual.test(module)),
};

const packageImport = /^import \* as (\w+) from "(@pulumi\/[^"]+)";$/gm;
const variableOf = (module) => module.replace(/\W+/g, "_");
const imported = readdirSync(source, { recursive: true })
  .filter((name) => name.endsWith(".ts"))
  .flatMap((name) => Array.from(text(name).matchAll(packageImport), ([, , module]) => module));
/** A module of @pulumi/aws, such as route53, is loaded when the first resource or function of it is used. */
const packages = `
export const _pulumi_pulumi = requirePackage("@pulumi/pulumi");
${[...new Set(imported)]
  .filter((module) => module !== "@pulumi/pulumi")
  .map((module) => `export const ${variableOf(module)} = /* @__PURE__ */ later(() => requirePackage("${module}"));`)
  .join("\n")}
function later(load) {
  let loaded;
  return new Proxy({}, { get: (_, name) => (loaded ??= load())[name] });
}`;

const plugin = {
  name: "components",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(bundle|packages):/ }, ({ path }) => ({ path, namespace: "made" }));
    onLoad({ filter: /^packages:/, namespace: "made" }, () => ({ contents: packages }));
    // the usual modules are in both, so that all of them and what they use is in the chunk that both share
    onLoad({ filter: /^bundle:/, namespace: "made" }, ({ path }) => ({
      contents: (path === "bundle:all" ? [...exported] : bundles.common)
        .map(([module, names]) => `export { ${names.join(", ")} } from "${module}";`)
        .join("\n"),
      resolveDir: source,
    }));
    onLoad({ filter: /[\\/]components[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(
        packageImport,
        (_, name, module) => `import { ${variableOf(module)} as ${name} } from "packages:";`,
      ),
      loader: "ts",
    }));
  },
};

const { outputFiles } = await build({
  entryPoints: [
    { in: "bundle:all", out: "rest" },
    { in: "bundle:common", out: "common" },
  ],
  chunkNames: "shared",
  outdir: target,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  plugins: [plugin],
  tsconfig: join(root, "tsconfig.json"),
  write: false,
});
const names = (bundle) => bundles[bundle].flatMap(([, names]) => names);
const files = outputFiles.map(({ path }) => basename(path)).sort();
if (files.join() !== "common.js,rest.js,shared.js") {
  throw new Error(`esbuild made other files than so far: ${files.join(", ")}`);
}
for (const { path, text: made } of outputFiles) {
  const { code } = await transform(made, { format: "cjs", target: "node20", define: { requirePackage: "require" } });
  // esbuild renames colliding top-level names: restore the name of each exported class and function
  const renamed = Array.from(made.matchAll(/^ {2}(\w+) as (\w+),?$/gm))
    .filter(() => basename(path) !== "shared.js")
    .map(([, , name]) => `Object.defineProperty(module.exports.${name}, "name", { value: "${name}" });\n`);
  writeFileSync(path, `"use strict";\n${code}${renamed.join("")}`);
}

const getters = Object.keys(bundles).flatMap((bundle) =>
  names(bundle).map((name) => `  get ${name}() {\n    return require("./${bundle}.js").${name};\n  },`),
);
writeFileSync(
  join(target, "index.js"),
  `"use strict";
const exported = {
${getters.join("\n")}
};
module.exports = exported;
Object.defineProperty(exported, "__esModule", { value: true });
// this never runs: by it Node finds the names for programs that are ES modules
0 && (module.exports = { ${[...names("common"), ...names("rest")].join(", ")} });
`,
);

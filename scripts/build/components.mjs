// dist/components/index.js is a table of what the package exports, each loaded when it is first used, out of two bundles: what
// nearly every HTTP API uses, and the rest. Who imports HttpApi waits neither for a hundred files, nor for REST APIs, nor for the
// modules of @pulumi/aws that others need.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const usual =
  /^\.\/(http-api\/api|authorizers\/kinds\/(jwt|none)|integrations\/kinds\/(lambda|http-proxy)|shared\/problems)$/;

/** The bundles of the components: esbuild's entries, the plugin that makes them, and the exported names of each. */
export function componentBundles(root) {
  const source = join(root, "components");
  const exported = exportedValues(readFileSync(join(source, "index.ts"), "utf8"));
  const bundles = {
    common: exported.filter(([module]) => usual.test(module)),
    rest: exported.filter(([module]) => !usual.test(module)),
  };
  return {
    entries: Object.keys(bundles).map((name) => ({ in: `bundle:${name}`, out: `components/${name}` })),
    names: Object.fromEntries(
      Object.entries(bundles).map(([bundle, modules]) => [bundle, modules.flatMap(([, names]) => names)]),
    ),
    plugin: {
      name: "components",
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^bundle:/ }, ({ path }) => ({ path, namespace: "made" }));
        // the usual modules are in both, so that all of them and what they use is in the chunks that both share
        onLoad({ filter: /^bundle:/, namespace: "made" }, ({ path }) => ({
          contents: (path === "bundle:rest" ? exported : bundles.common)
            .map(([module, names]) => `export { ${names.join(", ")} } from "${module}";`)
            .join("\n"),
          resolveDir: source,
        }));
      },
    },
  };
}

/** The values that components/index.ts exports: their names by module. */
function exportedValues(text) {
  return Array.from(text.matchAll(/^export \{([^}]+)\} from "(.+)";$/gm), ([, names, module]) => [
    module,
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => /^\w+$/.test(name)),
  ]);
}

/** Returns the text of dist/components/index.js. */
export function componentTable(names) {
  const getters = Object.entries(names).flatMap(([bundle, own]) =>
    own.map((name) => `  get ${name}() {\n    return require("./${bundle}.js").${name};\n  },`),
  );
  return `"use strict";
const exported = {
${getters.join("\n")}
};
module.exports = exported;
Object.defineProperty(exported, "__esModule", { value: true });
// this never runs: by it Node finds the names for programs that are ES modules
0 && (module.exports = { ${Object.values(names).flat().join(", ")} });
`;
}

// What most programs with an HTTP API have no use for is loaded when it is first asked for: a third of the code that importing one
// loaded, and a hundredth of an evaluation.
import { readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

/** Modules that export functions, or tables whose members are from other modules. What only they import is loaded with them. */
const MODULES = [
  "aws/constraints/other-models",
  "aws/constraints/rules/others",
  "aws/java-pattern/translation",
  "components/authorizers/kinds/index",
  "components/domains/custom-domain/api-domain",
  "components/http-api/openapi",
  "components/integrations/kinds/index",
  "components/monitoring/api-monitoring",
  "components/shared/openapi",
  "language/nearest-name",
];
/** The members of tables that most programs ask for. */
const USUAL = ["lambdaKind", "httpProxyKind", "jwtAuthorizerKind", "noneAuthorizerKind"];
const entryOf = (module) => `later/${module.replaceAll("/", "-")}`;

/** The modules as esbuild's entries, and the plugin that gives those who import one functions and tables that load it. */
export function loadedLater(root) {
  const files = new Map(MODULES.map((module) => [join(root, `${module}.ts`), module]));
  return {
    entries: MODULES.map((module) => ({ in: join(root, `${module}.ts`), out: entryOf(module) })),
    plugin: {
      name: "later",
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
          const file = [".ts", "/index.ts"].map((end) => join(resolveDir, path + end)).find((name) => files.has(name));
          return file === undefined ? undefined : { path: files.get(file), namespace: "own later" };
        });
        onLoad({ filter: /./, namespace: "own later" }, ({ path }) => ({
          contents: standIn(readFileSync(join(root, `${path}.ts`), "utf8"), `requirePackage("later:${path}")`),
          resolveDir: dirname(join(root, path)),
        }));
      },
    },
    /** Puts the paths of the modules into the text of a file of dist/. */
    withPaths: (text, output) =>
      text.replaceAll(/"later:([\w/-]+)"/g, (_, module) =>
        JSON.stringify(posix.relative(posix.dirname(output), `dist/${entryOf(module)}.js`).replace(/^(?!\.)/, "./")),
      ),
  };
}

/** Returns a module with the same exports, which loads the module at the first call of a function or the first look at a member. */
function standIn(text, loaded) {
  return Array.from(
    text.matchAll(/^export (const|function) (\w+)(?:[^=]*? = \{\n([^}]*)\};$)?/gm),
    ([, kind, name, table]) =>
      kind === "function"
        ? `export const ${name} = (...all) => ${loaded}.${name}(...all);\n`
        : tableOf(text, name, table, loaded),
  ).join("");
}

function tableOf(text, name, table, loaded) {
  const members = Array.from(table.matchAll(/^ {2}(\w+): (\w+),$/gm));
  const usual = members.filter(([, , value]) => USUAL.includes(value));
  const imports = usual.map(([, , value]) =>
    new RegExp(`^import \\{[^}]*\\b(${value}) \\} from (".*");$`, "m").exec(text),
  );
  return `${imports.map(([, value, path]) => `import { ${value} } from ${path};\n`).join("")}export const ${name} = {
${members.map(([line, key, value]) => (USUAL.includes(value) ? line : `get ${key}() { return ${loaded}.${name}.${key}; },`)).join("\n")}
};
`;
}

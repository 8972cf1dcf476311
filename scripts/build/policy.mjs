// The pack of the published package shares the facts of AWS with the other rooms in dist/; policy/build.js bundles one that stands alone.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** The members of a rule that its page alone shows. */
const FOR_PAGES = ["examples", "why", "advice"];

/** yaml, which few stacks need, is loaded when the pack uses it. */
export function policyPackages(root) {
  return {
    name: "policy packages",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^yaml$/ }, ({ importer }) =>
        importer.startsWith(join(root, "policy")) ? { path: "yaml", namespace: "later" } : undefined,
      );
      onLoad({ filter: /^yaml$/, namespace: "later" }, () => ({
        contents: `export const parse = (...args) => requirePackage("yaml").parse(...args);`,
      }));
    },
  };
}

/** Returns the text of a rule without what its page says. */
export function ruleWithoutPage(text) {
  const source = ts.createSourceFile("rule.ts", text, ts.ScriptTarget.Latest, true);
  const ranges = [];
  const visit = (node) => {
    if (
      ts.isPropertyAssignment(node) &&
      FOR_PAGES.includes(node.name.getText(source)) &&
      node.parent.properties.some(({ name }) => name?.getText(source) === "equivalents")
    ) {
      ranges.push([node.getFullStart(), node.getEnd() + 1]); // with its comma
    } else {
      ts.forEachChild(node, visit);
    }
  };
  visit(source);
  return ranges.reduceRight((rest, [start, end]) => rest.slice(0, start) + rest.slice(end), text);
}

/** Writes what policy/start.js loads. */
export function linkPolicy(root) {
  const folder = join(root, "policy", "dist");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.js"), `require("../../dist/policy/index.js");\n`);
}

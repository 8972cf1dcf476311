import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { basename, join } from "node:path";
import { buildSync } from "esbuild";
import * as typescript from "typescript";
import { generated } from "../../scripts/generate/rules";
import { rules } from "../../policy/rules";
import { tried } from "./cases";

const root = join(__dirname, "..", "..");
/** The TypeScript files below a folder of the repository, by their paths from its root. */
function sourcesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/^(dist|node_modules)\b/.test(name))
    .map((name) => join(folder, name));
}

const ruleFiles = sourcesBelow("policy/rules").filter((path) => basename(path) !== "index.ts");
const fileOf = new Map(ruleFiles.map((path) => [basename(path, ".ts"), path]));

const load = createRequire(__filename);
// Each spec says on load which kinds of case it has. Its tests are mocha's, which loads it as well: before, after, or in another process.
const { describe: register } = globalThis;
Reflect.set(globalThis, "describe", () => undefined);
for (const path of sourcesBelow("tests/policy/rules").map((name) => join(root, name))) {
  if (load.cache[path] === undefined) {
    load(path);
    Reflect.deleteProperty(load.cache, path);
  }
}
Reflect.set(globalThis, "describe", register);

describe("the policy pack", () => {
  it("has at least 60 rules, each in the file that bears its name", () => {
    assert.ok(rules.length >= 60);
    assert.deepEqual(rules.map(({ name }) => `${name}.ts`).sort(), ruleFiles.map((path) => basename(path)).sort());
  });

  it("lists the rules in the order of their names", () => {
    const names = rules.map(({ name }) => name);
    assert.deepEqual(names, [...names].sort());
  });

  it("constructs the pack in policy/index.ts alone", () => {
    const sources = sourcesBelow("policy");
    const constructing = sources.filter((path) => readFileSync(join(root, path), "utf8").includes("new PolicyPack"));
    assert.deepEqual(constructing, [join("policy", "index.ts")]);
  });

  it("imports nothing but the policy SDK and Node's own modules, in itself and in what is bundled with it", () => {
    const { metafile } = buildSync({
      entryPoints: [join(root, "policy/index.ts")],
      bundle: true,
      platform: "node",
      external: ["@pulumi/*"],
      metafile: true,
      outdir: "dist",
      absWorkingDir: root,
      write: false,
    });
    const packages = new Set(Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path)));
    for (const module of packages) {
      assert.ok(isBuiltin(module) || module === "@pulumi/policy", module);
    }
    assert.ok(packages.has("@pulumi/policy"));
    for (const path of Object.keys(metafile.inputs)) {
      assert.match(
        path,
        /^(policy|aws|language)\/|^policy-host\/messages\.ts$|^node_modules\/(acorn|fastest-levenshtein|fflate|yaml)\//,
      );
    }
  });

  it("has generated pages, index and stage settings that are current", async () => {
    for (const [path, text] of await generated()) {
      assert.ok(existsSync(join(root, path)), `${path} is missing: run npm run generate`);
      assert.equal(readFileSync(join(root, path), "utf8"), text, `${path} is old: run npm run generate`);
    }
  });

  it("has no page for a rule that is gone", () => {
    const pages = readdirSync(join(root, "docs/rules")).filter((name) => name.endsWith(".md") && name !== "README.md");
    assert.deepEqual(pages.sort(), rules.map(({ name }) => `${name}.md`).sort());
  });

  for (const rule of rules) {
    describe(rule.name, () => {
      it("is tried with a compliant, a failing, an unknown and a settings case", () => {
        assert.deepEqual([...(tried.get(rule.name) ?? [])].sort(), ["compliant", "config", "failing", "unknown"]);
      });

      it("says everything once, in whole sentences, with an AWS page", () => {
        assert.match(rule.url, /^https:\/\/docs\.aws\.amazon\.com\//);
        for (const text of [rule.description, rule.why, rule.fix]) {
          assert.match(text, /^[A-Za-z$"].*\.$/s);
        }
        assert.ok(rule.title.length < 80 && !rule.title.endsWith("."));
        assert.ok(rule.types.length > 0);
      });

      it("has no TODO left, and neither has its spec", () => {
        const file = fileOf.get(rule.name) ?? "";
        for (const path of [file, join("tests", file.replace(/ts$/, "spec.ts"))]) {
          assert.doesNotMatch(readFileSync(join(root, path), "utf8"), /TODO/, path);
        }
      });

      it("has examples that are TypeScript", () => {
        for (const example of Object.values(rule.examples)) {
          const { diagnostics = [] } = typescript.transpileModule(example, { reportDiagnostics: true });
          assert.deepEqual(
            diagnostics.map(({ messageText }) => messageText),
            [],
          );
        }
      });

      it("says on its page which findings are advice, where it advises, and only there", () => {
        const source = readFileSync(join(root, fileOf.get(rule.name) ?? ""), "utf8");
        const page = readFileSync(join(root, "docs/rules", `${rule.name}.md`), "utf8");
        assert.equal(rule.advice !== undefined, /\breportAdvisory\b/.test(source));
        assert.equal(page.includes("## What is only advice"), rule.advice !== undefined);
        assert.match(rule.advice ?? "a.", /^[a-z`].*\.$/s);
      });

      it("has a line in the index", () => {
        const index = readFileSync(join(root, "docs/rules/README.md"), "utf8");
        assert.ok(index.includes(`[${rule.name}](${rule.name}.md)`));
      });
    });
  }
});

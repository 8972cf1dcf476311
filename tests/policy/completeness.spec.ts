import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as typescript from "typescript";
import { generated } from "../../docs/rules/generate";
import { rules } from "../../policy/rules";
import { tried } from "./cases";

const root = join(__dirname, "..", "..");
const ruleFiles = readdirSync(join(root, "policy/rules")).filter((name) => name !== "index.ts");

const load = createRequire(__filename);
// Each spec says on load which kinds of case it has.
for (const name of readdirSync(join(__dirname, "rules"))) {
  load(join(__dirname, "rules", name));
}

describe("the policy pack", () => {
  it("has at least 60 rules, each in the file that bears its name", () => {
    assert.ok(rules.length >= 60);
    assert.deepEqual(rules.map(({ name }) => `${name}.ts`).sort(), ruleFiles.sort());
  });

  it("lists the rules in the order of their names", () => {
    const names = rules.map(({ name }) => name);
    assert.deepEqual(names, [...names].sort());
  });

  it("constructs the pack in policy/index.ts alone", () => {
    const sources = ["policy", "policy/rules"].flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => name.endsWith(".ts"))
        .map((name) => join(folder, name)),
    );
    const constructing = sources.filter((path) => readFileSync(join(root, path), "utf8").includes("new PolicyPack"));
    assert.deepEqual(constructing, [join("policy", "index.ts")]);
  });

  it("imports nothing but the policy SDK and Node's own modules", () => {
    for (const folder of ["policy", "policy/rules"]) {
      for (const name of readdirSync(join(root, folder)).filter((file) => file.endsWith(".ts"))) {
        const imports = readFileSync(join(root, folder, name), "utf8").matchAll(/from "([^".][^"]*)"/g);
        for (const [, module = ""] of imports) {
          assert.match(module, /^(node:|@pulumi\/policy)/, `${folder}/${name} imports ${module}`);
        }
      }
    }
  });

  it("has generated pages, index and stage settings that are current", async () => {
    for (const [path, text] of await generated()) {
      assert.ok(existsSync(join(root, path)), `${path} is missing: run docs/rules/generate.ts`);
      assert.equal(readFileSync(join(root, path), "utf8"), text, `${path} is old: run docs/rules/generate.ts`);
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
        const source = readFileSync(join(root, "policy/rules", `${rule.name}.ts`), "utf8");
        const page = readFileSync(join(root, "docs/rules", `${rule.name}.md`), "utf8");
        assert.equal(rule.advice !== undefined, /\badvise\b/.test(source));
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

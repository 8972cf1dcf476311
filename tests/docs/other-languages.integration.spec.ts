import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ComponentProvider } from "../../plugin/provider";
import type { Schema } from "../../plugin/spec";
import { deploy } from "../support/deploy";
import { describeWithPython } from "../support/python";
import { runYaml } from "../support/yaml-program";
import { repository, snippets } from "./snippets";

const SCHEMA = join(repository, "plugin/schema.json");

describe("the programs in YAML of README.md and docs/", () => {
  const programs = snippets("yaml").filter(({ code }) => code.includes("runtime: yaml"));

  it("are there", () => assert.ok(programs.length > 0));

  for (const { place, code } of programs) {
    it(`make resources: ${place}`, async () => {
      const provider = new ComponentProvider(JSON.parse(readFileSync(SCHEMA, "utf8")) as Schema, "0.0.0");
      const { resources } = await deploy(() => runYaml(code, provider));
      assert.ok(resources.length > 1, "the program made no resource");
    });
  }
});

describeWithPython("the programs in Python of README.md, docs/ and examples/", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "gatewright-python-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const usedBy = (file: string): string =>
    execFileSync("python3", [join(__dirname, "checked_sdk.py"), SCHEMA, file], { encoding: "utf8" }).trim();

  for (const { place, code } of snippets("python").filter(({ code: text }) => text.includes("pulumi_gatewright"))) {
    it(`have the names of the schema: ${place}`, () => {
      const file = join(folder, "program.py");
      writeFileSync(file, code);
      assert.notEqual(usedBy(file), "");
    });
  }

  it("have the names of the schema: examples/python-shop", () => {
    const used = usedBy(join(repository, "examples/python-shop/__main__.py"));
    assert.equal(used, "HttpApi RestApi UsagePlans CustomDomain");
  });
});

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diffGraphs } from "../../../cli/check/graph-diff";
import { readBaseGraph, wholeGraph } from "../../../cli/shared/base-graph";
import { graphJson } from "../../../cli/graph";
import { type ResourceGraph } from "../../../engine/graph/graph";
import { secret } from "../../../engine/graph/value";
import { bucket, graphOf } from "../../policy-host/graphs";

describe("the comparison with a base graph", () => {
  const folder = mkdtempSync(join(tmpdir(), "gatewright-base-"));
  after(() => rmSync(folder, { recursive: true }));

  function file(content: string): string {
    const path = join(folder, "base.json");
    writeFileSync(path, content);
    return path;
  }

  it("names what is added, removed and changed, with the properties", () => {
    const before = graphOf([
      bucket("same", { a: { x: 1, y: 2 }, password: secret("old") }),
      bucket("changed", { acl: "private", owner: "us" }),
      bucket("gone", {}),
    ]);
    const after = graphOf([
      bucket("same", { a: { y: 2, x: 1 }, password: secret("new") }),
      bucket("changed", { acl: "public", tags: {} }),
      bucket("new", {}),
    ]);
    const diff = diffGraphs(readBaseGraph(file(JSON.stringify(graphJson(before)))), after);
    assert.deepEqual(
      {
        added: diff.added.map(({ name }) => name),
        removed: diff.removed.map(({ name }) => name),
        changed: diff.changed.map(({ name, properties }) => [name, properties]),
      },
      { added: ["new"], removed: ["gone"], changed: [["changed", ["acl", "owner", "tags"]]] },
    );
  });

  it("takes the same file of two checkouts for the same, whichever folder of the repository the project is in", () => {
    const at = (root: string, file: string): ResourceGraph => ({
      ...graphOf([bucket("code", { code: { path: `${root}/${file}`, shared: `${root}/shared` }, route: "/orders" })]),
      projectDirectory: `${root}/infra/api`,
    });
    const base = readBaseGraph(file(JSON.stringify(graphJson(at("/tmp/base", "infra/api/prices")))));
    assert.deepEqual(diffGraphs(base, at("/work/repo", "infra/api/prices")).changed, []);
    assert.deepEqual(
      diffGraphs(base, at("/work/repo", "infra/api/other")).changed.map(({ properties }) => properties),
      [["code"]],
    );
  });

  it("takes what pulumi stack export wrote for a base", () => {
    const state = (inputs: object): object => ({
      urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::logs",
      type: "aws:s3/bucket:Bucket",
      custom: true,
      id: "logs-1234567",
      inputs,
      outputs: inputs,
    });
    const exported = { version: 3, deployment: { resources: [state({ bucket: "logs-1234567" })] } };
    const base = readBaseGraph(file(JSON.stringify(exported)));
    assert.equal(base.stack, "dev");
    const [node] = wholeGraph(base).resources;
    assert.deepEqual([node?.name, node?.id, node?.custom], ["logs", "logs-1234567", true]);
  });

  it("refuses a file that is no graph", () => {
    assert.throws(
      () => readBaseGraph(file("{}")),
      /is not a graph\. Write it with: gatewright graph --stack <stack> --json/,
    );
    assert.throws(() => readBaseGraph(file("nope")), /cannot be read as JSON/);
    assert.throws(() => readBaseGraph("/nowhere.json"), {
      message:
        "--base \"/nowhere.json\" cannot be read as JSON: ENOENT: no such file or directory, open '/nowhere.json'. " +
        "Write it with: gatewright graph --stack <stack> --json > /nowhere.json",
    });
  });
});

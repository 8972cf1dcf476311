import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asset } from "@pulumi/pulumi";
import { LAMBDA } from "../../policy/aws";
import { corsHeaderIn, readyCode } from "../../policy/function-code";
import { Graph } from "../../policy/graph";
import { Undecided } from "../../policy/unknown";
import { policyResources } from "./cases";

/** The CORS header in code at a relative path, with the engine started in the folder. */
async function headerFrom(started: string): Promise<string | undefined> {
  const graph = Graph.of(
    policyResources({ orders: { type: LAMBDA.function, props: { code: new asset.FileArchive("./code") } } }),
  );
  const [orders] = graph.all(LAMBDA.function);
  assert.ok(orders);
  await readyCode(graph);
  const before = process.env.PWD;
  process.env.PWD = started;
  try {
    return corsHeaderIn(graph, orders, [])?.name;
  } finally {
    process.env.PWD = before;
  }
}

function projectWith(main: string | undefined, code: string): string {
  const folder = mkdtempSync(join(tmpdir(), "project-"));
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    `name: shop\nruntime: nodejs\n${main === undefined ? "" : `main: ${main}\n`}`,
  );
  mkdirSync(join(folder, code), { recursive: true });
  writeFileSync(join(folder, code, "index.js"), 'exports.handler = () => ({ "Access-Control-Allow-Origin": "*" });');
  return folder;
}

describe("the code of a function at a relative path", () => {
  it("is found from the project's folder", async () => {
    assert.equal(await headerFrom(projectWith(undefined, "code")), "Access-Control-Allow-Origin");
  });

  it("is found from the folder of the project's main", async () => {
    assert.equal(await headerFrom(projectWith("stacks/index.ts", "stacks/code")), "Access-Control-Allow-Origin");
  });

  it("is found where the engine was started in a folder of the project", async () => {
    const project = projectWith("stacks", "stacks/code");
    mkdirSync(join(project, "docs"));
    assert.equal(await headerFrom(join(project, "docs")), "Access-Control-Allow-Origin");
  });

  it("leaves the rule undecided where it is not found", async () => {
    await assert.rejects(headerFrom(mkdtempSync(join(tmpdir(), "empty-"))), Undecided);
  });
});

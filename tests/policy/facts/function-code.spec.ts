import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asset } from "@pulumi/pulumi";
import { LAMBDA } from "../../../aws/resource-types";
import { type CorsHeader, corsHeaderIn, readyCode } from "../../../policy/facts/function-code";
import { Graph } from "../../../policy/graph/graph";
import { Undecided } from "../../../policy/graph/unknown";
import { policyResources } from "../cases";

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

/** The CORS header in code that is given as texts by file name. */
async function headerOf(files: Record<string, string>): Promise<CorsHeader | undefined> {
  const code = new asset.AssetArchive(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, new asset.StringAsset(text)])),
  );
  const graph = Graph.of(policyResources({ orders: { type: LAMBDA.function, props: { code } } }));
  const [orders] = graph.all(LAMBDA.function);
  assert.ok(orders);
  await readyCode(graph);
  return corsHeaderIn(graph, orders, []);
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

describe("a CORS header in a function's code", () => {
  const sets: Record<string, string> = {
    "the key of an object": '  headers: { "Access-Control-Allow-Origin": "*" },',
    "a computed key": "  ['access-control-allow-origin']: origin,",
    "a key of a hash in Ruby": '  headers: { "Access-Control-Allow-Headers" => "*" }',
    "an argument of setHeader": 'response.setHeader("Access-Control-Allow-Origin", origin);',
    "an argument of a Headers object's set": "headers.set('Access-Control-Allow-Methods', 'GET');",
    "an argument of header, as in Hono": 'c.header("Access-Control-Allow-Credentials", "true");',
    "an index that is assigned to": 'headers["Access-Control-Allow-Origin"] = "*";',
    "a key in a private field": '#headers = { "Access-Control-Allow-Origin": "*" };',
  };
  for (const [form, line] of Object.entries(sets)) {
    it(`is surely set as ${form}`, async () => {
      const header = await headerOf({ "index.js": `first();\n${line}\nlast();` });
      assert.deepEqual([header?.file, header?.certain], ["index.js", true]);
    });
  }

  const names: Record<string, string> = {
    "it is removed": 'delete headers["Access-Control-Allow-Origin"];',
    "it is read": 'if (headers["Access-Control-Allow-Origin"] === "*") {',
    "it is asked for": 'headers.get("Access-Control-Allow-Origin");',
    "it is one of a list": 'const CORS = ["Access-Control-Allow-Origin"];',
    "the line is minified": `${"a".repeat(500)}({"Access-Control-Allow-Origin":"*"})`,
  };
  for (const [what, line] of Object.entries(names)) {
    it(`is only named where ${what}`, async () => {
      assert.deepEqual(await headerOf({ "index.js": line }), {
        name: "Access-Control-Allow-Origin",
        file: "index.js",
        certain: false,
      });
    });
  }

  it("is the one that is surely set, where others are only named", async () => {
    const files = {
      "a.js": 'headers.get("Access-Control-Allow-Origin");',
      "b.js": '\nheaders.get("Access-Control-Allow-Origin");\nheaders.set("Access-Control-Allow-Headers", "*");',
    };
    assert.deepEqual(await headerOf(files), { name: "Access-Control-Allow-Headers", file: "b.js", certain: true });
  });

  it("is none in a comment", async () => {
    for (const comment of ["// ", "  /** ", " * ", "# "]) {
      assert.equal(await headerOf({ "index.js": `${comment}"Access-Control-Allow-Origin": "*"` }), undefined);
    }
  });
});

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asset } from "@pulumi/pulumi";
import { LAMBDA } from "../../../aws/resource-types";
import { type CorsHeader } from "../../../policy/facts/cors-code";
import { corsHeaderIn, readyCode } from "../../../policy/facts/function-code";
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
    "a function of another module gets it": 'copy("Access-Control-Allow-Origin", response);',
    "it is one of a list": 'const CORS = ["Access-Control-Allow-Origin"];',
    "the line is minified": `${"a".repeat(500)}({"Access-Control-Allow-Origin":"*"})`,
  };
  for (const [what, line] of Object.entries(names)) {
    it(`is only named where ${what}`, async () => {
      const header = await headerOf({ "index.js": line });
      assert.deepEqual(
        [header?.name, header?.file, header?.certain],
        ["Access-Control-Allow-Origin", "index.js", false],
      );
    });
  }

  const reads: Record<string, [file: string, text: string]> = {
    "it is removed": ["index.js", 'delete headers["Access-Control-Allow-Origin"];'],
    "it is read": ["index.js", 'if (headers["Access-Control-Allow-Origin"] === "*") {'],
    "it is asked for": ["index.js", 'headers.get("Access-Control-Allow-Origin");'],
    "it is compared": ["index.mjs", 'export const own = (name) => name !== "access-control-allow-origin";'],
    "it is filtered out by a list": [
      "index.js",
      'const DROPPED = ["access-control-allow-origin", "access-control-allow-headers"];\n' +
        "const kept = Object.entries(headers).filter(([name]) => !DROPPED.includes(name));",
    ],
    "it is filtered out by a set": [
      "index.ts",
      'const dropped: Set<string> = new Set(["access-control-allow-origin"]);\nexport const keep = (name: string) => !dropped.has(name);',
    ],
    "its list is gone through to delete": [
      "index.js",
      'const names = ["access-control-allow-origin"];\nfor (const name of names) {\n  delete headers[name];\n}',
    ],
    "it is taken apart": ["index.js", 'const { "access-control-allow-origin": origin, ...rest } = response.headers;'],
    "it is set to undefined": ["index.js", 'response.headers["Access-Control-Allow-Origin"] = undefined;'],
    "a table marks it": ["index.js", 'const skip = { "access-control-allow-origin": true };'],
    "it is of a request": [
      "index.js",
      'await fetch("https://example.com", { headers: { "Access-Control-Allow-Origin": "*" } });',
    ],
    "it is in a comment of TypeScript": [
      "index.ts",
      'interface Answer { statusCode: number }\nexport const handler = (): Answer => ({ statusCode: 200 }); // "Access-Control-Allow-Origin": "*"',
    ],
    "Python reads it": ["app.py", 'origin = headers.get("Access-Control-Allow-Origin")\n'],
    "Python deletes it": ["app.py", 'del headers["Access-Control-Allow-Origin"]\n'],
    "Python compares it": ["app.py", 'kept = {k: v for k, v in h.items() if k != "Access-Control-Allow-Origin"}\n'],
  };
  for (const [what, [file, text]] of Object.entries(reads)) {
    it(`is none where ${what}`, async () => {
      assert.equal(await headerOf({ [file]: text }), undefined);
    });
  }

  const typed: Record<string, string> = {
    "in TypeScript":
      'export const handler = async (): Promise<object> => ({ headers: { "Access-Control-Allow-Origin": "*" } });',
    "with types that TypeScript erases":
      'import type { APIGatewayProxyResultV2 } from "aws-lambda";\nexport const handler = async () =>\n  ({ statusCode: 200, headers: { "Access-Control-Allow-Origin": "*" } }) satisfies APIGatewayProxyResultV2;',
    "by a constant": 'const ORIGIN = "Access-Control-Allow-Origin";\nexport const headers = { [ORIGIN]: "*" };',
    "by a member of an enumeration of names":
      'const Names = { origin: "Access-Control-Allow-Origin" } as const;\nexport const set = (h: Headers) => h.set(Names.origin, "*");',
    "over two lines": 'export const headers = {\n  "Access-Control-Allow-Origin":\n    "*",\n};',
    "as a pair": 'export const headers = new Headers([["Access-Control-Allow-Origin", "*"]]);',
    "as a key and a value": 'export const header = { key: "Access-Control-Allow-Origin", value: "*" };',
    "for the headers that pages may read": 'export const headers = { "Access-Control-Expose-Headers": "x-total" };',
  };
  for (const [form, text] of Object.entries(typed)) {
    it(`is surely set ${form}`, async () => {
      assert.equal((await headerOf({ "index.ts": text }))?.certain, true);
    });
  }

  const python: Record<string, string> = {
    "a key of a dictionary": 'return {"headers": {"Access-Control-Allow-Origin": "*"}}\n',
    "an item that is assigned to": 'response.headers["Access-Control-Allow-Origin"] = "*"\n',
    "a call": 'response.headers.add("Access-Control-Allow-Origin", "*")\n',
    "a variable": 'ORIGIN = "Access-Control-Allow-Origin"\nheaders = {ORIGIN: "*"}\n',
  };
  for (const [form, text] of Object.entries(python)) {
    it(`is surely set in Python as ${form}`, async () => {
      assert.equal((await headerOf({ "app.py": text }))?.certain, true);
    });
  }

  it("is the one that is surely set, where others are only named", async () => {
    const files = {
      "a.js": 'headers.get("Access-Control-Allow-Origin");',
      "b.js": '\nheaders.get("Access-Control-Allow-Origin");\nheaders.set("Access-Control-Allow-Headers", "*");',
    };
    assert.deepEqual(await headerOf(files), {
      name: "Access-Control-Allow-Headers",
      file: "b.js",
      certain: true,
      value: "*",
    });
  });

  it("is none in a comment", async () => {
    for (const comment of ["// ", "  /** ", " * ", "# "]) {
      assert.equal(await headerOf({ "index.js": `${comment}"Access-Control-Allow-Origin": "*"` }), undefined);
    }
  });
});

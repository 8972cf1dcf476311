import assert from "node:assert/strict";
import { readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuiltProgram, withChangedCode } from "../../../cli/serve/changed-code";
import { evaluateBuild } from "../../../engine/evaluate";
import { SERVED_HERE } from "../../../language/served-here";
import { removeProjects, temporaryProgram } from "../../support/temporary-project";

const repository = join(__dirname, "../../..");

const PROGRAM = `
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import { NodeFunction } from "${repository}/functions";
import { price } from "./price";
new NodeFunction("hello", { entry: "handlers/hello.ts" });
new NodeFunction("again", { entry: "handlers/again.ts", bundle: { format: "esm" }, description: String(price) });
const digested = new NodeFunction("digested", { entry: "handlers/digested.ts" });
new NodeFunction("read", { entry: "handlers/read.ts", description: String(readFileSync("handlers/read.ts").length) });
const role = new aws.iam.Role("role", { assumeRolePolicy: "{}" });
new aws.lambda.Function("plain", {
  code: new pulumi.asset.FileArchive("plain"), handler: "index.handler", runtime: "nodejs22.x", role: role.arn,
});
new aws.lambda.Function("archived", {
  code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.FileAsset("archived.js") }),
  handler: "index.handler", runtime: "nodejs22.x", role: role.arn,
});
new aws.s3.BucketObjectv2("page", { bucket: "pages", key: "page", source: new pulumi.asset.FileAsset("page.js") });
new aws.lambda.Function("paged", {
  code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.FileAsset("page.js") }),
  handler: "index.handler", runtime: "nodejs22.x", role: role.arn,
});
export const digest = digested.function.sourceCodeHash;
`;
const FILES = {
  "Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: index.ts\n",
  "Pulumi.dev.yaml": "config: { aws:region: eu-west-1 }\n",
  "package.json": "{}",
  "tsconfig.json": '{ "compilerOptions": { "target": "ES2022", "module": "commonjs", "moduleResolution": "node10" } }',
  "index.ts": PROGRAM,
  "price.ts": "export const price = 1;\n",
  "shared.ts": "export const text = 'one';\n",
  "handlers/hello.ts": "import { text } from '../shared';\nexport const handler = async () => text;\n",
  "handlers/again.ts":
    "import { text } from '../shared';\nimport { price } from '../price';\nexport const handler = async () => text + price;\n",
  "handlers/digested.ts": "export const handler = async () => 1;\n",
  "handlers/read.ts": "export const handler = async () => 1;\n",
  "archived.js": "exports.handler = async () => 1;\n",
  "page.js": "exports.handler = async () => 'page';\n",
  "plain/index.js": "exports.handler = async () => 1;\n",
};

describe("a program whose files have changed", function () {
  this.timeout(120_000);
  let directory: string;
  let program: BuiltProgram;

  const path = (name: string): string => join(directory, name);
  const evaluated = (): Promise<BuiltProgram> =>
    evaluateBuild({ directory, stack: "dev", environment: { [SERVED_HERE]: "yes" } });
  const changed = (...names: string[]): Promise<BuiltProgram | undefined> => withChangedCode(program, names.map(path));

  before(async () => {
    directory = temporaryProgram(FILES);
    program = await evaluated();
  });
  after(removeProjects);

  it("is as an evaluation gives it, where files of handlers and folders of code have changed", async () => {
    const names = ["shared.ts", "handlers/hello.ts", "plain/index.js", "plain/more.js", "archived.js"];
    writeFileSync(path("plain/more.js"), "");
    writeFileSync(path("archived.js"), "exports.handler = async () => 2;\n");
    writeFileSync(path("shared.ts"), "export const text = 'two';\n");
    writeFileSync(path("handlers/hello.ts"), `${FILES["handlers/hello.ts"]}// changed\n`);
    writeFileSync(path("plain/index.js"), "exports.handler = async () => 2;\n");
    const next = await changed(...names);
    const { graph } = await evaluated();
    assert.deepEqual(next?.graph, graph);
    assert.notDeepEqual(program.graph, graph);
    program = { graph, build: next?.build ?? program.build };
  });

  it("is made again and again", async () => {
    writeFileSync(path("handlers/hello.ts"), "export const handler = async () => 3;\n");
    program = (await changed("handlers/hello.ts")) ?? assert.fail("it was not made");
    assert.match(JSON.stringify(program.graph), /async \(\) => 3/);
    assert.deepEqual((await changed("handlers/hello.ts"))?.graph, program.graph);
  });

  const evaluatedFor: [why: string, name: string, text: string][] = [
    ["a handler does not compile", "handlers/hello.ts", "export const handler = ;\n"],
    ["a handler has other exports", "handlers/hello.ts", "export const other = 1;\n"],
    ["esbuild remarks on a handler", "handlers/hello.ts", "export const handler = () => ({ a: 1, a: 2 });\n"],
    ["the program has a handler's file, too", "price.ts", "export const price = 2;\n"],
    ["the program has read a handler itself", "handlers/read.ts", "export const handler = async () => 12;\n"],
    ["a digest of the code is an output", "handlers/digested.ts", "export const handler = async () => 12;\n"],
    ["another resource has the file, too", "page.js", "exports.handler = async () => 12;\n"],
    ["a file is new", "handlers/new.ts", "export {};\n"],
    ["the config has changed", "Pulumi.dev.yaml", "config: { aws:region: eu-west-2 }\n"],
    ["the program has changed", "index.ts", `${PROGRAM}\n`],
  ];
  for (const [why, name, text] of evaluatedFor) {
    it(`is evaluated where ${why}`, async () => {
      const before = name in FILES ? readFileSync(path(name), "utf8") : "";
      writeFileSync(path(name), text);
      assert.equal(await changed(name), undefined);
      assert.equal(await changed(name, "handlers/hello.ts"), undefined);
      writeFileSync(path(name), before);
      utimesSync(path(name), 1, 1);
      assert.notEqual(await changed("handlers/hello.ts"), undefined);
    });
  }

  it("is evaluated where a file of it has changed that nobody saw, and where none is known", async () => {
    assert.equal(await changed(), undefined);
    writeFileSync(path("price.ts"), FILES["price.ts"]);
    assert.equal(await changed("handlers/hello.ts"), undefined);
  });
});

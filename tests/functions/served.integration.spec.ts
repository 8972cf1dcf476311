import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSnapshot, type Snapshot } from "../../gateway/model/snapshot";
import { type Gateway, startGateway } from "../../gateway/server";
import { evaluate } from "../support/evaluate";
import { removeProjects, temporaryProgram } from "../support/temporary-project";

const repository = join(__dirname, "../..");
const python = hasPython();

const PROGRAM = `
import { HttpApi, lambda, lambdaAuthorizer, none } from "${repository}/components";
import { NodeFunction, PythonFunction } from "${repository}/functions";
const hello = new NodeFunction("hello", { entry: "handlers/hello.ts", environment: { WHO: "node" }, alias: { name: "live" } });
const access = new NodeFunction("access", { entry: "handlers/access.ts", bundle: { format: "esm", minify: true } });
const snake = new PythonFunction("snake", { entry: "handlers/snake", handler: "app.handler" });
export const url = new HttpApi("api", {
  defaultAuthorizer: lambdaAuthorizer(access, { identitySources: ["$request.header.authorization"] }),
  routes: {
    "GET /hello": lambda(hello),
    "GET /snake": { integration: lambda(snake), authorizer: none("a test") },
  },
}).url;
`;

/** As `gatewright serve` serves them: through an alias, behind an authorizer, and again after a change of a handler. */
describe("functions, served", function () {
  this.timeout(240_000);
  let directory: string;
  let gateway: Gateway;
  const lines: string[] = [];

  before(async () => {
    directory = temporaryProgram({
      "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      "Pulumi.dev.yaml": "config: { aws:region: eu-west-1 }\n",
      "package.json": '{ "name": "shop", "main": "index.ts" }',
      "tsconfig.json":
        '{ "compilerOptions": { "target": "ES2022", "module": "commonjs", "moduleResolution": "node10" } }',
      "index.ts": PROGRAM,
      "handlers/hello.ts":
        'export const handler = async () => {\n  if (process.env.FAIL) throw new Error("no");\n  return { statusCode: 200, body: `hello from ${process.env.WHO}` };\n};\n',
      "handlers/access.ts":
        "await Promise.resolve();\nexport const handler = async (event: { headers: Record<string, string> }) => ({ isAuthorized: event.headers.authorization === 'open' });\n",
      "handlers/snake/app.py":
        "def handler(event, context):\n    return {'statusCode': 200, 'body': 'hello from python'}\n",
    });
    gateway = await startGateway(await snapshot(), { port: 0, log: (line) => lines.push(line) });
  });

  after(async () => {
    await gateway?.close();
    removeProjects();
  });

  async function snapshot(): Promise<Snapshot> {
    return readSnapshot((await evaluate({ directory, stack: "dev" })).graph);
  }

  async function get(path: string, authorization = "open"): Promise<[number, string]> {
    const response = await fetch(gateway.url + path, { headers: { authorization } });
    return [response.status, await response.text()];
  }

  it("answers from TypeScript through the alias, behind an authorizer that is an ES module", async () => {
    assert.deepEqual(await get("/hello"), [200, "hello from node"], lines.join("\n"));
    assert.equal((await get("/hello", "shut"))[0], 403, lines.join("\n"));
  });

  it("answers from Python", async function () {
    if (!python) {
      this.skip();
    }
    assert.deepEqual(await get("/snake"), [200, "hello from python"], lines.join("\n"));
  });

  it("answers anew after a change of a handler", async () => {
    writeFileSync(join(directory, "handlers/hello.ts"), "export const handler = async () => 'changed';\n");
    await gateway.update(await snapshot());
    assert.deepEqual(await get("/hello"), [200, "changed"], lines.join("\n"));
  });
});

function hasPython(): boolean {
  try {
    execFileSync("python3", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

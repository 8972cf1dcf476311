import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changes, type RealEngine, whyNoEngine, withEngine } from "./engine";

const repository = join(__dirname, "..", "..");
const skipped = whyNoEngine();

/** A function whose alias stays at a version while the newest one gets a share, as the config says. */
const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { HttpApi, lambda, none } from "./components";
import { NodeFunction } from "./functions";
const pin = new pulumi.Config().get("pin");
const alias = pin === undefined ? { name: "live" } : { name: "live", version: pin, newestWeight: 0.1 };
const orders = new NodeFunction("orders", { entry: "handlers/orders.ts", alias });
new HttpApi("shop", { defaultAuthorizer: none("a test"), routes: { "GET /orders": lambda(orders) } });
`;

const FILES: Record<string, string> = {
  "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
  "Pulumi.dev.yaml": "config: { aws:region: eu-west-1 }\n",
  "package.json": '{ "name": "shop", "main": "index.ts" }',
  "tsconfig.json": '{ "compilerOptions": { "target": "ES2022", "module": "node20", "noCheck": true } }',
  "index.ts": PROGRAM,
  "handlers/orders.ts": "export const handler = () => 1;\n",
};

describe(`NodeFunction on the real engine${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  this.timeout(240_000);
  let project: string;

  before(function () {
    if (skipped !== undefined) {
      this.skip();
    }
    mkdirSync(join(repository, ".gatewright"), { recursive: true });
    project = mkdtempSync(join(repository, ".gatewright", "functions-"));
    mkdirSync(join(project, "handlers"));
    for (const [name, text] of Object.entries(FILES)) {
      writeFileSync(join(project, name), text);
    }
    for (const name of ["aws", "components", "functions", "language"]) {
      symlinkSync(join(repository, name), join(project, name), "dir");
    }
  });

  after(() => {
    if (project !== undefined) {
      rmSync(project, { recursive: true });
    }
  });

  async function alias(engine: RealEngine): Promise<unknown> {
    const found = (await engine.export()).find(({ type }) => type === "aws:lambda/alias:Alias");
    return [found?.inputs?.functionVersion, found?.inputs?.routingConfig];
  }

  const FUNCTION = "gatewright:functions:NodeFunction$aws:lambda/function:Function orders";
  const ALIAS = "gatewright:functions:NodeFunction$gatewright:index:FunctionAlias$aws:lambda/alias:Alias orders-live";

  it("publishes a version for each change of the code, and moves its alias by weights", async () => {
    await withEngine(project, { stage: "dev" }, async (engine) => {
      const { create = 0, ...others } = (await engine.up()).summary;
      assert.deepEqual(others, {});
      assert.deepEqual(await alias(engine), ["1", undefined]);
      assert.deepEqual((await engine.up()).summary, { same: create });

      writeFileSync(join(project, "handlers/orders.ts"), "export const handler = () => 2;\n");
      await engine.setConfig("shop:pin", "1");
      assert.deepEqual(changes((await engine.up()).steps), { [FUNCTION]: "update", [ALIAS]: "update" });
      assert.deepEqual(await alias(engine), ["1", { additionalVersionWeights: { 2: 0.1 } }]);

      await engine.setConfig("shop:pin", "2");
      assert.deepEqual(changes((await engine.up()).steps), { [ALIAS]: "update" });
      assert.deepEqual(await alias(engine), ["2", undefined]);
    });
  });
});

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changes, whyNoEngine, withEngine } from "./engine";

const repository = join(__dirname, "..", "..");
const skipped = whyNoEngine();

describe(`the orders sample on the real engine${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  this.timeout(240_000);
  let project: string;

  before(function () {
    if (skipped !== undefined) {
      this.skip();
    }
    // a copy, so that a test may change the program; inside the repository, so that it finds its packages
    mkdirSync(join(repository, ".gatewright"), { recursive: true });
    project = mkdtempSync(join(repository, ".gatewright", "engine-"));
    for (const name of ["Pulumi.yaml", "package.json", "tsconfig.json", "stacks"]) {
      cpSync(join(repository, name), join(project, name), { recursive: true });
    }
    for (const name of ["aws", "components", "config", "functions", "gateway", "language"]) {
      symlinkSync(join(repository, name), join(project, name), "dir");
    }
  });

  after(() => {
    if (project !== undefined) {
      rmSync(project, { recursive: true });
    }
  });

  for (const stage of ["local", "dev", "staging", "prod"]) {
    it(`previews ${stage}`, async () => {
      await withEngine(project, { stage }, async (engine) => {
        const { summary } = await engine.preview();
        assert.deepEqual(Object.keys(summary), ["create"]);
      });
    });
  }

  it("comes up, stays as it is, changes one route alone, and goes without a rest", async () => {
    await withEngine(project, { stage: "local" }, async (engine) => {
      const { create = 0, ...others } = (await engine.up()).summary;
      assert.ok(create > 20, `only ${create} resources were created`);
      assert.deepEqual(others, {});
      assert.deepEqual((await engine.up()).summary, { same: create });

      const program = join(project, "stacks", "index.ts");
      const text = readFileSync(program, "utf8");
      const changed = text.replace(
        '"GET /orders/{id}": read,',
        '"GET /orders/{id}": { ...read, scopes: ["orders:detail"] },',
      );
      assert.notEqual(changed, text);
      writeFileSync(program, changed);
      assert.deepEqual(changes((await engine.up()).steps), {
        "gatewright:index:HttpApi$aws:apigatewayv2/route:Route orders-api-GET /orders/{id}": "update",
      });

      assert.deepEqual((await engine.destroy()).summary, { delete: create });
      assert.deepEqual(await engine.export(), []);
    });
  });
});

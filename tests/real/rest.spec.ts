import assert from "node:assert/strict";
import { join } from "node:path";
import { type RealEngine, whyNoEngine, withEngine } from "./engine";

const REST = join(__dirname, "fixtures", "rest");
const skipped = whyNoEngine();

/** Returns what an update did to the resources of AWS, other than leaving them alone, by type and name. */
async function changes(engine: RealEngine, config: Record<string, string>): Promise<Record<string, string>> {
  for (const [key, value] of Object.entries(config)) {
    await engine.setConfig(`rest:${key}`, value);
  }
  const { steps } = await engine.up();
  const touched = Object.entries(steps).filter(([urn, step]) => step !== "same" && urn.includes("$aws:"));
  return Object.fromEntries(touched.map(([urn, step]) => [urn.split("$aws:").at(-1)?.replace("::", " ") ?? urn, step]));
}

describe(`a RestApi on the real engine${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  this.timeout(180_000);
  before(function () {
    if (skipped !== undefined) {
      this.skip();
    }
  });

  it("redeploys for a route's integration, and for nothing that is not deployed", async () => {
    await withEngine(REST, { stage: "dev" }, async (engine) => {
      await engine.up();
      assert.deepEqual(await changes(engine, {}), {});
      assert.deepEqual(await changes(engine, { target: "billing" }), {
        "apigateway/restApi:RestApi shop": "update",
        // the last step of a replacement that makes the new one first
        "apigateway/deployment:Deployment shop-deployment": "delete-replaced",
        "apigateway/stage:Stage shop-live-stage": "update",
      });
      assert.deepEqual(await changes(engine, { retention: "7" }), {
        "cloudwatch/logGroup:LogGroup shop-live-access-logs": "update",
        "cloudwatch/logGroup:LogGroup shop-live-execution-logs": "update",
      });
      assert.deepEqual(await changes(engine, { team: "sales" }), {
        "apigateway/restApi:RestApi shop": "update",
        "apigateway/stage:Stage shop-live-stage": "update",
        "cloudwatch/logGroup:LogGroup shop-live-access-logs": "update",
        "cloudwatch/logGroup:LogGroup shop-live-execution-logs": "update",
      });
      assert.deepEqual(await changes(engine, { consumers: "joe,acme" }), {
        "apigateway/apiKey:ApiKey tiers-acme-key": "create",
        "apigateway/usagePlanKey:UsagePlanKey tiers-acme-key-plan": "create",
      });
      assert.equal((await engine.outputs()).keys, "[secret]");
      await engine.destroy();
      assert.deepEqual(await engine.export(), []);
    });
  });

  it("keeps the release before as it was, and goes back to it by one field", async () => {
    await withEngine(REST, { stage: "dev", config: { "rest:release": "1" } }, async (engine) => {
      await engine.up();
      assert.deepEqual(await changes(engine, { release: "2", target: "billing" }), {
        "apigateway/restApi:RestApi shop": "update",
        "apigateway/deployment:Deployment shop-deployment-2": "create",
        "apigateway/stage:Stage shop-live-stage": "update",
      });
      assert.deepEqual(await changes(engine, { rollbackTo: "1" }), {
        "apigateway/stage:Stage shop-live-stage": "update",
      });
    });
  });
});

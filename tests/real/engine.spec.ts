import assert from "node:assert/strict";
import { join } from "node:path";
import { changes, withEngine, whyNoEngine, type RealEngine } from "./engine";

const ORDERS = join(__dirname, "fixtures", "orders");
const STAGE = "dev";
const skipped = whyNoEngine();

describe(`a program on the real engine${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  before(function () {
    if (skipped !== undefined) {
      this.skip();
    }
  });

  it("is created once, changes nothing the second time, and is destroyed without a rest", async () => {
    await withEngine(ORDERS, { stage: STAGE }, async (engine) => {
      assert.deepEqual((await engine.preview()).summary, { create: 11 });
      assert.deepEqual((await engine.up()).summary, { create: 11 });
      assert.deepEqual((await engine.up()).summary, { same: 11 });
      assert.deepEqual((await engine.destroy()).summary, { delete: 11 });
      assert.deepEqual(await engine.export(), []);
    });
  });

  it("touches one route when one route changes", async () => {
    await withEngine(ORDERS, { stage: STAGE }, async (engine) => {
      await engine.up();
      await engine.setConfig("orders:secondRoute", "DELETE /orders/{id}");
      const { steps } = await engine.up();
      assert.deepEqual(changes(steps), { "aws:apigatewayv2/route:Route second": "update" });
    });
  });

  it("gives what AWS computes, and keeps secrets encrypted in the state", async () => {
    await withEngine(ORDERS, { stage: STAGE, config: { "orders:token": { secret: "hush-hush" } } }, async (engine) => {
      await engine.up();
      const state = await engine.export();
      const api = state.find(({ type }) => type === "aws:apigatewayv2/api:Api");
      assert.match(api?.id ?? "", /^[a-z][a-z0-9]{9}$/);
      assert.equal(api?.outputs?.executionArn, `arn:aws:execute-api:eu-west-1:123456789012:${api?.id}`);
      assert.deepEqual(await engine.outputs(), {
        account: "123456789012",
        secretKey: "[secret]",
        url: `https://${api?.id}.execute-api.eu-west-1.amazonaws.com/`,
      });
      await assertSecretsAreEncrypted(engine);
    });
  });
});

async function assertSecretsAreEncrypted(engine: RealEngine): Promise<void> {
  const state = await engine.export();
  const text = JSON.stringify(state);
  assert.equal(text.includes("hush-hush"), false);
  const key = state.find(({ type }) => type === "aws:iam/accessKey:AccessKey");
  const secret = key?.outputs?.secret;
  assert.ok(typeof secret === "object" && secret !== null && !Array.isArray(secret));
  assert.deepEqual(Object.keys(secret).sort(), ["4dabf18193072939515e22adb298388d", "ciphertext"]);
}

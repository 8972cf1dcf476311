import assert from "node:assert/strict";
import { join } from "node:path";
import { whyNoEngine, withEngine } from "./engine";

const skipped = whyNoEngine();
const example = (name: string): string => join(__dirname, "..", "..", "examples", name);

describe(`the examples of integrations on the real engine${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  this.timeout(180_000);
  before(function () {
    if (skipped !== undefined) {
      this.skip();
    }
  });

  for (const name of ["sqs-ingest", "eventbridge-webhook", "step-functions", "ec2-nlb"]) {
    it(`${name} is previewed, made, left as it is, and destroyed`, async () => {
      await withEngine(example(name), { stage: "dev" }, async (engine) => {
        const planned = Object.values((await engine.preview()).steps);
        assert.ok(planned.length > 5);
        assert.deepEqual([...new Set(planned)], ["create"]);
        assert.equal(Object.values((await engine.up()).steps).length, planned.length);
        assert.deepEqual([...new Set(Object.values((await engine.preview()).steps))], ["same"]);
        await engine.destroy();
        assert.deepEqual(await engine.export(), []);
      });
    });
  }
});

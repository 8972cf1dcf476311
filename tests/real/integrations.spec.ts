import assert from "node:assert/strict";
import { join } from "node:path";
import { startComponentProvider } from "./component-provider";
import { type RealEngine, whyNoEngine, withEngine } from "./engine";

const skipped = whyNoEngine();
const example = (name: string): string => join(__dirname, "..", "..", "examples", name);

describe(`the examples of integrations on the real engine${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  this.timeout(180_000);
  before(function () {
    if (skipped !== undefined) {
      this.skip();
    }
  });

  const lifecycle = async (engine: RealEngine): Promise<void> => {
    const planned = Object.values((await engine.preview()).steps);
    assert.ok(planned.length > 5);
    assert.deepEqual([...new Set(planned)], ["create"]);
    assert.equal(Object.values((await engine.up()).steps).length, planned.length);
    assert.deepEqual([...new Set(Object.values((await engine.preview()).steps))], ["same"]);
    await engine.destroy();
    assert.deepEqual(await engine.export(), []);
  };

  for (const name of ["sqs-ingest", "eventbridge-webhook", "step-functions", "ec2-nlb"]) {
    it(`${name} is previewed, made, left as it is, and destroyed`, async () => {
      await withEngine(example(name), { stage: "dev" }, lifecycle);
    });
  }

  it("ecs-fargate is previewed, made, left as it is, and destroyed, with awsx's own components without their children", async () => {
    const awsx = await startComponentProvider("3.0.0", example("ecs-fargate"));
    try {
      await withEngine(example("ecs-fargate"), { stage: "dev", providers: { awsx: awsx.port } }, lifecycle);
    } finally {
      await awsx.close();
    }
  });
});

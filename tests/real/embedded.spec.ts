import assert from "node:assert/strict";
import { join } from "node:path";
import { evaluate } from "../support/evaluate";
import { withEngine, whyNoEngine } from "./engine";

const EMBEDDED = join(__dirname, "fixtures", "embedded");
const skipped = whyNoEngine();

describe(`the embedded engine beside the real one${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  this.timeout(240_000);
  before(function () {
    if (skipped !== undefined) {
      this.skip();
    }
  });

  it("makes the same resources, with the same ids and outputs, also those that copy another resource's", async () => {
    const { graph } = await evaluate({ directory: EMBEDDED, stack: "dev" });
    await withEngine(EMBEDDED, { stage: "dev" }, async (engine) => {
      await engine.up();
      const state = await engine.export();
      const ofAws = <T extends { type: string }>(resources: T[]): T[] =>
        resources.filter(({ type }) => type.startsWith("aws:"));
      assert.deepEqual(
        ofAws(graph.resources)
          .map(({ urn, id }) => [urn, id])
          .sort(),
        ofAws(state)
          .map(({ urn, id }) => [urn, id])
          .sort(),
      );
      for (const [type, property] of [
        ["aws:apigateway/resource:Resource", "path"],
        ["aws:apigateway/usagePlanKey:UsagePlanKey", "name"],
        ["aws:route53/record:Record", "fqdn"],
      ]) {
        const values = (resources: { type: string; urn: string; outputs?: object }[]): unknown[] =>
          resources
            .filter((one) => one.type === type)
            .map(({ urn, outputs }): unknown[] => [urn, Reflect.get(outputs ?? {}, property ?? "")])
            .sort();
        assert.deepEqual(values(graph.resources), values(state));
      }
      assert.deepEqual(graph.outputs, await engine.outputs());
    });
  });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { changes, whyNoEngine, withEngine } from "./engine";

const MOVED = join(__dirname, "fixtures", "moved");
const skipped = whyNoEngine();

describe(`components with aliases on the real engine${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  this.timeout(240_000);
  before(function () {
    if (skipped !== undefined) {
      this.skip();
    }
  });

  it("keep all that they have when they are renamed, moved below another component, or both", async () => {
    await withEngine(MOVED, { stage: "dev" }, async (engine) => {
      await engine.up();
      const planned = async (version: string): Promise<Record<string, string>> => {
        await engine.setConfig("moved:version", version);
        return changes((await engine.preview()).steps);
      };
      // the title of the document is the component's name
      const title = "gatewright:index:RestApi$aws:apigateway/restApi:RestApi new-rest";
      const around = { "test:index:Around around": "create" };
      assert.deepEqual(await planned("renamed"), { [title]: "update" });
      assert.deepEqual(await planned("moved"), around);
      assert.deepEqual(await planned("moved and renamed"), {
        ...around,
        [`test:index:Around$${title}`]: "update",
      });
    });
  });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { whyNoEngine, withEngine } from "../real/engine";

const EXPLICIT = join(__dirname, "fixtures", "explicit");
/** The old one goes last, after the new one is made and the stage has moved: the last operation on its URN. */
const REPLACED = "delete-replaced";
const skipped = whyNoEngine();

/** The operations other than "same", by the name of the resource. */
function changes(steps: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(steps)
      .filter(([, operation]) => operation !== "same")
      .map(([urn, operation]) => [urn.split("::").at(-1) ?? "", operation]),
  );
}

describe(`an HttpApi on the real engine${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  this.timeout(240_000);
  before(function () {
    if (skipped !== undefined) {
      this.skip();
    }
  });

  it("changes the API before it deploys anew, removed routes included, moves the stage, and does nothing otherwise", async () => {
    await withEngine(EXPLICIT, { stage: "test" }, async (engine) => {
      await engine.up();
      assert.deepEqual(changes((await engine.up()).steps), {}, "nothing changed");

      await engine.setConfig("explicit:timeout", "2000");
      assert.deepEqual(changes((await engine.up()).steps), {
        shop: "update",
        "shop-deployment": REPLACED,
        "shop-default-stage": "update",
      });

      await engine.setConfig("explicit:retention", "90");
      assert.deepEqual(changes((await engine.up()).steps), { "shop-default-access-logs": "update" });

      await engine.setConfig("explicit:routes", "GET /b");
      assert.deepEqual(changes((await engine.up()).steps), {
        shop: "update",
        "shop-deployment": REPLACED,
        "shop-default-stage": "update",
      });
      await engine.destroy();
      assert.deepEqual(await engine.export(), []);
    });
  });
});

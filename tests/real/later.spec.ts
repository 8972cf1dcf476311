import assert from "node:assert/strict";
import { join } from "node:path";
import { type PropertyValue, secret } from "../../engine/graph/value";
import { evaluate } from "../support/evaluate";
import { whyNoEngine, withEngine } from "./engine";
import { asPreviewed, differences, disordered, embeddedResources, realResources } from "./generated/compare";

const LATER = join(__dirname, "fixtures", "later");
const SECRET = "hush-hush-value";
const SHARED: Record<string, PropertyValue> = {
  issuer: "https://login.example.com",
  audience: ["shop", "app"],
  secret: secret(SECRET),
  zone: "Z0123456789ABC",
};
const skipped = whyNoEngine();

describe(`arguments that are known late or secret, on both engines${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  this.timeout(240_000);
  before(function () {
    if (skipped !== undefined) {
      this.skip();
    }
  });

  const options = { stage: "dev", stacks: { "shared/dev": SHARED } };
  const embedded = async (mode: "preview" | "deploy") => {
    const stackReferences = { "organization/shared/dev": SHARED };
    const { graph } = await evaluate({
      directory: LATER,
      stack: "dev",
      mode,
      stackReferences,
    });
    return { resources: embeddedResources(graph), outputs: graph.outputs };
  };

  it("have the same graph in a preview", async () => {
    const { resources } = await embedded("preview");
    await withEngine(LATER, options, async (engine) => {
      const real = realResources(await engine.previewed());
      assert.deepEqual(differences(asPreviewed(resources, [SECRET]), asPreviewed(real, [SECRET])), []);
    });
  });

  it("have the same graph once they are deployed, no secret in it in plain text, and stay as they are", async () => {
    const { resources, outputs } = await embedded("deploy");
    assert.deepEqual(disordered(resources), []);
    await withEngine(LATER, options, async (engine) => {
      const { create } = (await engine.up()).summary;
      assert.deepEqual(differences(resources, realResources(await engine.export({ showSecrets: true }))), []);
      assert.doesNotMatch(JSON.stringify(await engine.export()), new RegExp(SECRET));
      const deployed = await engine.outputs();
      assert.deepEqual(deployed.urls, outputs.urls);
      assert.equal(deployed.openapi, "[secret]");
      assert.deepEqual((await engine.up()).summary, { same: create });
    });
  });
});

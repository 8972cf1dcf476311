import assert from "node:assert/strict";
import { join } from "node:path";
import { changes, type Operations, type RealEngine, whyNoEngine, withEngine } from "./engine";

const PROGRAM = join(__dirname, "fixtures", "adopting");
const skipped = whyNoEngine();

/** The operations on resources of AWS, by type. */
function onAws({ steps }: Operations): Record<string, string> {
  const own = Object.entries(steps).filter(([urn]) => urn.includes("aws:apigateway"));
  return Object.fromEntries(own.map(([urn, step]) => [urn.split("::")[2]?.split("$").at(-1) ?? urn, step]));
}

async function idOf(engine: RealEngine, type: string): Promise<string | undefined> {
  return (await engine.export()).find((resource) => resource.type === type)?.id;
}

const V2 = ["api:Api", "integration:Integration", "route:Route", "stage:Stage"].map(
  (type) => `aws:apigatewayv2/${type}`,
);
const REST = ["restApi:RestApi", "stage:Stage"].map((type) => `aws:apigateway/${type}`);

describe(`adopting an API on the real engine${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  this.timeout(180_000);
  before(function () {
    if (skipped !== undefined) {
      this.skip();
    }
  });

  for (const [shape, kept] of [
    ["raw", V2],
    ["sst", V2],
    ["raw REST", REST],
    ["awsx classic", REST],
    ["aws-apigateway", REST],
  ] as const) {
    it(`goes on with the API, routes and stages of ${shape}: nothing is replaced or deleted`, async () => {
      await withEngine(PROGRAM, { stage: "dev", config: { "adopting:shape": shape } }, async (engine) => {
        await engine.up();
        const [type = ""] = kept;
        const id = await idOf(engine, type);
        await engine.setConfig("adopting:program", "after");
        const steps = onAws(await engine.up());
        for (const one of kept) {
          assert.match(steps[one] ?? "none", /^(same|update)$/, `${one} in ${JSON.stringify(steps)}`);
        }
        assert.equal(await idOf(engine, type), id);
        const again = onAws(await engine.up());
        assert.deepEqual([...new Set(Object.values(again))], ["same"]);
      });
    });
  }

  it("goes on with every resource of an API with routes, an authorizer and a domain, but for the permission by a name", async () => {
    const config = { "adopting:shape": "raw with a domain" };
    await withEngine(PROGRAM, { stage: "dev", config }, async (engine) => {
      await engine.up();
      await engine.setConfig("adopting:program", "after");
      const { steps } = await engine.preview();
      const others = Object.entries(steps).filter(([, step]) => !/^(same|update)$/.test(step));
      assert.deepEqual(Object.fromEntries(others.map(([urn, step]) => [urn.split("::").at(-1), step])), {
        shop: "create",
        "shop-default-access-logs": "create",
        "shop-domain": "create",
        "shop-domain-alias-aaaa": "create",
        invoke: "delete-replaced",
        "shop-orders-permission": "replace",
      });
      await engine.up();
      assert.deepEqual(changes((await engine.up()).steps), {});
    });
  });

  it("deletes no method of a REST API whose resources are retained: the component wrote them anew", async () => {
    const deleted: string[] = [];
    const fails = (operation: string, urn: string): boolean => {
      if (operation === "delete") {
        deleted.push(urn.split("::").slice(2).join(" "));
      }
      return false;
    };
    const config = { "adopting:shape": "raw REST" };
    await withEngine(PROGRAM, { stage: "dev", config, fails }, async (engine) => {
      await engine.up();
      await engine.setConfig("adopting:program", "after");
      await engine.up();
      assert.deepEqual(deleted, ["aws:apigateway/deployment:Deployment orders"]);
    });
  });

  it("goes on with an API that CloudFormation made (CDK, the Serverless Framework), by its ids", async () => {
    const existing = (type: string): Record<string, string | boolean> | undefined =>
      ({
        "aws:apigatewayv2/api:Api": { protocolType: "HTTP", name: "orders" },
        "aws:apigatewayv2/stage:Stage": { apiId: "a1b2c3d4e5", name: "live", autoDeploy: true },
      })[type];
    const config = { "adopting:shape": "imports", "adopting:program": "after" };
    await withEngine(PROGRAM, { stage: "dev", config, existing }, async (engine) => {
      const { started } = await engine.up();
      const imported = started
        .filter(({ op }) => op === "import")
        .map(({ urn }) => urn.split("$").at(-1)?.split("::")[0]);
      assert.deepEqual(imported.sort(), ["aws:apigatewayv2/api:Api", "aws:apigatewayv2/stage:Stage"]);
      assert.ok(!started.some(({ op }) => /replace|delete/.test(op)), JSON.stringify(started));
      assert.equal(await idOf(engine, "aws:apigatewayv2/api:Api"), "a1b2c3d4e5");
      assert.ok(!Object.values(onAws(await engine.up())).some((step) => /replace|delete/.test(step)));
    });
  });
});

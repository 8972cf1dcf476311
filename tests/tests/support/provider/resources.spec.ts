import assert from "node:assert/strict";
import { Resources, type Subject } from "../../../support/provider/resources";
import { IRELAND, text } from "../../../engine/synthesis/synthesised";

const API: Subject = { urn: "urn:api", type: "aws:apigatewayv2/api:Api", name: "orders" };
const DEPLOYMENT: Subject = { urn: "urn:d", type: "aws:apigateway/deployment:Deployment", name: "d" };
const RESOURCE = "aws:apigateway/resource:Resource";

describe("the provider's resources", () => {
  it("get a name once and keep it", () => {
    const resources = new Resources();
    const { inputs } = resources.check(API, undefined, { protocolType: "HTTP" });
    assert.match(text(inputs.name), /^orders-[0-9a-f]{7}$/);
    const kept = resources.check(API, { name: "orders-abcdef0" }, { protocolType: "HTTP" });
    assert.equal(kept.inputs.name, "orders-abcdef0");
    const given = resources.check(API, { name: "orders-abcdef0" }, { name: "mine" });
    assert.equal(given.inputs.name, "mine");
  });

  it("refuse a name that is too long for AWS", () => {
    const type = "aws:lb/targetGroup:TargetGroup";
    const { failures } = new Resources().check(
      { urn: "urn:t", type, name: "a-load-balancer-of-orders" },
      undefined,
      {},
    );
    assert.match(
      failures[0] ?? "",
      /^name "a-load-balancer-of-orders-[0-9a-f]{7}" has 33 characters, at most 32 are allowed\. Shorten the resource's name\.$/,
    );
  });

  it("keep what doesn't follow from a changed input", () => {
    const resources = new Resources();
    const before = { protocolType: "HTTP", name: "a" };
    const old = { ...resources.create(API, before, IRELAND).outputs, apiEndpoint: "https://kept" };
    const updated = resources.update(API, "abcdefghij", old, { before, after: { ...before, name: "b" } }, IRELAND);
    assert.equal(updated.name, "b");
    assert.equal(updated.apiEndpoint, "https://kept");
  });

  it("get another id when they replace one, and again another the next time", () => {
    const ids = new Set<string>();
    const resources = new Resources();
    let { id, outputs } = resources.create(DEPLOYMENT, { restApi: "a", triggers: { n: "0" } }, IRELAND);
    ids.add(id);
    for (const n of ["1", "2"]) {
      const [before, after] = [
        { restApi: "a", triggers: { n: "-" } },
        { restApi: "a", triggers: { n } },
      ];
      assert.deepEqual(resources.diff(DEPLOYMENT, id, outputs, before, after).replacing, ["triggers"]);
      ({ id, outputs } = resources.create(DEPLOYMENT, after, IRELAND));
      ids.add(id);
    }
    assert.equal(ids.size, 3);
  });

  it("know the resources that a diff or a create has shown", () => {
    const resources = new Resources();
    const parent: Subject = { urn: "urn:p", type: RESOURCE, name: "p" };
    resources.diff(parent, "parent", { path: "/orders" }, {}, {});
    const inputs = { restApi: "a", parentId: "parent", pathPart: "{id}" };
    const child = resources.create({ urn: "urn:c", type: RESOURCE, name: "c" }, inputs, IRELAND);
    assert.equal(child.outputs.path, "/orders/{id}");
  });
});

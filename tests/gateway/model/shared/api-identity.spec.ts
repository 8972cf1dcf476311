import assert from "node:assert/strict";
import type { ResourceNode } from "../../../../engine/graph/graph";
import { readApiIdentity } from "../../../../gateway/model/shared/api-identity";
import { GraphIndex } from "../../../../engine/graph/graph-index";
import { graphOf, httpApi } from "../../../support/http-program";

describe("readApiIdentity", () => {
  const [api] = httpApi({ name: "orders", routes: {} });
  assert.ok(api);
  const read = (node: ResourceNode, id?: string, name?: string): unknown[] => {
    const identity = readApiIdentity(new GraphIndex(graphOf([node])), node, id, name);
    assert.equal(identity.urn, node.urn);
    return [identity.id, identity.name, identity.executionArn];
  };

  it("takes the API's own id and name, and the execution ARN that follows from its id", () => {
    const index = new GraphIndex(graphOf([api]));
    const { partition, region, account } = readApiIdentity(index, api);
    const arn = `arn:${partition}:execute-api:${region}:${account}:ordersabcd`;
    assert.deepEqual(read({ ...api, name: "orders-v2" }), ["ordersabcd", "orders", arn]);
  });

  it("takes the resource's name for an id that is not known yet", () => {
    const [id] = read({ ...api, id: undefined });
    assert.equal(id, "orders");
  });

  it("takes an id and a name that are given", () => {
    const [id, name, arn] = read(api, "elsewhere1", "shop");
    assert.deepEqual([id, name], ["elsewhere1", "shop"]);
    assert.match(String(arn), /:elsewhere1$/);
  });
});

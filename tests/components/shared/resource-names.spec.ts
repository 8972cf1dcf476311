import assert from "node:assert/strict";
import { fittingName, NAME_RULES } from "../../../components/shared/resource-names";

describe("logical names for AWS", () => {
  it("stay as they are where AWS takes them", () => {
    assert.equal(fittingName("shop-orders-role", NAME_RULES.role), "shop-orders-role");
    assert.equal(fittingName("shop-orders_v1-permission", NAME_RULES.permission), "shop-orders_v1-permission");
  });

  it("have a dash for characters that AWS rejects", () => {
    assert.equal(fittingName("shop-GET /orders-permission", NAME_RULES.permission), "shop-GET-orders-permission");
    assert.equal(fittingName("ingest-POST /q-role", NAME_RULES.role), "ingest-POST-q-role");
    assert.equal(fittingName("order_service", NAME_RULES.loadBalancer), "order-service");
    assert.equal(fittingName("Acme Inc. (EU)-secret", NAME_RULES.secret), "Acme-Inc.-EU--secret");
  });

  it("fit with the characters that Pulumi adds, each with a hash of the whole name", () => {
    for (const rule of Object.values(NAME_RULES)) {
      const [one, other] = ["a", "b"].map((end) => fittingName(`${"x".repeat(600)}${end}`, rule));
      assert.equal((one ?? "").length, rule.most - 8);
      assert.notEqual(one, other);
    }
  });
});

import assert from "node:assert/strict";
import { AUTO_NAME_SUFFIX_LENGTH, NAMES } from "../../../aws/names";
import { fittingName } from "../../../components/shared/resource-names";

describe("logical names for AWS", () => {
  it("stay as they are where AWS takes them", () => {
    assert.equal(fittingName("shop-orders-role", NAMES.role), "shop-orders-role");
    assert.equal(fittingName("shop-orders_v1-permission", NAMES.permission), "shop-orders_v1-permission");
  });

  it("have a dash for characters that AWS rejects, and a hash of the whole", () => {
    assert.match(
      fittingName("shop-GET /orders-permission", NAMES.permission),
      /^shop-GET-orders-permission-[0-9a-f]{8}$/,
    );
    assert.match(fittingName("ingest-POST /q-role", NAMES.role), /^ingest-POST-q-role-[0-9a-f]{8}$/);
    assert.match(fittingName("order_service", NAMES.loadBalancer), /^order-service-[0-9a-f]{8}$/);
    assert.match(fittingName("Acme Inc. (EU)-secret", NAMES.secret), /^Acme-Inc.-EU--secret-[0-9a-f]{8}$/);
  });

  it("never start with what AWS keeps for itself", () => {
    assert.match(fittingName("internal-a", NAMES.loadBalancer), /^x-internal-a-[0-9a-f]{8}$/);
    assert.match(fittingName("sg-orders", NAMES.securityGroup), /^x-sg-orders-[0-9a-f]{8}$/);
    assert.match(fittingName("XN--a", NAMES.bucket), /^x-xn--a-[0-9a-f]{8}$/);
    assert.match(fittingName("-orders", NAMES.targetGroup), /^orders-[0-9a-f]{8}$/);
    assert.match(fittingName("\u{1F389}", NAMES.bucket), /^x-[0-9a-f]{8}$/);
  });

  it("fit with the characters that Pulumi adds, each with a hash of the whole name", () => {
    for (const rule of Object.values(NAMES)) {
      const [one, other] = ["a", "b"].map((end) => fittingName(`${"x".repeat(600)}${end}`, rule));
      assert.equal((one ?? "").length, rule.most - AUTO_NAME_SUFFIX_LENGTH);
      assert.notEqual(one, other);
    }
  });
});

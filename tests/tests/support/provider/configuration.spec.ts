import assert from "node:assert/strict";
import { contextOf } from "../../../support/provider/configuration";

describe("the provider's configuration", () => {
  it("says the region and its partition", () => {
    const { region, partition } = contextOf({ region: "cn-north-1" });
    assert.deepEqual([region, partition], ["cn-north-1", "aws-cn"]);
  });

  it("says the account by the allowed account, otherwise by the assumed role, otherwise as the caller wants", () => {
    const roles = JSON.stringify([{ roleArn: "arn:aws:iam::222222222222:role/deploy" }]);
    assert.equal(contextOf({ allowedAccountIds: '["111111111111"]', assumeRoles: roles }).account, "111111111111");
    assert.equal(contextOf({ assumeRoles: roles }).account, "222222222222");
    assert.equal(contextOf({}, "333333333333").account, "333333333333");
    assert.equal(contextOf({}).account, "123456789012");
  });
});

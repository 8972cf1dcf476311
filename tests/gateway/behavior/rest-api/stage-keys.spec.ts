import assert from "node:assert/strict";
import { stageKeys } from "../../../../gateway/behavior/rest-api/stage-keys";
import { graphOf, node } from "../../../support/http-program";
import { restApi, restApiId, restType, usagePlan } from "../../../support/rest-program";
import { readSnapshot } from "../../../../gateway/model/snapshot";

describe("stageKeys", () => {
  const model = readSnapshot(
    graphOf([
      ...restApi({ methods: {} }),
      ...usagePlan("free", {
        stages: { rest: "prod" },
        keys: { ann: "ann-s-key", bob: "bob-s-key" },
        disabled: ["bob"],
      }),
      ...usagePlan("other", { stages: { rest: "beta" }, keys: { eve: "eve-s-key" } }),
      node(restType("apiKey"), "made", {}, { value: "made-up" }),
      node(restType("usagePlanKey"), "free-made", { usagePlanId: "free", keyId: "made", keyType: "API_KEY" }),
    ]),
  ).model;

  it("has the keys that are enabled, of the plans of the stage", () => {
    assert.deepEqual(
      stageKeys(model, restApiId("rest"), "prod").map(({ name, value, isGenerated }) => [name, value, isGenerated]),
      [
        ["ann", "ann-s-key", false],
        ["made", "made-up", true],
      ],
    );
  });

  it("has none of a stage without a plan", () => {
    assert.deepEqual(stageKeys(model, restApiId("rest"), "live"), []);
  });
});

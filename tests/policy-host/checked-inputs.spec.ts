import assert from "node:assert/strict";
import { type ResourceNode } from "../../engine/graph/graph";
import { asChecked } from "../../policy-host/checked-inputs";
import { node } from "../support/http-program";

const custom = (type: string, name: string, inputs: ResourceNode["inputs"]): ResourceNode => ({
  ...node(type, name, {}),
  inputs,
});

describe("the inputs that packs see", () => {
  it("have the name that Pulumi makes, as after the provider's check", () => {
    const { inputs } = asChecked(custom("aws:apigatewayv2/api:Api", "shop", { protocolType: "HTTP" }));
    assert.match(JSON.stringify(inputs.name), /^"shop-[0-9a-f]{7}"$/);
    assert.match(
      JSON.stringify(asChecked(custom("aws:lambda/permission:Permission", "p", {})).inputs.statementId),
      /^"p-[0-9a-f]{7}"$/,
    );
  });

  it("keep the program's own name", () => {
    assert.equal(asChecked(custom("aws:apigatewayv2/api:Api", "shop", { name: "mine" })).inputs.name, "mine");
  });

  it("have no name where AWS would refuse the one that Pulumi makes", () => {
    const long = asChecked(custom("aws:lb/loadBalancer:LoadBalancer", "a-name-of-more-than-24-letters", {}));
    assert.equal(long.inputs.name, undefined);
  });
});

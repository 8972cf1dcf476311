import assert from "node:assert/strict";
import { replacingInputs } from "../../aws/replacement";

describe("the inputs whose change replaces a resource", () => {
  it("have the region, where the service has regions", () => {
    assert.ok(replacingInputs("aws:apigatewayv2/api:Api").includes("region"));
    assert.ok(replacingInputs("aws:apigatewayv2/api:Api").includes("protocolType"));
    assert.deepEqual(replacingInputs("aws:none/none:None"), ["region"]);
    // https://docs.aws.amazon.com/general/latest/gr/iam-service.html: IAM is global
    assert.ok(!replacingInputs("aws:iam/role:Role").includes("region"));
    assert.deepEqual(replacingInputs("awsx:none/none:None"), []);
    assert.deepEqual(replacingInputs("random"), []);
    assert.deepEqual(replacingInputs("aws"), ["region"]);
  });
});

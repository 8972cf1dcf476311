import assert from "node:assert/strict";
import { CONTROL_PLANE_RATES } from "../../aws/control-plane";
import { V1, V2 } from "../../aws/resource-types";

describe("the rates of API Gateway's control plane", () => {
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html, "Quotas for creating, deploying and managing an API"
  for (const [type, action, seconds] of [
    [V1.apiKey, "CreateApiKey", 0.2],
    [V1.deployment, "CreateDeployment", 5],
    [V1.domainName, "CreateDomainName", 30],
    [V1.resource, "CreateResource", 0.2],
    [V1.restApi, "CreateRestApi", 3],
    [V1.account, "UpdateAccount", 20],
    [V2.domainName, "CreateDomainName", 30],
    [V2.vpcLink, "CreateVpcLink", 15],
  ] as const) {
    it(`take ${action} of ${type} once in ${seconds} s`, () => {
      assert.deepEqual([CONTROL_PLANE_RATES[type]?.action, CONTROL_PLANE_RATES[type]?.seconds], [action, seconds]);
    });
  }
});

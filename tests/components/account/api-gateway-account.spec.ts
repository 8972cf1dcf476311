import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ApiGatewayAccount, lambda, none, RestApi } from "../../../components";
import { deploy, valueOf } from "../../support/deploy";

const target = lambda("arn:aws:lambda:eu-west-1:123456789012:function:orders");

describe("ApiGatewayAccount", () => {
  it("gives the region a role of its own, with AWS's policy for logs", async () => {
    const { inputsOf, value } = await deploy(() => new ApiGatewayAccount("region"));
    assert.deepEqual(inputsOf("apigateway/account:Account"), {
      cloudwatchRoleArn: "arn:aws:iam::123456789012:role/region-log-role",
    });
    assert.equal(
      inputsOf("iam/rolePolicyAttachment:RolePolicyAttachment").policyArn,
      "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
    );
    assert.equal(await valueOf(value.cloudwatchRoleArn), "arn:aws:iam::123456789012:role/region-log-role");
  });

  it("takes a role that exists", async () => {
    const cloudwatchRoleArn = "arn:aws:iam::123456789012:role/logs";
    const { namesOf } = await deploy(() => new ApiGatewayAccount("region", { cloudwatchRoleArn }));
    assert.deepEqual(namesOf("iam/role:Role"), []);
    assert.throws(() => new ApiGatewayAccount("region", { cloudwatchRoleArn: "logs" }), /expected the ARN of a role/);
  });

  it("is never made by an API, which says early where the region has no role", async () => {
    const make = (cloudwatchRoleArn: string): RestApi =>
      new RestApi("shop", {
        defaultAuthorizer: none("a test"),
        routes: { "GET /a": target },
        account: { cloudwatchRoleArn: pulumi.output(cloudwatchRoleArn) },
      });
    const { namesOf } = await deploy(() => make("arn:aws:iam::123456789012:role/logs"));
    assert.deepEqual(namesOf("apigateway/account:Account"), []);
  });
});

import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { restEndpoint } from "../../../components/rest-api/urls";
import { valueOf } from "../../support/deploy";

/** https://www.pulumi.com/docs/iac/guides/testing/unit/ */
describe("the endpoint of a REST API", () => {
  const stages = (invokeUrl: string | undefined): Parameters<typeof restEndpoint>[0] =>
    ({ v1: { stage: { invokeUrl: pulumi.output(invokeUrl) } } }) as unknown as Parameters<typeof restEndpoint>[0];

  it("is the stage's URL without the stage", async () => {
    const url = "https://a1b2.execute-api.eu-west-1.amazonaws.com/v1";
    assert.equal(await valueOf(restEndpoint(stages(url))), "https://a1b2.execute-api.eu-west-1.amazonaws.com");
  });

  it("is empty under mocks of unit tests that give no invokeUrl", async () => {
    assert.equal(await valueOf(restEndpoint(stages(undefined))), "");
  });
});

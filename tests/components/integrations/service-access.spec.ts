import assert from "node:assert/strict";
import { HttpApi, none, sqs } from "../../../components";
import { deploy } from "../../support/deploy";

const QUEUE = "arn:aws:sqs:eu-west-1:123456789012:orders";

describe("the role of an integration with an AWS service", () => {
  it("is the program's own where it names one, and then no other is made", async () => {
    const credentials = "arn:aws:iam::123456789012:role/own";
    const { inputsOf, namesOf } = await deploy(
      () =>
        new HttpApi("api", {
          defaultAuthorizer: none("a test"),
          routes: { "POST /things": sqs(QUEUE, { credentials }) },
        }),
    );
    assert.deepEqual(namesOf("iam/role:Role"), []);
    assert.equal(inputsOf("apigatewayv2/integration:Integration").credentialsArn, credentials);
  });
});

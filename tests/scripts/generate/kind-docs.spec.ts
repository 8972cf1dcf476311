import assert from "node:assert/strict";
import { asProgram, kindDocs } from "../../../scripts/generate/kind-docs";

describe("the documentation of a kind", () => {
  it("is the text of its factory's comment, without its tags", () => {
    assert.equal(
      kindDocs("sns").text,
      "Publishes each request to a topic, without a Lambda function (AWS). REST APIs only.",
    );
  });

  it("has the example as a program: names that it does not declare are imported", () => {
    assert.equal(
      asProgram(
        'const q = new aws.sqs.Queue("q");\nnew HttpApi("a", { defaultAuthorizer: iam(), routes: { "POST /": sqs(q) } });',
      ),
      'import * as aws from "@pulumi/aws";\n' +
        'import { HttpApi, iam, sqs } from "gatewright";\n\n' +
        'const q = new aws.sqs.Queue("q");\nnew HttpApi("a", { defaultAuthorizer: iam(), routes: { "POST /": sqs(q) } });',
    );
  });

  it("fails for a kind without a factory", () => {
    assert.throws(() => kindDocs("lambda-x"), /ENOENT/);
  });
});

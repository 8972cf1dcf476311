import assert from "node:assert/strict";
import { functionArnOfUri, invokeUri, isFunctionArn, parseFunctionArn, streamedUri } from "../../aws/lambda-arn";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:orders";

describe("functionArnOfUri", () => {
  const invoke = (arn: string, kind = "invocations") =>
    `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/${kind}`;

  it("finds the ARN in an invoke URI, of a function, an alias and a streaming one", () => {
    assert.equal(functionArnOfUri(invoke(ARN)), ARN);
    assert.equal(functionArnOfUri(invoke(`${ARN}:live`)), `${ARN}:live`);
    assert.equal(functionArnOfUri(invoke(ARN, "response-streaming-invocations")), ARN);
    assert.equal(functionArnOfUri(ARN), ARN);
  });

  it("finds none in a URL", () => assert.equal(functionArnOfUri("https://example.com"), undefined));
});

describe("parseFunctionArn", () => {
  it("takes an alias ARN apart", () => {
    assert.deepEqual(parseFunctionArn(`${ARN}:live`), {
      partition: "aws",
      region: "us-east-1",
      account: "123456789012",
      name: "orders",
      qualifier: "live",
      arn: ARN,
    });
  });
});

describe("isFunctionArn", () => {
  it("accepts Lambda's characters in the name, the version and the alias alone", () => {
    for (const arn of [ARN, `${ARN}:live`, `${ARN}:7`, `${ARN}:$LATEST`]) {
      assert.ok(isFunctionArn(arn), arn);
    }
    for (const arn of [
      "orders",
      `${ARN} 2`,
      `${ARN}:a.b`,
      `${ARN}:$live`,
      "arn:aws:sqs:us-east-1:123456789012:orders",
    ]) {
      assert.ok(!isFunctionArn(arn), arn);
    }
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
describe("the URI that API Gateway invokes a function by", () => {
  const buffered = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${ARN}:live/invocations`;
  const streamed = `arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/${ARN}:live/response-streaming-invocations`;

  it("is in the partition and the region of the ARN, or of a given place", () => {
    assert.equal(invokeUri(`${ARN}:live`), buffered);
    assert.equal(
      invokeUri("${stageVariables.fn}", { partition: "aws-cn", region: "cn-north-1" }),
      "arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/${stageVariables.fn}/invocations",
    );
  });

  it("has its own version and action for a streamed response", () => {
    assert.equal(invokeUri(`${ARN}:live`, undefined, "streamed"), streamed);
    assert.equal(streamedUri(buffered), streamed);
  });
});

import assert from "node:assert/strict";
import { outputs, synthesised, text } from "../synthesised";

const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:orders";

describe("synthesised lambda resources", () => {
  it("form a function's ARNs and fill in the timeout and the memory", () => {
    const { id, outputs } = synthesised("aws:lambda/function:Function", {
      name: "orders",
      role: "arn:role",
      publish: true,
    });
    assert.equal(id, "orders");
    assert.equal(outputs.arn, ARN);
    assert.equal(outputs.qualifiedArn, `${ARN}:1`);
    assert.equal(outputs.version, "1");
    assert.equal(outputs.invokeArn, `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${ARN}/invocations`);
    assert.equal(
      outputs.responseStreamingInvokeArn,
      `arn:aws:apigateway:eu-west-1:lambda:path/2021-11-15/functions/${ARN}/response-streaming-invocations`,
    );
    assert.deepEqual([outputs.timeout, outputs.memorySize], [3, 128]);
  });

  it("name a function that has no name after its resource, with seven hex digits", () => {
    assert.match(synthesised("aws:lambda/function:Function", { role: "arn:role" }).id, /^orders-[0-9a-f]{7}$/);
  });

  it("form an alias from a function's name or ARN", () => {
    for (const functionName of ["orders", ARN, `${ARN}:$LATEST`]) {
      const inputs = { functionName, functionVersion: "1", name: "live" };
      assert.deepEqual(outputs("aws:lambda/alias:Alias", inputs, ["arn", "invokeArn"]), {
        arn: `${ARN}:live`,
        invokeArn: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${ARN}:live/invocations`,
      });
    }
  });

  it("give a function URL the form that Lambda serves", () => {
    const { outputs } = synthesised("aws:lambda/functionUrl:FunctionUrl", {
      functionName: "orders",
      authorizationType: "NONE",
    });
    assert.equal(outputs.functionUrl, `https://${text(outputs.urlId)}.lambda-url.eu-west-1.on.aws/`);
    assert.match(text(outputs.urlId), /^[a-z0-9]{32}$/);
  });
});

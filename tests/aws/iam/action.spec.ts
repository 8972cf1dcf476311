import assert from "node:assert/strict";
import { actionMatches } from "../../../aws/iam/action";

describe("an action of a policy", () => {
  it("covers actions by their name, without case, and by wildcards", () => {
    for (const pattern of ["lambda:InvokeFunction", "lambda:invokeFunction", "LAMBDA:INVOKE*", "lambda:*", "*"]) {
      assert.equal(actionMatches(pattern, "lambda:InvokeFunction"), true, pattern);
    }
    for (const pattern of ["lambda:GetFunction", "lambda:InvokeFunctionUrl", "lambda:Invoke", "s3:*"]) {
      assert.equal(actionMatches(pattern, "lambda:InvokeFunction"), false, pattern);
    }
  });
});

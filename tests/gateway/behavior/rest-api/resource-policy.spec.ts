import assert from "node:assert/strict";
import { judgeResourcePolicy } from "../../../../gateway/behavior/rest-api/resource-policy";

describe("judgeResourcePolicy", () => {
  const api = "arn:aws:execute-api:eu-west-1:123456789012:api";

  it("refuses statements that are none, and never allows by them", () => {
    for (const Statement of [[1], ["x"], [null], "x", [{ Effect: "Allow", Action: "*", Resource: "*" }, 7]]) {
      const judged = judgeResourcePolicy({ Statement }, api, `${api}/prod/GET/a`, { sourceIp: "127.0.0.1" });
      assert.ok(typeof judged === "object", JSON.stringify(Statement));
      assert.match(judged.invalid, /has no "Statement"/);
    }
  });
});

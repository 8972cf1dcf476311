import assert from "node:assert/strict";
import { accessLogFormat } from "../../../components";
import { checkAccessLogFormat } from "../../../components/monitoring/access-log-format";

describe("accessLogFormat", () => {
  it("is one line of JSON which always has the request's id", () => {
    const format = accessLogFormat({ sub: "authorizer.claims.sub", userAgent: undefined });
    const fields = JSON.parse(format) as Record<string, string>;
    assert.equal(format.includes("\n"), false);
    assert.deepEqual(
      [fields.requestId, fields.sub, fields.userAgent],
      ["$context.requestId", "$context.authorizer.claims.sub", undefined],
    );
    assert.equal(
      (JSON.parse(accessLogFormat({ requestId: undefined })) as Record<string, string>).requestId,
      "$context.requestId",
    );
  });

  it("gives formats that the check takes", () => {
    assert.equal(checkAccessLogFormat(accessLogFormat()), undefined);
  });

  it("is typed by the variables that there are", () => {
    // @ts-expect-error HTTP APIs have no such variable
    assert.match(accessLogFormat({ x: "identity.apiKey" }), /identity\.apiKey/);
  });

  it("refuses formats of one's own that AWS would refuse", () => {
    const expected = (format: string): string | undefined => checkAccessLogFormat(format)?.expected;
    assert.equal(expected("$context.requestId $context.path"), undefined);
    assert.equal(expected("$context.extendedRequestId"), undefined);
    assert.equal(expected("$context.path"), "a format with $context.requestId");
    assert.equal(expected("$context.requestId\n$context.path"), "one line");
    assert.equal(expected("$context.requestId\n"), undefined);
    assert.match(expected(`$context.requestId ${"x".repeat(3072)}`) ?? "", /^at most 3072 bytes/);
  });
});

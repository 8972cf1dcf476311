import assert from "node:assert/strict";
import { requestMapping, responseMapping } from "../../../components";

describe("parameter mappings", () => {
  it("write changes of a request as AWS wants them", () => {
    assert.deepEqual(
      requestMapping({
        append: { "header.x-caller": "$context.authorizer.claims.sub" },
        overwrite: { path: "/v2/$request.path.id", "querystring.page": "1" },
        remove: ["header.cookie", "querystring.debug"],
      }),
      {
        "append:header.x-caller": "$context.authorizer.claims.sub",
        "overwrite:path": "/v2/$request.path.id",
        "overwrite:querystring.page": "1",
        "remove:header.cookie": "''",
        "remove:querystring.debug": "''",
      },
    );
  });

  it("write changes of responses by their status", () => {
    assert.deepEqual(
      responseMapping({
        200: { append: { "header.x-a": "1" } },
        404: { overwrite: { statuscode: "204" }, remove: ["header.x-b"] },
      }),
      [
        { statusCode: "200", mappings: { "append:header.x-a": "1" } },
        { statusCode: "404", mappings: { "overwrite:statuscode": "204", "remove:header.x-b": "''" } },
      ],
    );
  });

  it("refuse headers that API Gateway keeps for itself, whatever their case", () => {
    assert.throws(
      () =>
        requestMapping({
          overwrite: { "header.Authorization": "x", "header.X-Amzn-Trace-Id": "y" },
          remove: ["header.via"],
        }),
      {
        message: [
          "requestMapping: 3 problems",
          '  - header: got "header.Authorization", expected a header that API Gateway does not keep for itself. Fix: use another name, such as header.x-caller',
          '  - header: got "header.X-Amzn-Trace-Id", expected a header that API Gateway does not keep for itself. Fix: use another name, such as header.x-caller',
          '  - header: got "header.via", expected a header that API Gateway does not keep for itself. Fix: use another name, such as header.x-caller',
        ].join("\n"),
      },
    );
  });

  it("refuse a status that there is not", () => {
    assert.throws(() => responseMapping({ 99: {}, 600: {} }), /responseMapping: 2 problems/);
  });

  it("are typed by the places that can change", () => {
    /** Never called: that it compiles is the test. */
    const program = (): void => {
      // @ts-expect-error a request has no status
      requestMapping({ overwrite: { statuscode: "200" } });
      // @ts-expect-error a path can't be removed
      requestMapping({ remove: ["path"] });
      // @ts-expect-error a response has no query string
      responseMapping({ 200: { append: { "querystring.a": "1" } } });
    };
    assert.equal(typeof program, "function");
  });
});

import assert from "node:assert/strict";
import {
  headerMappingProblem,
  proxiedHeaders,
  sendableHeaders,
  visibleHeaders,
} from "../../../../gateway/behavior/rest-api/request-headers";

// as the recorded test of localstack (TestApiGatewayHeaderRemapping) that the code names has them
describe("request headers of a REST API", () => {
  const HEADERS: [string, string][] = [
    ["Connection", "close"],
    ["X-HTTP-Method-Override", "PUT"],
    ["Via", "1.1 x"],
    ["Content-Encoding", "gzip"],
    ["X-Own", "a"],
    ["x-own", "b"],
  ];

  it("that API Gateway drops are in no event", () => {
    assert.deepEqual(visibleHeaders(HEADERS), HEADERS.slice(2));
  });

  it("reach an HTTP proxy without Via and Content-Encoding", () => {
    assert.deepEqual(proxiedHeaders(HEADERS), HEADERS.slice(4));
  });

  it("that a mapping sets reach the backend, but for those that API Gateway sends itself", () => {
    assert.deepEqual(sendableHeaders({ Via: "x", Expect: "100-continue", TE: "trailers", "X-Own": "a" }), {
      "X-Own": "a",
    });
  });

  const problem = (type: string, name: string): string | undefined =>
    headerMappingProblem({ type, requestParameters: { "integration.request.path.id": "a", [name]: "b" } } as never);

  it("that no mapping may set make every request a 500", () => {
    for (const type of ["HTTP", "AWS"]) {
      assert.equal(
        problem(type, "integration.request.header.Content-Length"),
        "requestParameters maps integration.request.header.Content-Length, which API Gateway answers with 500: remove it",
      );
      assert.equal(problem(type, "integration.request.header.X-Own"), undefined);
      assert.equal(problem(type, "integration.request.querystring.content-length"), undefined);
    }
  });

  it("that no mapping to AWS may set are fine for an HTTP backend", () => {
    const name = "integration.request.header.Authorization";
    assert.ok(problem("AWS", name));
    assert.ok(problem("AWS_PROXY", name));
    assert.equal(problem("HTTP", name), undefined);
    assert.equal(problem("HTTP_PROXY", name), undefined);
    assert.equal(problem("AWS", `x.${name}`), undefined);
  });
});

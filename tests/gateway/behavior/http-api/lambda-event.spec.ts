import assert from "node:assert/strict";
import {
  isTextContentType,
  type LambdaEventV2,
  writeLambdaEventV2,
} from "../../../../gateway/behavior/http-api/lambda-event";
import type { HttpRequest, HttpRequestContext } from "../../../../gateway/behavior/shared/request";
import { context, request } from "../../../support/requests";

/** Returns what the handler gets. */
function eventOf(sent: HttpRequest, facts: HttpRequestContext): LambdaEventV2 {
  return JSON.parse(writeLambdaEventV2(sent, facts)) as LambdaEventV2;
}

describe("writeLambdaEventV2", () => {
  const OTHERS: [Partial<HttpRequestContext>, "accountId" | "apiId" | "stage" | "domainName" | "domainPrefix"][] = [
    [{ accountId: "210987654321" }, "accountId"],
    [{ apiId: "otherabcde" }, "apiId"],
    [{ stage: "dev" }, "stage"],
    [{ domainName: "api.example.com" }, "domainName"],
    [{ domainPrefix: "api" }, "domainPrefix"],
  ];
  for (const [facts, name] of OTHERS) {
    it(`has the ${name} of its own request, whatever the one before to the same route had`, () => {
      const contextOf = (more: Partial<HttpRequestContext>): Record<string, unknown> => ({
        ...eventOf(request({}), context(more)).requestContext,
      });
      const before = contextOf({})[name];
      assert.deepEqual([contextOf(facts)[name], contextOf({})[name]], [facts[name], before]);
    });
  }

  it("has everything that a request can have", () => {
    const event = eventOf(
      request({
        method: "POST",
        path: "/my/path",
        rawQueryString: "parameter1=value1&parameter1=value2&parameter2=value",
        headers: [
          ["Cookie", "cookie1=a; cookie2=b"],
          ["Content-Type", "text/plain"],
          ["X-Many", "1"],
          ["x-many", "2"],
          ["User-Agent", "agent"],
        ],
        body: Buffer.from("Hello from Lambda"),
      }),
      context({
        routeKey: "POST /my/{parameter1}",
        resourcePath: "/my/{parameter1}",
        pathParameters: { parameter1: "path" },
        stageVariables: { stageVariable1: "value1" },
        authorizer: { kind: "jwt", claims: { sub: "alice" }, scopes: ["read"] },
      }),
    );
    assert.deepEqual(event, {
      version: "2.0",
      routeKey: "POST /my/{parameter1}",
      rawPath: "/my/path",
      rawQueryString: "parameter1=value1&parameter1=value2&parameter2=value",
      cookies: ["cookie1=a", "cookie2=b"],
      headers: { "content-type": "text/plain", "x-many": "1,2", "user-agent": "agent" },
      queryStringParameters: { parameter1: "value1,value2", parameter2: "value" },
      requestContext: {
        accountId: "123456789012",
        apiId: "r3pmxmplak",
        authorizer: { jwt: { claims: { sub: "alice" }, scopes: ["read"] } },
        domainName: "r3pmxmplak.execute-api.us-east-2.amazonaws.com",
        domainPrefix: "r3pmxmplak",
        http: {
          method: "POST",
          path: "/my/path",
          protocol: "HTTP/1.1",
          sourceIp: "192.0.2.1",
          userAgent: "agent",
        },
        requestId: "JKJaXmPLvHcESHA=",
        routeKey: "POST /my/{parameter1}",
        stage: "$default",
        time: "12/Mar/2020:19:03:58 +0000",
        timeEpoch: 1584039838000,
      },
      pathParameters: { parameter1: "path" },
      body: "Hello from Lambda",
      isBase64Encoded: false,
      stageVariables: { stageVariable1: "value1" },
    });
  });

  it("leaves out what a request does not have", () => {
    const event = eventOf(request(), context());
    assert.deepEqual(Object.keys(event), [
      "version",
      "routeKey",
      "rawPath",
      "rawQueryString",
      "headers",
      "requestContext",
      "isBase64Encoded",
    ]);
    assert.equal(event.rawQueryString, "");
    assert.equal("authorizer" in event.requestContext, false);
  });

  it("takes headers and parameters with the names of what objects inherit for names as any other", () => {
    const headers: [string, string][] = [
      ["__proto__", "a"],
      ["constructor", "b"],
      ["Constructor", "c"],
    ];
    const event = eventOf(request({ headers, rawQueryString: "__proto__=1&constructor=2&__proto__=3" }), context());
    assert.deepEqual(Object.entries(event.headers), [
      ["__proto__", "a"],
      ["constructor", "b,c"],
    ]);
    assert.deepEqual(Object.entries(event.queryStringParameters ?? {}), [
      ["__proto__", "1,3"],
      ["constructor", "2"],
    ]);
  });

  it("decodes the path and leaves the query as it was sent", () => {
    const event = eventOf(
      request({ path: "/dev/%E2%98%95%20Coffee", rawQueryString: "q=Hello%20World&tag=C%23" }),
      context({ stage: "dev" }),
    );
    assert.equal(event.rawPath, "/dev/☕ Coffee");
    assert.equal(event.requestContext.http.path, "/dev/☕ Coffee");
    assert.equal(event.rawQueryString, "q=Hello%20World&tag=C%23");
    assert.deepEqual(event.queryStringParameters, { q: "Hello World", tag: "C#" });
  });

  it("is JSON whatever the texts of a request, its route and its caller are", () => {
    const odd = `"quoted" \\ \t\u0000\u007f\u00e9\u2028\ud800`;
    const parameters = { [odd]: odd };
    const sent = request({
      method: odd,
      path: `/${odd}`,
      rawQueryString: `${encodeURIComponent('"q"')}=%22`,
      headers: [
        ["x-odd", odd],
        ["user-agent", odd],
        ["cookie", odd],
      ],
      protocol: odd,
      sourceIp: odd,
    });
    const event = eventOf(
      sent,
      context({
        ...{
          requestId: odd,
          accountId: odd,
          apiId: odd,
          domainName: odd,
          domainPrefix: odd,
          stage: odd,
          routeKey: odd,
        },
        pathParameters: parameters,
        stageVariables: parameters,
        authorizer: { kind: "jwt", claims: parameters, scopes: [odd] },
      }),
    );
    assert.deepEqual(event.headers, { "x-odd": odd, "user-agent": odd });
    assert.deepEqual([event.cookies, event.rawPath, event.queryStringParameters], [[odd], `/${odd}`, { '"q"': '"' }]);
    assert.deepEqual([event.pathParameters, event.stageVariables], [parameters, parameters]);
    const { requestContext: found } = event;
    assert.deepEqual(found.authorizer, { jwt: { claims: parameters, scopes: [odd] } });
    assert.deepEqual(found.http, { method: odd, path: `/${odd}`, protocol: odd, sourceIp: odd, userAgent: odd });
    const texts = [found.requestId, found.accountId, found.apiId, found.domainName, found.domainPrefix];
    assert.deepEqual([...texts, found.stage, found.routeKey, event.routeKey], Array(8).fill(odd));
  });

  it("encodes a binary body in base64", () => {
    const event = eventOf(
      request({ headers: [["content-type", "application/octet-stream"]], body: Buffer.from([1, 2, 3, 4, 5]) }),
      context(),
    );
    assert.equal(event.body, "AQIDBAU=");
    assert.equal(event.isBase64Encoded, true);
  });

  it("hands on what a Lambda authorizer and IAM say", () => {
    const lambda = eventOf(
      request(),
      context({ authorizer: { kind: "lambda", context: { numberKey: 1, arrayKey: ["a"] }, principalId: "abcdef" } }),
    );
    assert.deepEqual(lambda.requestContext.authorizer, { lambda: { numberKey: 1, arrayKey: ["a"] } });
    const identity = {
      accessKey: "AKIA",
      accountId: "111122223333",
      callerId: "AIDA",
      principalOrgId: null,
      userArn: "arn:aws:iam::111122223333:user/alice",
      userId: "AIDA",
    };
    const iam = eventOf(request(), context({ authorizer: { kind: "iam", identity } }));
    assert.deepEqual(iam.requestContext.authorizer, { iam: { ...identity, cognitoIdentity: null } });
  });
});

describe("isTextContentType", () => {
  const cases: [contentType: string | undefined, isText: boolean][] = [
    ["text/html", true],
    ["application/json; charset=utf-8", true],
    ["Application/XML", true],
    ["application/javascript", true],
    ["application/x-www-form-urlencoded", false],
    ["multipart/form-data; boundary=x", false],
    ["application/vnd.api+json", false],
    ["image/png", false],
    [undefined, false],
  ];
  for (const [contentType, isText] of cases) {
    it(`takes ${contentType ?? "a missing type"} for ${isText ? "text" : "binary"}`, () => {
      assert.equal(isTextContentType(contentType), isText);
    });
  }
});

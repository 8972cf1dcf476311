import assert from "node:assert/strict";
import { buildLambdaEventV1, headerNameV1 } from "../../../../gateway/behavior/http-api/lambda-event-v1";
import { context, request } from "../../../support/requests";

const NO_IDENTITY = {
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAmr: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  sourceIp: "192.0.2.1",
  user: null,
  userAgent: "",
  userArn: null,
};

describe("buildLambdaEventV1", () => {
  it("has everything, with null for what the request does not have", () => {
    const event = buildLambdaEventV1(
      request({
        path: "/dev/users/J%20Doe",
        rawQueryString: "tag=important&tag=urgent",
        headers: [
          ["header1", "value1"],
          ["header1", "value2"],
          ["cookie", "session=abc123; theme=dark"],
        ],
      }),
      context({
        stage: "dev",
        routeKey: "GET /users/{name}",
        resourcePath: "/users/{name}",
        pathParameters: { name: "J Doe" },
      }),
    );
    assert.deepEqual(event, {
      version: "1.0",
      resource: "/users/{name}",
      path: "/dev/users/J%20Doe",
      httpMethod: "GET",
      headers: { header1: "value2", cookie: "session=abc123; theme=dark" },
      multiValueHeaders: { header1: ["value1", "value2"], cookie: ["session=abc123; theme=dark"] },
      queryStringParameters: { tag: "urgent" },
      multiValueQueryStringParameters: { tag: ["important", "urgent"] },
      requestContext: {
        accountId: "123456789012",
        apiId: "r3pmxmplak",
        domainName: "r3pmxmplak.execute-api.us-east-2.amazonaws.com",
        domainPrefix: "r3pmxmplak",
        extendedRequestId: "JKJaXmPLvHcESHA=",
        httpMethod: "GET",
        identity: NO_IDENTITY,
        path: "/dev/users/J Doe",
        protocol: "HTTP/1.1",
        requestId: "JKJaXmPLvHcESHA=",
        requestTime: "12/Mar/2020:19:03:58 +0000",
        requestTimeEpoch: 1584039838000,
        resourceId: "GET /users/{name}",
        resourcePath: "/users/{name}",
        stage: "dev",
      },
      pathParameters: { name: "J Doe" },
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
    });
  });

  it("has null maps without query and path parameters", () => {
    const event = buildLambdaEventV1(request(), context());
    assert.equal(event.queryStringParameters, null);
    assert.equal(event.multiValueQueryStringParameters, null);
    assert.equal(event.pathParameters, null);
  });

  it("has no authorizer on a route without one", () => {
    assert.equal("authorizer" in buildLambdaEventV1(request(), context()).requestContext, false);
  });

  it("puts JWT claims and a Lambda authorizer's context into authorizer", () => {
    const jwt = buildLambdaEventV1(
      request(),
      context({ authorizer: { kind: "jwt", claims: { sub: "a" }, scopes: null } }),
    );
    assert.deepEqual(jwt.requestContext.authorizer, { claims: { sub: "a" }, scopes: null });
    const lambda = buildLambdaEventV1(
      request(),
      context({ authorizer: { kind: "lambda", context: { key: "value" }, principalId: "abcdef" } }),
    );
    assert.deepEqual(lambda.requestContext.authorizer, {
      claims: null,
      scopes: null,
      key: "value",
      principalId: "abcdef",
    });
  });
});

// as in the events of tests/conformance/recordings/events/captured.json
describe("headerNameV1", () => {
  const names: [written: string, name: string][] = [
    ["X-FORWARDED-for", "X-Forwarded-For"],
    ["content-type", "Content-Type"],
    ["Accept-Encoding", "accept-encoding"],
    ["Authorization", "authorization"],
    ["Postman-Token", "Postman-Token"],
    ["sec-fetch-mode", "sec-fetch-mode"],
  ];
  for (const [written, name] of names) {
    it(`writes ${written} as ${name}`, () => assert.equal(headerNameV1(written), name));
  }
});

import assert from "node:assert/strict";
import { buildAuthorizerEvent, routeArn } from "../../../../gateway/behavior/shared/lambda-authorizer-event";
import { context, request } from "../../../support/requests";

const ARN = "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/request";

describe("routeArn", () => {
  it("ends with stage, method and the request's path", () => {
    const api = { executionArn: "arn:aws:execute-api:us-east-1:123456789012:abcdef123" };
    assert.equal(routeArn(api, "test", "GET", "/request"), ARN);
    assert.equal(routeArn(api, "$default", "GET", "/"), `${api.executionArn}/$default/GET/`);
  });
});

describe("buildAuthorizerEvent", () => {
  const incoming = request({
    path: "/test/request",
    rawQueryString: "QueryString1=queryValue1",
    headers: [
      ["HeaderAuth1", "headerValue1"],
      ["cookie", "a=1"],
    ],
    body: Buffer.from("{}"),
  });
  const known = context({
    stage: "test",
    routeKey: "GET /request",
    resourcePath: "/request",
    stageVariables: { StageVar1: "stageValue1" },
  });

  it("is in format 2.0 as AWS has it, without the body", () => {
    const event = buildAuthorizerEvent({ payloadFormatVersion: "2.0" }, incoming, known, {
      arn: ARN,
      values: ["user1", "123"],
    });
    const { requestContext, ...rest } = event;
    assert.deepEqual(rest, {
      version: "2.0",
      type: "REQUEST",
      routeArn: ARN,
      identitySource: ["user1", "123"],
      routeKey: "GET /request",
      rawPath: "/test/request",
      rawQueryString: "QueryString1=queryValue1",
      cookies: ["a=1"],
      headers: { headerauth1: "headerValue1" },
      queryStringParameters: { QueryString1: "queryValue1" },
      stageVariables: { StageVar1: "stageValue1" },
    });
    assert.equal((requestContext as { stage: string }).stage, "test");
  });

  it("is in format 1.0 as AWS has it", () => {
    const event = buildAuthorizerEvent({ payloadFormatVersion: "1.0" }, incoming, known, {
      arn: ARN,
      values: ["user1", "123"],
    });
    const { requestContext, ...rest } = event;
    assert.deepEqual(rest, {
      version: "1.0",
      type: "REQUEST",
      methodArn: ARN,
      identitySource: "user1,123",
      authorizationToken: "user1,123",
      resource: "/request",
      path: "/test/request",
      httpMethod: "GET",
      headers: { HeaderAuth1: "headerValue1", cookie: "a=1" },
      queryStringParameters: { QueryString1: "queryValue1" },
      pathParameters: {},
      stageVariables: { StageVar1: "stageValue1" },
    });
    assert.equal("authorizer" in (requestContext as object), false);
  });
});

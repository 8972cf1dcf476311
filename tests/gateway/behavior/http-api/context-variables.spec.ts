import assert from "node:assert/strict";
import { contextValue, type ContextData } from "../../../../gateway/behavior/http-api/context-variables";
import { context, request } from "../../../support/requests";

const DATA: ContextData = {
  request: request({ path: "/dev/orders", headers: [["user-agent", "curl/8"]] }),
  context: context({
    stage: "dev",
    routeKey: "GET /orders",
    authorizer: { kind: "jwt", claims: { sub: "alice", "cognito:groups": "[admin]" }, scopes: null },
  }),
  response: { status: 200, length: 27, latency: 12 },
  integration: { status: 201, serviceStatus: 200, latency: 9, requestId: "aws-1" },
};

describe("contextValue", () => {
  const values: [name: string, value: string | undefined][] = [
    ["accountId", "123456789012"],
    ["apiId", "r3pmxmplak"],
    ["awsEndpointRequestId", "aws-1"],
    ["domainName", "r3pmxmplak.execute-api.us-east-2.amazonaws.com"],
    ["domainPrefix", "r3pmxmplak"],
    ["extendedRequestId", "JKJaXmPLvHcESHA="],
    ["httpMethod", "GET"],
    ["identity.userAgent", "curl/8"],
    ["integration.status", "201"],
    ["integration.integrationStatus", "200"],
    ["integrationStatus", "200"],
    ["integrationLatency", "9"],
    ["path", "/dev/orders"],
    ["requestTimeEpoch", "1584039838000"],
    ["responseLatency", "12"],
    ["stage", "dev"],
    ["identity.user", undefined],
    ["customDomain.basePathMatched", undefined],
  ];
  for (const [name, value] of values) {
    it(`reads ${name}`, () => assert.equal(contextValue(name, DATA), value));
  }

  it("reads the signer of an IAM request", () => {
    const identity = {
      accessKey: "AKIA",
      accountId: "111122223333",
      callerId: "AIDA",
      principalOrgId: null,
      userArn: "arn:aws:iam::111122223333:user/alice",
      userId: "AIDB",
    };
    const data = { ...DATA, context: context({ authorizer: { kind: "iam", identity } }) };
    assert.equal(contextValue("identity.userArn", data), "arn:aws:iam::111122223333:user/alice");
    assert.equal(contextValue("identity.caller", data), "AIDA");
    assert.equal(contextValue("identity.user", data), "AIDB");
    assert.equal(contextValue("identity.principalOrgId", data), undefined);
  });
});

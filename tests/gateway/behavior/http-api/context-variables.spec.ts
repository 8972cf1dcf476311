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

  it("reads the certificate that the client presented", () => {
    const clientCert = {
      clientCertPem: "-----BEGIN",
      subjectDN: "CN=client",
      issuerDN: "CN=ca",
      serialNumber: "a1:b2",
      validity: { notBefore: "May 28 12:30:02 2019 GMT", notAfter: "Aug  5 09:36:04 2021 GMT" },
    };
    const names = ["clientCertPem", "subjectDN", "issuerDN", "serialNumber", "validity.notBefore", "validity.notAfter"];
    const read = (data: ContextData): unknown[] =>
      names.map((name) => contextValue(`identity.clientCert.${name}`, data));
    assert.deepEqual(read({ ...DATA, request: request({ clientCert }) }), [
      "-----BEGIN",
      "CN=client",
      "CN=ca",
      "a1:b2",
      "May 28 12:30:02 2019 GMT",
      "Aug  5 09:36:04 2021 GMT",
    ]);
    assert.deepEqual(read(DATA), Array(6).fill(undefined));
  });

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

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
describe("contextValue of what did not happen", () => {
  const BARE: ContextData = { request: request(), context: context({ routeKey: "" }) };
  for (const name of [
    ...["authorizer.error", "authorizer.principalId", "authorizer.claims", "authorizer.claims.sub", "authorizer.plan"],
    ...[
      "awsEndpointRequestId",
      "customDomain.basePathMatched",
      "dataProcessed",
      "error.message",
      "error.messageString",
    ],
    ...["error.responseType", "identity.caller", "integration.error", "integration.integrationStatus"],
    ...["integration.latency", "integration.requestId", "integration.status", "integrationErrorMessage"],
    ...["integrationLatency", "integrationStatus", "responseLatency", "responseLength", "routeKey", "status", "none"],
    ...["xauthorizer.claims.sub", "xauthorizer.plan", "constructor"],
  ]) {
    it(`is nothing for ${name}`, () => assert.equal(contextValue(name, BARE), undefined));
  }

  it("is what happened, otherwise", () => {
    const data: ContextData = {
      ...DATA,
      context: context({ basePath: "shop" }),
      integration: { ...DATA.integration, error: "broken" },
      error: { message: 'a "b"', responseType: "THROTTLED" },
      authorizerError: "expired",
    };
    assert.deepEqual(
      [
        ...["integration.error", "integrationErrorMessage", "integration.latency", "integration.requestId"],
        ...["error.message", "error.messageString", "error.responseType", "authorizer.error"],
        ...["customDomain.basePathMatched", "responseLength", "status"],
      ].map((name) => contextValue(name, data)),
      ["broken", "broken", "9", "aws-1", 'a "b"', '"a \\"b\\""', "THROTTLED", "expired", "shop", "27", "200"],
    );
  });

  it("of an authorizer has its claims, or what its function handed on as texts", () => {
    assert.equal(contextValue("authorizer.claims.cognito:groups", DATA), "[admin]");
    assert.equal(contextValue("authorizer.claims", DATA), undefined);
    assert.equal(contextValue("authorizer.sub", DATA), undefined);
    assert.equal(contextValue("authorizer.principalId", DATA), undefined);
    const handed = { plan: "gold", number: 1, list: [1], none: null, claims: "c" };
    const lambda = {
      ...DATA,
      context: context({ authorizer: { kind: "lambda", principalId: "ann", context: handed } as never }),
    };
    assert.deepEqual(
      ["principalId", "plan", "number", "list", "none", "claims", "claims.x"].map((name) =>
        contextValue(`authorizer.${name}`, lambda),
      ),
      ["ann", "gold", "1", "[1]", undefined, undefined, undefined],
    );
  });
});

import assert from "node:assert/strict";
import { webSocketVariable, type WebSocketLogData } from "../../../../gateway/behavior/websocket-api/context-variables";
import { context, FULL } from "./connection";

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
describe("a variable of a WebSocket API", () => {
  const data: WebSocketLogData = {
    context: FULL,
    integration: { status: 200, latency: 9, requestId: "i1", error: "broken" },
    authorizer: { status: 201, latency: 7, error: "refused" },
    error: { message: 'a "b"' },
    status: 101,
  };
  for (const [name, expected] of [
    ["accountId", "123456789012"],
    ["apiId", "wsabcdefgh"],
    ["connectedAt", "1583348638000"],
    ["connectionId", "conn="],
    ["domainName", "wsabcdefgh.execute-api.eu-west-1.amazonaws.com"],
    ["domainPrefix", "wsabcdefgh"],
    ["eventType", "MESSAGE"],
    ["extendedRequestId", "req="],
    ["messageId", "m1"],
    ["messageDirection", "IN"],
    ["requestId", "req="],
    ["requestTime", "04/Mar/2020:19:03:58 +0000"],
    ["requestTimeEpoch", "1583348638390"],
    ["routeKey", "say"],
    ["stage", "dev"],
    ["disconnectReason", "Going away"],
    ["disconnectStatusCode", "1001"],
    ["status", "101"],
    ["authorizer.error", "refused"],
    ["authorizer.latency", "7"],
    ["authorizer.principalId", "ann"],
    ["authorizer.status", "201"],
    ["authorizer.plan", "gold"],
    ["authorizer.number", "1"],
    ["authorizer.flag", "true"],
    ["authorizer.none", undefined],
    ["authorizer.other", undefined],
    ["error.message", 'a "b"'],
    ["error.messageString", '"a \\"b\\""'],
    ["identity.accountId", "1"],
    ["identity.apiKey", "key"],
    ["identity.caller", "c"],
    ["identity.sourceIp", "192.0.2.1"],
    ["identity.user", "u"],
    ["identity.userAgent", "wscat"],
    ["identity.userArn", "arn"],
    ["integration.error", "broken"],
    ["integration.latency", "9"],
    ["integration.requestId", "i1"],
    ["integration.status", "200"],
    ["integrationErrorMessage", "broken"],
    ["integrationLatency", "9"],
    ["integrationStatus", "200"],
    ["xauthorizer.plan", undefined],
    ["none", undefined],
    ["constructor", undefined],
  ] as const) {
    it(`${name} is ${expected}`, () => assert.equal(webSocketVariable(name)(data), expected));
  }

  it("is nothing where it did not happen", () => {
    const bare = { context: context() };
    for (const name of [
      ...["messageId", "disconnectReason", "disconnectStatusCode", "status", "authorizer.error", "authorizer.latency"],
      ...["authorizer.principalId", "authorizer.status", "authorizer.plan", "error.message", "error.messageString"],
      ...["identity.accountId", "identity.apiKey", "identity.caller", "identity.user", "identity.userAgent"],
      ...["identity.userArn", "integration.error", "integration.latency", "integration.requestId"],
      ...["integration.status", "integrationErrorMessage", "integrationLatency", "integrationStatus"],
    ]) {
      assert.equal(webSocketVariable(name)(bare), undefined, name);
    }
  });

  it("of the authorizer's latency is that of the connection, after it was made", () => {
    assert.equal(webSocketVariable("authorizer.latency")({ context: FULL }), "5");
  });
});

import assert from "node:assert/strict";
import { without } from "../../../support/requests";
import {
  buildAuthorizerEvent,
  buildConnectEvent,
  buildDisconnectEvent,
  buildMessageEvent,
  buildRequestContext,
} from "../../../../gateway/behavior/websocket-api/lambda-event";
import { CONNECT, context, FULL } from "./connection";

const MAPS = {
  headers: { Host: "ws.example.com", Auth: "secret", "X-Own": "2", "X-Empty": "" },
  multiValueHeaders: { Host: ["ws.example.com"], Auth: ["secret"], "X-Own": ["1", "2"], "X-Empty": [""] },
};
const QUERY = {
  queryStringParameters: { token: "t2", empty: "" },
  multiValueQueryStringParameters: { token: ["t1", "t2"], empty: [""] },
};
const UPGRADE = { Connection: "upgrade", "content-length": "0", Upgrade: "websocket" };

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
describe("the events of a WebSocket API", () => {
  it("have a context of what the connection has", () => {
    assert.deepEqual(buildRequestContext(context()), {
      routeKey: "say",
      eventType: "MESSAGE",
      extendedRequestId: "req=",
      requestTime: "04/Mar/2020:19:03:58 +0000",
      messageDirection: "IN",
      stage: "dev",
      connectedAt: 1583348638000,
      requestTimeEpoch: 1583348638390,
      identity: { sourceIp: "192.0.2.1" },
      requestId: "req=",
      domainName: "wsabcdefgh.execute-api.eu-west-1.amazonaws.com",
      connectionId: "conn=",
      apiId: "wsabcdefgh",
    });
    const { authorizer, identity, messageId, disconnectStatusCode, disconnectReason } = buildRequestContext(FULL);
    assert.deepEqual(authorizer, {
      plan: "gold",
      number: 1,
      none: null,
      flag: true,
      principalId: "ann",
      integrationLatency: 5,
    });
    assert.deepEqual(identity, {
      accountId: "1",
      caller: "c",
      user: "u",
      userArn: "arn",
      apiKey: "key",
      userAgent: "wscat",
      sourceIp: "192.0.2.1",
    });
    assert.deepEqual([messageId, disconnectStatusCode, disconnectReason], ["m1", 1001, "Going away"]);
  });

  it("of $connect have the request's headers and query, the last value in the plain maps", () => {
    const given = context();
    assert.deepEqual(buildConnectEvent(CONNECT, given), {
      ...MAPS,
      ...QUERY,
      stageVariables: { table: "rooms" },
      requestContext: buildRequestContext(given),
      isBase64Encoded: false,
    });
    const bare = without(context(), "stageVariables");
    const event = buildConnectEvent({ ...CONNECT, rawQueryString: "" }, bare);
    assert.deepEqual(Object.keys(event), ["headers", "multiValueHeaders", "requestContext", "isBase64Encoded"]);
  });

  it("of a message have the message", () => {
    const given = context();
    assert.deepEqual(buildMessageEvent("hi", given), {
      stageVariables: { table: "rooms" },
      requestContext: buildRequestContext(given),
      body: "hi",
      isBase64Encoded: false,
    });
  });

  it("of $disconnect have the host alone", () => {
    const { headers, multiValueHeaders, isBase64Encoded } = buildDisconnectEvent(context());
    const host = "wsabcdefgh.execute-api.eu-west-1.amazonaws.com";
    assert.deepEqual(headers, { Host: host, "x-api-key": "", "X-Forwarded-For": "", "x-restapi": "" });
    assert.deepEqual(multiValueHeaders, {
      Host: [host],
      "x-api-key": [""],
      "X-Forwarded-For": [""],
      "x-restapi": [""],
    });
    assert.equal(isBase64Encoded, false);
  });

  // apiGatewayAuthorizerWebSocketEvent.json of Powertools, which the code names
  it("of an authorizer have the headers of the upgrade, and empty maps for what there is not", () => {
    const event = buildAuthorizerEvent(CONNECT, context(), "arn:x");
    assert.deepEqual(event, {
      type: "REQUEST",
      methodArn: "arn:x",
      headers: { ...UPGRADE, ...MAPS.headers },
      multiValueHeaders: {
        ...Object.fromEntries(Object.entries(UPGRADE).map(([name, value]) => [name, [value]])),
        ...MAPS.multiValueHeaders,
      },
      ...QUERY,
      stageVariables: { table: "rooms" },
      requestContext: buildRequestContext(context()),
    });
    const bare = without(context(), "stageVariables");
    const empty = buildAuthorizerEvent({ ...CONNECT, rawQueryString: "" }, bare, "arn:x");
    assert.deepEqual(
      [empty.queryStringParameters, empty.multiValueQueryStringParameters, empty.stageVariables],
      [{}, {}, {}],
    );
  });
});

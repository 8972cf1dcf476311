import type { ConnectRequest, WebSocketContext } from "../../../../gateway/behavior/websocket-api/connection-request";

/** A request to connect, as AWS's pages and recorded events have it. */
export const CONNECT: ConnectRequest = {
  headers: [
    ["Host", "ws.example.com"],
    ["Auth", "secret"],
    ["X-Own", "1"],
    ["X-Own", "2"],
    ["X-Empty", ""],
  ],
  rawQueryString: "token=t1&token=t2&empty=",
  sourceIp: "192.0.2.1",
};

export function context(changes: Partial<WebSocketContext> = {}): WebSocketContext {
  return {
    apiId: "wsabcdefgh",
    accountId: "123456789012",
    stage: "dev",
    stageVariables: { table: "rooms" },
    domainName: "wsabcdefgh.execute-api.eu-west-1.amazonaws.com",
    connectionId: "conn=",
    connectedAt: 1583348638000,
    routeKey: "say",
    eventType: "MESSAGE",
    requestId: "req=",
    timeEpoch: 1583348638390,
    sourceIp: "192.0.2.1",
    ...changes,
  };
}

const IDENTITY = {
  accountId: "1",
  callerId: "c",
  principalOrgId: "o",
  accessKey: "a",
  userArn: "arn",
  userId: "u",
};

/** With everything that can happen to a connection. */
export const FULL = context({
  userAgent: "wscat",
  messageId: "m1",
  disconnect: { statusCode: 1001, reason: "Going away" },
  authorizer: {
    principalId: "ann",
    context: { plan: "gold", number: 1, none: null, flag: true },
    integrationLatency: 5,
  },
  iam: IDENTITY,
  apiKey: "key",
});

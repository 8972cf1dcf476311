import type { IamIdentity, HeaderList } from "../shared/request";

/** The upgrade request that a connection began with. */
export interface ConnectRequest {
  headers: HeaderList;
  /** Without the question mark. */
  rawQueryString: string;
  sourceIp: string;
}

/** The facts of one event of a connection. */
export interface WebSocketContext {
  apiId: string;
  accountId: string;
  stage: string;
  stageVariables?: Record<string, string>;
  domainName: string;
  connectionId: string;
  /** Milliseconds since 1970. */
  connectedAt: number;
  routeKey: string;
  eventType: "CONNECT" | "MESSAGE" | "DISCONNECT";
  requestId: string;
  timeEpoch: number;
  sourceIp: string;
  userAgent?: string;
  /** Of a message alone. */
  messageId?: string;
  /** Of a disconnect alone. */
  disconnect?: { statusCode: number; reason: string };
  authorizer?: WebSocketAuthorizerContext;
  iam?: IamIdentity;
  apiKey?: string;
}

/** The context that the authorizer of `$connect` returned, which every later event of the connection has. */
export interface WebSocketAuthorizerContext {
  principalId: string;
  context: Record<string, unknown>;
  /** Milliseconds that the authorizer took. */
  integrationLatency: number;
}

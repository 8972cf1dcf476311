import { type WebSocketContextVariable } from "../../../aws/context-variables";
import { clfTime } from "../shared/time-format";
import type { WebSocketContext } from "./connection-request";
import { ownValue } from "../../../language/own-value";

/** The values that `$context` variables of a WebSocket API are read from; what did not happen is left out. */
export interface WebSocketLogData {
  context: WebSocketContext;
  /** Latencies in milliseconds. */
  integration?: { status?: number; latency?: number; requestId?: string; error?: string };
  authorizer?: { status?: number; latency?: number; error?: string };
  error?: { message: string };
  /** Of the handshake; 200 for a message that was handled. */
  status?: number;
}

type Value = string | number | undefined;

/**
 * The variables that access logs and mapping templates of a WebSocket API have.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
 */
const READERS: Record<WebSocketContextVariable, (data: WebSocketLogData) => Value> = {
  accountId: ({ context }) => context.accountId,
  apiId: ({ context }) => context.apiId,
  connectedAt: ({ context }) => context.connectedAt,
  connectionId: ({ context }) => context.connectionId,
  domainName: ({ context }) => context.domainName,
  domainPrefix: ({ context }) => context.domainName.split(".")[0],
  eventType: ({ context }) => context.eventType,
  extendedRequestId: ({ context }) => context.requestId,
  messageId: ({ context }) => context.messageId,
  messageDirection: () => "IN",
  requestId: ({ context }) => context.requestId,
  requestTime: ({ context }) => clfTime(context.timeEpoch),
  requestTimeEpoch: ({ context }) => context.timeEpoch,
  routeKey: ({ context }) => context.routeKey,
  stage: ({ context }) => context.stage,
  disconnectReason: ({ context }) => context.disconnect?.reason,
  disconnectStatusCode: ({ context }) => context.disconnect?.statusCode,
  status: ({ status }) => status,
  "authorizer.error": ({ authorizer }) => authorizer?.error,
  "authorizer.latency": ({ authorizer, context }) => authorizer?.latency ?? context.authorizer?.integrationLatency,
  "authorizer.principalId": ({ context }) => context.authorizer?.principalId,
  "authorizer.status": ({ authorizer }) => authorizer?.status,
  "error.message": ({ error }) => error?.message,
  "error.messageString": ({ error }) => (error === undefined ? undefined : JSON.stringify(error.message)),
  "identity.accountId": ({ context }) => context.iam?.accountId,
  "identity.apiKey": ({ context }) => context.apiKey,
  "identity.caller": ({ context }) => context.iam?.callerId,
  "identity.sourceIp": ({ context }) => context.sourceIp,
  "identity.user": ({ context }) => context.iam?.userId,
  "identity.userAgent": ({ context }) => context.userAgent,
  "identity.userArn": ({ context }) => context.iam?.userArn,
  "integration.error": ({ integration }) => integration?.error,
  "integration.latency": ({ integration }) => integration?.latency,
  "integration.requestId": ({ integration }) => integration?.requestId,
  "integration.status": ({ integration }) => integration?.status,
  integrationErrorMessage: ({ integration }) => integration?.error,
  integrationLatency: ({ integration }) => integration?.latency,
  integrationStatus: ({ integration }) => integration?.status,
};

/** The reader of `$context.<name>`, without the dollar sign; an authorizer's own properties come as text. */
export function webSocketVariable(name: string): (data: WebSocketLogData) => string | undefined {
  const known = Object.hasOwn(READERS, name) ? READERS[name as WebSocketContextVariable] : undefined;
  const property = /^authorizer\.(.+)$/.exec(name)?.[1];
  return (data) => {
    const value = known === undefined ? ownValue(data.context.authorizer?.context, property ?? "") : known(data);
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : undefined;
  };
}

/**
 * The errors that API Gateway answers in its own name on WebSocket APIs: with a status while the handshake lasts, with a message on an
 * open connection.
 */
export interface WebSocketError {
  /** The handshake's status. */
  statusCode: number;
  message: string;
  when: string;
  source: string;
  /** Specifies the part that AWS does not document. */
  undocumented?: string;
}

const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const CONNECT = `${GUIDE}/apigateway-websocket-api-route-keys-connect-disconnect.html`;

export const WEBSOCKET_ERRORS = {
  unauthorized: {
    statusCode: 401,
    message: "Unauthorized",
    when: "An identity source of the authorizer is missing.",
    source: `${GUIDE}/apigateway-websocket-api-lambda-auth.html`,
  },
  forbidden: {
    statusCode: 403,
    message: "Forbidden",
    when: "The authorizer refuses, the request has no IAM signature or no API key, or a message has no route.",
    source: CONNECT,
  },
  tooManyRequests: {
    statusCode: 429,
    message: "Too many requests",
    when: "More new connections a second than the account has, or messages than the route or stage lets through.",
    source: `${GUIDE}/websocket-api-protect.html`,
    undocumented: "The message's text.",
  },
  authorizerFailed: {
    statusCode: 500,
    message: "Internal server error",
    when: "The authorizer failed or answered no policy.",
    source: "https://repost.aws/knowledge-center/api-gateway-websocket-error",
    undocumented: "The status.",
  },
  internalServerError: {
    statusCode: 502,
    message: "Internal server error",
    when: "The integration failed, timed out or may not be invoked.",
    source: CONNECT,
    undocumented: "The status of the handshake, which AWS calls a failure of the integration.",
  },
} as const satisfies Record<string, WebSocketError>;

export type WebSocketErrorName = keyof typeof WEBSOCKET_ERRORS;

/** Returns what a client is sent on an open connection where its message failed. */
export function errorMessage(name: WebSocketErrorName, connectionId: string, requestId: string): string {
  return JSON.stringify({ message: WEBSOCKET_ERRORS[name].message, connectionId, requestId });
}

/** The codes that API Gateway closes connections with. */
export const CLOSE_CODES = {
  /** Idle for 10 minutes, open for 2 hours, or closed by `DELETE @connections`. */
  goingAway: 1001,
  /** A binary frame. */
  unsupportedData: 1003,
  /** A message over 128 KB, or a frame over 32 KB. */
  messageTooBig: 1009,
} as const;

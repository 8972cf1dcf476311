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
  badRequestBody: {
    statusCode: 400,
    message: "Invalid request body",
    when: "A message does not fit the model of its route.",
    source: `${GUIDE}/websocket-api-request-validation.html`,
  },
  badRequestParameters: {
    statusCode: 400,
    message: "Missing required request parameters",
    when: "A request to connect lacks a parameter that the route requires.",
    source: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html",
    undocumented: "All of it: AWS documents that a parameter can be required, not what follows.",
  },
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
  limitExceeded: {
    statusCode: 429,
    message: "Limit Exceeded",
    when: "The quota of the API key's usage plan is used up.",
    source: `${GUIDE}/api-gateway-api-usage-plans.html`,
    undocumented: "The message's text on WebSocket APIs: it is that of REST APIs.",
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

/**
 * Returns what a client is sent where its message or its request to connect failed, written as AWS writes it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
 *
 * @param details stand after the message
 */
export function errorMessage(name: WebSocketErrorName, connectionId: string, requestId: string, details = ""): string {
  const { message } = WEBSOCKET_ERRORS[name];
  const [shown, id, request] = [`${message}${details}`, connectionId, requestId].map((text) => JSON.stringify(text));
  return `{"message": ${shown}, "connectionId":${id}, "requestId":${request}}`;
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

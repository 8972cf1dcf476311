/**
 * The errors that API Gateway answers in its own name on WebSocket APIs: with a status while the handshake lasts, with a message on an
 * open connection.
 */
export interface WebSocketError {
  /** The handshake's status. */
  statusCode: number;
  message: string;
}

export const WEBSOCKET_ERRORS = {
  /**
   * A message does not fit the model of its route.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
   */
  badRequestBody: {
    statusCode: 400,
    message: "Invalid request body",
  },
  /**
   * A request to connect lacks a parameter that the route requires.
   * undocumented: all of it: AWS documents that a parameter can be required, not what follows.
   * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html
   */
  badRequestParameters: {
    statusCode: 400,
    message: "Missing required request parameters",
  },
  /**
   * An identity source of the authorizer is missing.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
   */
  unauthorized: {
    statusCode: 401,
    message: "Unauthorized",
  },
  /**
   * The authorizer refuses, the request has no IAM signature or no API key, or a message has no route.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
   */
  forbidden: {
    statusCode: 403,
    message: "Forbidden",
  },
  /**
   * More new connections a second than the account has, or messages than the route or stage lets through.
   * undocumented: the message's text.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-protect.html
   */
  tooManyRequests: {
    statusCode: 429,
    message: "Too many requests",
  },
  /**
   * The quota of the API key's usage plan is used up.
   * undocumented: the message's text on WebSocket APIs: it is that of REST APIs.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
   */
  limitExceeded: {
    statusCode: 429,
    message: "Limit Exceeded",
  },
  /**
   * The authorizer failed or answered no policy.
   * undocumented: the status.
   * https://repost.aws/knowledge-center/api-gateway-websocket-error
   */
  authorizerFailed: {
    statusCode: 500,
    message: "Internal server error",
  },
  /**
   * The integration failed, timed out or may not be invoked.
   * undocumented: the status of the handshake, which AWS calls a failure of the integration.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
   */
  internalServerError: {
    statusCode: 502,
    message: "Internal server error",
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

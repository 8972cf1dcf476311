import type { HttpResponse } from "../shared/request";

/**
 * The answers that API Gateway gives in its own name: the one table of them for HTTP APIs, each with when AWS gives it, the page or the
 * report of a live API that shows it, and what of it AWS does not document. All of that is comment, which the package leaves out.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting.html
 */
export interface GatewayError {
  statusCode: number;
  message: string;
  /** `$context.error.responseType`. */
  responseType: string;
}

export const GATEWAY_ERRORS = {
  /**
   * A token is missing or not valid, or an identity source of a Lambda authorizer is missing.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html
   */
  unauthorized: {
    statusCode: 401,
    message: "Unauthorized",
    responseType: "UNAUTHORIZED",
  },
  /**
   * A valid token without a scope of the route, a Lambda authorizer that refuses, a request without IAM signature, or a disabled execute-api endpoint.
   * undocumented: the answer of a disabled endpoint, which AWS states for REST APIs only.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
   */
  forbidden: {
    statusCode: 403,
    message: "Forbidden",
    responseType: "ACCESS_DENIED",
  },
  /**
   * No stage or no route takes the request.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
   */
  notFound: {
    statusCode: 404,
    message: "Not Found",
    responseType: "RESOURCE_NOT_FOUND",
  },
  /**
   * The body has more than 10 MB, or its event more than Lambda's 6 MB.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
   */
  requestTooLarge: {
    statusCode: 413,
    message: "Request Entity Too Large",
    responseType: "REQUEST_TOO_LARGE",
  },
  /**
   * The token bucket of the route or stage is empty.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
   */
  tooManyRequests: {
    statusCode: 429,
    message: "Too Many Requests",
    responseType: "THROTTLED",
  },
  /**
   * The request line and the header values have more than 10,240 bytes together.
   * undocumented: the status and the body: AWS states the quota alone.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
   */
  headersTooLarge: {
    statusCode: 431,
    message: "Request Header Fields Too Large",
    responseType: "REQUEST_HEADERS_TOO_LARGE",
  },
  /**
   * The function failed, timed out by its own timeout, returned a malformed response or may not be invoked; or an authorizer failed.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
   */
  internalServerError: {
    statusCode: 500,
    message: "Internal Server Error",
    responseType: "INTEGRATION_FAILURE",
  },
  /**
   * The integration did not answer within its timeout (30 s at most), or an HTTP backend can't be reached.
   * undocumented: the status and the message, which users report of functions and HTTP backends, while AWS names 504 for REST APIs alone; and that a backend which can't be reached is answered as a timeout is.
   * https://github.com/serverless/serverless/issues/11222
   */
  serviceUnavailable: {
    statusCode: 503,
    message: "Service Unavailable",
    responseType: "INTEGRATION_TIMEOUT",
  },
} as const satisfies Record<string, GatewayError>;

export type GatewayErrorName = keyof typeof GATEWAY_ERRORS;

/** The response of one of API Gateway's own errors. */
export function gatewayError(name: GatewayErrorName, headers: [string, string][] = []): HttpResponse {
  const { statusCode, message } = GATEWAY_ERRORS[name];
  const body = Buffer.from(JSON.stringify({ message }));
  return {
    statusCode,
    headers: [["content-type", "application/json"], ["content-length", String(body.length)], ...headers],
    body,
  };
}

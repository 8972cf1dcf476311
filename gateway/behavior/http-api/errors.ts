import type { HttpResponse } from "../shared/request";

/**
 * The answers that API Gateway gives in its own name: the one table of them for HTTP APIs.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting.html
 */
export interface GatewayError {
  statusCode: number;
  message: string;
  /** `$context.error.responseType`. */
  responseType: string;
  /** When AWS gives it. */
  when: string;
  /** The AWS page, or the report of a live API, that shows it. */
  source: string;
  /** Specifies the part that AWS does not document for HTTP APIs. */
  undocumented?: string;
}

const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";

export const GATEWAY_ERRORS = {
  unauthorized: {
    statusCode: 401,
    message: "Unauthorized",
    responseType: "UNAUTHORIZED",
    when: "A token is missing or not valid, or an identity source of a Lambda authorizer is missing.",
    source: `${GUIDE}/http-api-troubleshooting-jwt.html`,
  },
  forbidden: {
    statusCode: 403,
    message: "Forbidden",
    responseType: "ACCESS_DENIED",
    when: "A valid token without a scope of the route, a Lambda authorizer that refuses, a request without IAM signature, or a disabled execute-api endpoint.",
    source: `${GUIDE}/http-api-lambda-authorizer.html`,
    undocumented: "The answer of a disabled endpoint, which AWS states for REST APIs only.",
  },
  notFound: {
    statusCode: 404,
    message: "Not Found",
    responseType: "RESOURCE_NOT_FOUND",
    when: "No stage or no route takes the request.",
    source: `${GUIDE}/http-api-develop-routes.html`,
  },
  requestTooLarge: {
    statusCode: 413,
    message: "Request Entity Too Large",
    responseType: "REQUEST_TOO_LARGE",
    when: "The body has more than 10 MB, or its event more than Lambda's 6 MB.",
    source: `${GUIDE}/http-api-quotas.html`,
  },
  tooManyRequests: {
    statusCode: 429,
    message: "Too Many Requests",
    responseType: "THROTTLED",
    when: "The token bucket of the route or stage is empty.",
    source: `${GUIDE}/http-api-throttling.html`,
  },
  headersTooLarge: {
    statusCode: 431,
    message: "Request Header Fields Too Large",
    responseType: "REQUEST_HEADERS_TOO_LARGE",
    when: "The request line and the header values have more than 10,240 bytes together.",
    source: `${GUIDE}/http-api-quotas.html`,
    undocumented: "The status and the body: AWS states the quota alone.",
  },
  internalServerError: {
    statusCode: 500,
    message: "Internal Server Error",
    responseType: "INTEGRATION_FAILURE",
    when: "The function failed, timed out by its own timeout, returned a malformed response or may not be invoked; or an authorizer failed.",
    source: `${GUIDE}/http-api-troubleshooting-lambda.html`,
  },
  serviceUnavailable: {
    statusCode: 503,
    message: "Service Unavailable",
    responseType: "INTEGRATION_TIMEOUT",
    when: "The integration did not answer within its timeout (30 s at most), or an HTTP backend can't be reached.",
    source: "https://github.com/serverless/serverless/issues/11222",
    undocumented:
      "The status and the message, which users report of functions and HTTP backends, while AWS names 504 for REST APIs alone; and that a backend which can't be reached is answered as a timeout is.",
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

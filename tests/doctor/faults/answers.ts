import type { RequestListener } from "node:http";
import { DOMAIN } from "../loopback/program";
import type { Fault } from "./fault";

/** Without CORS and token: the answer alone is looked at. */
const open = { "GET /orders": { function: "orders" } };
const alone = { token: null, options: { origin: undefined } };
const ENDLESS = "exports.handler = () => new Promise(() => setInterval(() => undefined, 1000));";
const failing = (handler: string) => ({ ...alone, program: { routes: open, handler } });

/** Returns what AWS documents of REST APIs' own answers, sent by a server in API Gateway's place. */
function answers(status: number, message: string | null, type = ""): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", "x-amzn-errortype": type });
    response.end(JSON.stringify({ message }));
  };
}
const rest = (status: number, message: string | null, type?: string) => ({
  ...alone,
  urlOnly: true,
  upstream: answers(status, message, type),
});
const refusesToken: RequestListener = (_request, response) => {
  const challenge = 'Bearer scope="" error="invalid_token" error_description="issuer does not match"';
  response.writeHead(401, { "content-type": "application/json", "www-authenticate": challenge });
  response.end(JSON.stringify({ message: "Unauthorized" }));
};

export const answerFaults: Fault[] = [
  {
    name: "a server that closes the connection",
    changes: { ...alone, upstream: (request) => request.socket.destroy() },
    expect: { check: "endpoint-answers", seen: /^socket hang up$/, fix: /^Check the URL and its port/ },
  },
  {
    name: "a malformed answer of the function, by the access log",
    changes: { ...failing(`exports.handler = async () => ({ statusCode: "soon" });`), logs: true },
    expect: {
      check: "integration-response",
      seen: /^500 .*Internal Server Error.*the log says: response is in an invalid format/,
      fix: /body: JSON\.stringify/,
    },
  },
  {
    name: "a function that throws, by its log",
    changes: { ...failing(`exports.handler = async () => { throw new Error("no table"); };`), logs: true },
    expect: { check: "integration-error", seen: /^500 .*the log says: /, fix: /^Read the error in the function's log/ },
  },
  {
    name: "an error of the function that cannot be distinguished without logs",
    changes: failing(`exports.handler = async () => { throw new Error("no table"); };`),
    expect: {
      check: "integration-error",
      seen: /^500 .*Internal Server Error/,
      fix: /\$context\.integrationErrorMessage/,
    },
  },
  {
    name: "a missing invoke permission",
    changes: { ...alone, program: { routes: { "GET /orders": { function: "orders", permission: false } } } },
    expect: {
      check: "integration-permission",
      seen: /^500 /,
      fix: /^Add a permission to orders: action lambda:InvokeFunction, principal apigateway\.amazonaws\.com/,
    },
  },
  {
    name: "a function that exceeds its own timeout",
    changes: {
      ...alone,
      program: {
        routes: open,
        functionInputs: { timeout: 1 },
        handler: ENDLESS,
      },
    },
    expect: {
      check: "integration-timeout",
      seen: /^500 .* after [1-9]\d{3,} ms$/,
      fix: /^Raise the function's timeout/,
    },
  },
  {
    name: "an integration that is slower than its timeout",
    changes: {
      ...alone,
      program: {
        routes: { "GET /orders": { function: "orders", integration: { timeoutMilliseconds: 300 } } },
        handler: ENDLESS,
      },
    },
    expect: { check: "integration-timeout", seen: /^503 .*Service Unavailable/, fix: /integration's/ },
  },
  {
    name: "a backend that cannot be reached",
    changes: { ...alone, program: { routes: { "GET /orders": { http: "http://127.0.0.1:1/" } } } },
    expect: { check: "integration-reachable", seen: /^503 /, fix: /integration's URI/ },
  },
  {
    name: "a backend's own error",
    changes: failing(`exports.handler = async () => ({ statusCode: 500, body: "database down" });`),
    expect: { check: "integration-error", seen: /^500, not in API Gateway's words$/, fix: /backend's own log/ },
  },
  {
    name: "a path that no route takes",
    changes: { ...alone, url: `https://${DOMAIN}/order` },
    expect: { check: "route-found", seen: /^404 \{"message":"Not Found"\}$/, fix: /a route takes GET on it/ },
  },
  {
    name: "a throttled stage",
    changes: {
      ...alone,
      program: {
        routes: open,
        stage: { defaultRouteSettings: { throttlingRateLimit: 0, throttlingBurstLimit: 0 } },
      },
    },
    expect: { check: "throttled", seen: /^429 \{"message":"Too Many Requests"\}$/, fix: /throttlingBurstLimit/ },
  },
  {
    name: "a default endpoint that is disabled",
    changes: {
      ...alone,
      program: { routes: open, noDomain: true, api: { disableExecuteApiEndpoint: true } },
      upstream: answers(403, "Forbidden"),
    },
    expect: { check: "endpoint-enabled", seen: /^403 \{"message":"Forbidden"\}$/, fix: /custom domain/ },
  },
  {
    name: "a valid token that the API refuses",
    changes: { upstream: refusesToken, options: { origin: undefined } },
    expect: { check: "request-authorized", seen: /^401 .*: issuer does not match$/, fix: /^Deploy the stage/ },
  },
  {
    name: "a malformed proxy response of a REST API",
    changes: rest(502, "Internal server error", "InternalServerErrorException"),
    expect: { check: "integration-response", seen: /^502 /, fix: /body: JSON\.stringify/ },
  },
  {
    name: "a REST API's integration timeout",
    changes: rest(504, "Endpoint request timed out", "InternalServerErrorException"),
    expect: { check: "integration-timeout", seen: /^504 .*Endpoint request timed out/, fix: /timeout/ },
  },
  {
    name: "a REST API's authorizer that failed",
    changes: rest(500, null, "AuthorizerConfigurationException"),
    expect: { check: "request-authorized", seen: /^500/, fix: /authorizer function's log/ },
  },
  {
    name: "a quota that is used up",
    changes: rest(429, "Limit Exceeded", "LimitExceededException"),
    expect: { check: "quota", seen: /^429 \{"message":"Limit Exceeded"\}$/, fix: /quota/ },
  },
  {
    name: "a missing API key",
    changes: rest(403, "Forbidden", "ForbiddenException"),
    expect: { check: "api-key", seen: /^403 \{"message":"Forbidden"\}$/, fix: /x-api-key/ },
  },
  {
    // https://github.com/awslabs/time-addressable-media-store/issues/8
    name: "a REST API's path without a method, asked with a token",
    changes: rest(
      403,
      "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): 'x'.",
      "IncompleteSignatureException",
    ),
    expect: { check: "route-found", seen: /^403 .*Invalid key=value pair/, fix: /GET method/ },
  },
  {
    name: "a REST API's path without a method",
    changes: rest(403, "Missing Authentication Token", "MissingAuthenticationTokenException"),
    expect: { check: "route-found", seen: /^403 .*Missing Authentication Token/, fix: /GET method/ },
  },
];

import type { RequestListener } from "node:http";
import { ORIGIN } from "../loopback/program";
import type { Fault } from "./fault";

const cors = { allowOrigins: [ORIGIN], allowMethods: ["GET"], allowHeaders: ["authorization"] };
const open = { token: null, program: { cors: null, routes: { "ANY /orders": { function: "orders" } } } };

/** A backend behind the gateway that answers CORS itself: the preflight, then the request. */
function backend(preflight: Record<string, string>, answer: Record<string, string | string[]>): string {
  const [before, after] = [preflight, answer].map((headers) => JSON.stringify(headers));
  return `exports.handler = async (event) => event.requestContext.http.method === "OPTIONS"
    ? { statusCode: 204, headers: ${before} }
    : { statusCode: 200, headers: ${after}, body: "[]" };`;
}

const allows = {
  "access-control-allow-origin": ORIGIN,
  "access-control-allow-methods": "GET, DELETE",
  "access-control-allow-headers": "authorization",
};
const twice: RequestListener = (request, response) => {
  response.writeHead(request.method === "OPTIONS" ? 204 : 200, [
    ...Object.entries(allows).flat(),
    ...(request.method === "OPTIONS" ? [] : ["access-control-allow-origin", "*"]),
  ]);
  response.end();
};

export const corsFaults: Fault[] = [
  {
    name: "an origin that is not allowed",
    changes: { program: { cors: { ...cors, allowOrigins: ["https://www.example.test"] } } },
    expect: {
      check: "cors-origin",
      seen: /^no access-control-allow-origin; the API allows https:\/\/www\.example\.test$/,
      fix: /^Add https:\/\/app\.example\.test to the allowed origins of the API's CORS configuration\.$/,
    },
  },
  {
    name: "an origin that was allowed in the program and not deployed",
    changes: { upstream: (_request, response) => response.writeHead(204).end() },
    expect: { check: "cors-origin", seen: /^no access-control-allow-origin/, fix: /^Deploy the stage/ },
  },
  {
    name: "a method that is not allowed",
    changes: { program: { cors }, token: null, options: { method: "DELETE", corsHeaders: [] } },
    expect: { check: "cors-method", seen: /^access-control-allow-methods: GET$/, fix: /^Add DELETE/ },
  },
  {
    name: "a header that is not allowed",
    changes: { program: { cors }, options: { corsHeaders: ["authorization", "x-trace"] } },
    expect: { check: "cors-headers", seen: /^access-control-allow-headers: authorization$/, fix: /^Add x-trace / },
  },
  {
    name: "a header wildcard that does not cover Authorization",
    changes: { program: { cors: { ...cors, allowHeaders: ["*"] } } },
    expect: {
      check: "cors-headers",
      seen: /^access-control-allow-headers: \*$/,
      fix: /^Add authorization .*by name\.$/,
    },
  },
  {
    name: "a route that takes the preflight from the gateway's CORS",
    changes: {
      program: {
        cors,
        routes: { $default: { function: "orders", route: { authorizationType: "JWT", authorizerId: "tokens" } } },
      },
    },
    expect: {
      check: "cors-owner",
      seen: /^OPTIONS was answered 401 Unauthorized, although the API has a CORS configuration$/,
      fix: /OPTIONS \/\{proxy\+\} route without authorization/,
    },
  },
  {
    name: "an authorizer on the preflight",
    changes: {
      program: {
        cors: null,
        routes: { "ANY /orders": { function: "orders", route: { authorizationType: "JWT", authorizerId: "tokens" } } },
      },
    },
    expect: { check: "cors-preflight", seen: /^OPTIONS was answered 401/, fix: /take the authorizer .* off OPTIONS/ },
  },
  {
    name: "an API without CORS",
    changes: { program: { cors: null } },
    expect: {
      check: "cors-preflight",
      seen: /^OPTIONS was answered 404 Not Found$/,
      fix: /^Set the API's CORS configuration/,
    },
  },
  {
    name: "a backend with a wildcard and credentials",
    changes: {
      ...open,
      program: {
        ...open.program,
        handler: backend(
          { ...allows, "access-control-allow-origin": "*", "access-control-allow-credentials": "true" },
          { "access-control-allow-origin": "*" },
        ),
      },
    },
    expect: { check: "cors-credentials", seen: /\* with access-control-allow-credentials: true$/, fix: /vary: origin/ },
  },
  {
    name: "a backend that answers the preflight and forgets the answer",
    changes: { ...open, program: { ...open.program, handler: backend(allows, {}) } },
    expect: { check: "cors-answer", seen: /^no access-control-allow-origin$/, fix: /on every answer/ },
  },
  {
    name: "two owners that both add the allowed origin",
    changes: { token: null, urlOnly: true, upstream: twice },
    expect: {
      check: "cors-owner",
      seen: /^access-control-allow-origin: https:\/\/app\.example\.test and again \*$/,
      fix: /^Switch one off: take the CORS middleware/,
    },
  },
];

import { type PropertyValue } from "../../../engine/graph/value";
import { httpApi } from "../../support/http-program";
import { resultFunction } from "./echo";
import { conformance, type Suite } from "./harness";
import { PAGES } from "./pages";

const source = PAGES.cors;
const ORIGIN = "https://app.example.com";
const preflight = (origin: string, path = "/orders") => ({
  method: "OPTIONS",
  path,
  headers: { origin, "access-control-request-method": "GET" },
});
const NONE = {
  "access-control-allow-origin": undefined,
  "access-control-allow-methods": undefined,
  "access-control-allow-headers": undefined,
};

function api(cors: Record<string, PropertyValue>, keys: string[] = ["GET /orders", "POST /orders"]): Suite["given"] {
  return () => [
    resultFunction("result"),
    ...httpApi({
      api: { corsConfiguration: cors },
      routes: Object.fromEntries(keys.map((key) => [key, { function: "result" }])),
    }),
  ];
}

conformance({
  name: "conformance: CORS with named origins",
  given: api({
    allowOrigins: [ORIGIN, "https://*"].slice(0, 1),
    allowMethods: ["GET", "POST"],
    allowHeaders: ["content-type", "authorization"],
    exposeHeaders: ["x-total"],
    maxAge: 300,
    allowCredentials: true,
  }),
  cases: [
    {
      name: "the gateway answers a preflight with no OPTIONS route",
      source,
      request: preflight(ORIGIN),
      expect: {
        status: 204,
        body: "",
        headers: {
          "access-control-allow-origin": ORIGIN,
          "access-control-allow-methods": "GET,POST",
          "access-control-allow-headers": "content-type,authorization",
          "access-control-max-age": "300",
          "access-control-allow-credentials": "true",
        },
      },
    },
    {
      name: "a preflight from another origin gets no allow header",
      source,
      request: preflight("https://evil.example.com"),
      expect: { status: 204, headers: NONE },
    },
    {
      name: "an origin is compared whole, with its scheme",
      source,
      request: preflight("http://app.example.com"),
      expect: { status: 204, headers: NONE },
    },
    {
      name: "an origin is compared whole, with its port",
      source,
      request: preflight(`${ORIGIN}:8443`),
      expect: { status: 204, headers: NONE },
    },
    {
      name: "a preflight names a path that has no route and is answered",
      source,
      request: preflight(ORIGIN, "/nowhere"),
      expect: { status: 204, headers: { "access-control-allow-origin": ORIGIN } },
    },
    {
      name: "OPTIONS without access-control-request-method gets no CORS headers",
      source,
      request: { method: "OPTIONS", path: "/orders", headers: { origin: ORIGIN } },
      expect: { headers: NONE },
    },
    {
      name: "an answer to an allowed origin carries its name",
      source,
      request: {
        method: "POST",
        path: "/orders",
        headers: { origin: ORIGIN, "content-type": "text/plain" },
        body: `"ok"`,
      },
      expect: {
        status: 200,
        headers: {
          "access-control-allow-origin": ORIGIN,
          "access-control-allow-credentials": "true",
          "access-control-expose-headers": "x-total",
        },
      },
    },
    {
      name: "an answer to another origin carries no allow header",
      source,
      request: {
        method: "POST",
        path: "/orders",
        headers: { origin: "https://x.example", "content-type": "text/plain" },
        body: `"ok"`,
      },
      expect: { status: 200, headers: NONE },
    },
    {
      name: "an answer to no origin carries no allow header",
      source,
      request: { method: "POST", path: "/orders", headers: { "content-type": "text/plain" }, body: `"ok"` },
      expect: { status: 200, headers: NONE },
    },
    {
      name: "the function's own CORS headers are dropped",
      source,
      request: {
        method: "POST",
        path: "/orders",
        headers: { origin: ORIGIN, "content-type": "text/plain" },
        body: `{ statusCode: 200, headers: { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "PUT" } }`,
      },
      expect: {
        headers: { "access-control-allow-origin": ORIGIN, "access-control-allow-methods": undefined },
      },
    },
  ],
});

conformance({
  name: "conformance: CORS with every origin",
  given: api({ allowOrigins: ["*"], allowMethods: ["*"], allowHeaders: ["*"] }),
  cases: [
    {
      name: "says * whatever the origin",
      source,
      request: preflight("https://anyone.example"),
      expect: {
        status: 204,
        headers: {
          "access-control-allow-origin": "*",
          "access-control-allow-methods": "*",
          "access-control-allow-headers": "*",
          "access-control-allow-credentials": undefined,
          "access-control-max-age": undefined,
        },
      },
    },
  ],
});

conformance({
  name: "conformance: CORS with every origin of a scheme",
  given: api({ allowOrigins: ["https://*"], allowMethods: ["GET"] }),
  cases: [
    {
      name: "allows an https origin by its name",
      source,
      request: preflight("https://anyone.example"),
      expect: { headers: { "access-control-allow-origin": "https://anyone.example" } },
    },
    {
      name: "does not allow an http origin",
      source,
      request: preflight("http://anyone.example"),
      expect: { headers: NONE },
    },
  ],
});

conformance({
  name: "conformance: CORS beside a route that takes OPTIONS",
  given: () => [
    resultFunction("result"),
    ...httpApi({
      api: { corsConfiguration: { allowOrigins: [ORIGIN], allowMethods: ["GET"] } },
      authorizers: {
        tokens: {
          authorizerType: "JWT",
          identitySources: ["$request.header.Authorization"],
          jwtConfiguration: { issuer: "https://issuer.invalid", audiences: ["app"] },
        },
      },
      routes: {
        $default: { function: "result", route: { authorizationType: "JWT", authorizerId: "tokens" } },
        "OPTIONS /open/{proxy+}": { function: "result" },
      },
    }),
  ],
  options: { issuer: { standIn: "never" } },
  cases: [
    {
      name: "$default with an authorizer refuses the preflight, which has no token",
      source: `${source}#http-api-cors-default-route`,
      request: preflight(ORIGIN),
      expect: { status: 401 },
    },
    {
      name: "an OPTIONS route of its own, without authorization, takes the preflight",
      source: `${source}#http-api-cors-default-route`,
      request: {
        ...preflight(ORIGIN, "/open/x"),
        body: `({ statusCode: 200, body: "mine" })`,
        headers: { origin: ORIGIN, "access-control-request-method": "GET", "content-type": "text/plain" },
      },
      expect: { status: 200, body: "mine", headers: { "access-control-allow-origin": ORIGIN } },
    },
  ],
});

conformance({
  name: "conformance: an API without CORS",
  given: () => [resultFunction("result"), ...httpApi({ routes: { "POST /orders": { function: "result" } } })],
  cases: [
    { name: "a preflight finds no route", source, request: preflight(ORIGIN), expect: { status: 404, headers: NONE } },
    {
      name: "the function's own CORS headers pass through",
      source,
      request: {
        method: "POST",
        path: "/orders",
        headers: { origin: ORIGIN, "content-type": "text/plain" },
        body: `{ statusCode: 200, headers: { "Access-Control-Allow-Origin": "https://mine.example" } }`,
      },
      expect: { headers: { "access-control-allow-origin": "https://mine.example" } },
    },
  ],
});

import assert from "node:assert/strict";
import {
  allowedOrigin,
  gatewayAnswersPreflight,
  preflightResponse,
  withCorsHeaders,
} from "../../../../gateway/behavior/http-api/cors";
import { cors, route } from "../../../support/requests";

const PREFLIGHT = [
  ["Origin", "https://myapp.com"],
  ["Access-Control-Request-Method", "POST"],
] as const;

describe("preflightResponse", () => {
  it("sends every configured header to an allowed origin", () => {
    const settings = cors({
      allowMethods: ["GET", "POST"],
      allowHeaders: ["Content-Type", "Authorization"],
      exposeHeaders: ["x-api-id"],
      maxAge: 300,
      allowCredentials: true,
    });
    const response = preflightResponse(settings, PREFLIGHT);
    assert.equal(response.statusCode, 204);
    assert.equal(response.body.length, 0);
    assert.deepEqual(response.headers, [
      ["access-control-allow-origin", "https://myapp.com"],
      ["access-control-allow-methods", "GET,POST"],
      ["access-control-allow-headers", "Content-Type,Authorization"],
      ["access-control-expose-headers", "x-api-id"],
      ["access-control-max-age", "300"],
      ["access-control-allow-credentials", "true"],
    ]);
  });

  it("sends max-age 0", () => {
    assert.deepEqual(preflightResponse(cors({ maxAge: 0 }), PREFLIGHT).headers.at(-1), ["access-control-max-age", "0"]);
  });

  const bare: [behaviour: string, headers: readonly (readonly [string, string])[]][] = [
    ["another origin", [["origin", "https://evil.example"], PREFLIGHT[1]]],
    ["no origin", [PREFLIGHT[1]]],
    ["no access-control-request-method", [PREFLIGHT[0]]],
  ];
  for (const [behaviour, headers] of bare) {
    it(`sends 204 without headers to a request with ${behaviour}`, () => {
      assert.deepEqual(preflightResponse(cors({ allowMethods: ["*"] }), headers), {
        statusCode: 204,
        headers: [],
        body: new Uint8Array(),
      });
    });
  }
});

describe("allowedOrigin", () => {
  const cases: [allowOrigins: string[], origin: string | undefined, answer: string | undefined][] = [
    [["*"], "https://a.example", "*"],
    [["https://a.example", "https://b.example"], "https://b.example", "https://b.example"],
    [["https://*"], "https://b.example", "https://b.example"],
    [["https://*"], "http://b.example", undefined],
    [["http://*"], "http://localhost:3000", "http://localhost:3000"],
    [["https://a.example"], "https://a.example:8443", undefined],
    [["https://a.example"], "https://a.example.evil.example", undefined],
    [["*"], undefined, undefined],
  ];
  for (const [allowOrigins, origin, answer] of cases) {
    it(`answers ${answer ?? "nothing"} to ${origin ?? "no origin"} where ${allowOrigins.join(" ")} is allowed`, () => {
      assert.equal(allowedOrigin(cors({ allowOrigins }), origin), answer);
    });
  }
});

describe("withCorsHeaders", () => {
  const response = {
    statusCode: 200,
    headers: [
      ["content-type", "text/plain"],
      ["access-control-allow-origin", "*"],
      ["Access-Control-Allow-Methods", "PUT"],
    ] as [string, string][],
    body: new Uint8Array(),
  };

  it("puts the API's headers instead of the backend's", () => {
    const settings = cors({ exposeHeaders: ["date", "x-api-id"], allowCredentials: true, allowMethods: ["GET"] });
    assert.deepEqual(withCorsHeaders(response, settings, [["origin", "https://myapp.com"]]).headers, [
      ["content-type", "text/plain"],
      ["access-control-allow-origin", "https://myapp.com"],
      ["vary", "origin"], // as a live API had it on a 401 in July 2024
      ["access-control-expose-headers", "date,x-api-id"],
      ["access-control-allow-credentials", "true"],
    ]);
  });

  it("drops the backend's headers for another origin and for none", () => {
    for (const headers of [[["origin", "https://evil.example"]], []] as [string, string][][]) {
      assert.deepEqual(withCorsHeaders(response, cors(), headers).headers, [["content-type", "text/plain"]]);
    }
  });

  it("leaves the backend's headers alone where the gateway does not own CORS", () => {
    assert.equal(withCorsHeaders(response, undefined, [["origin", "https://myapp.com"]]), response);
  });
});

describe("gatewayAnswersPreflight", () => {
  it("is so for OPTIONS that no route takes", () => {
    assert.equal(gatewayAnswersPreflight(cors(), "OPTIONS", undefined), true);
  });

  it("is not so where a route takes OPTIONS, ANY with its authorizer too", () => {
    assert.equal(gatewayAnswersPreflight(cors(), "OPTIONS", route("ANY /{proxy+}")), false);
  });

  it("is not so without gateway CORS or for another method", () => {
    assert.equal(gatewayAnswersPreflight(undefined, "OPTIONS", undefined), false);
    assert.equal(gatewayAnswersPreflight(cors(), "GET", undefined), false);
  });
});

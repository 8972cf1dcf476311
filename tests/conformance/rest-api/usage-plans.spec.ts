import assert from "node:assert/strict";
import { conformance, type Case, type Server } from "../http-api/harness";
import { echoFunction } from "../http-api/echo";
import { functionArn, invokePermission, jsFunction } from "../../support/http-program";
import { restoreTime, startAtNoon } from "../../support/noon";
import { invokeUri, mock, restApi, usagePlan } from "../../support/rest-program";
import { REST_PAGES as PAGES } from "./pages";

const FORBIDDEN = {
  status: 403,
  body: '{"message":"Forbidden"}',
  headers: { "x-amzn-errortype": "ForbiddenException" },
};
const THROTTLED = {
  status: 429,
  body: '{"message":"Too Many Requests"}',
  headers: { "x-amzn-errortype": "TooManyRequestsException" },
};
const EXCEEDED = {
  status: 429,
  body: '{"message":"Limit Exceeded"}',
  headers: { "x-amzn-errortype": "LimitExceededException" },
};

const keyed = (integration = mock("ok"), more = {}) => ({
  integration,
  operation: { security: [{ api_key: [] }], ...more },
});
const key = (name: string): Record<string, string> => ({ "x-api-key": `${name}-value-1234567890` });

function call(
  name: string,
  keyName: string | undefined,
  expect: Case["expect"],
  path = "/prod/free",
  source: string = PAGES.keys,
): Case {
  return { name, source, request: { path, headers: keyName === undefined ? {} : key(keyName) }, expect };
}

/** The statuses of that many requests, one after another. */
async function statuses(server: Server, count: number, path: string, keyName: string): Promise<number[]> {
  const found: number[] = [];
  for (let index = 0; index < count; index++) {
    found.push((await server.send({ path, headers: key(keyName) })).status);
  }
  return found;
}

const value = (name: string) => key(name)["x-api-key"] ?? "";

conformance({
  name: "conformance: API keys and usage plans",
  after: restoreTime,
  given: () => {
    startAtNoon();
    return [
      echoFunction("echo"),
      jsFunction(
        "authorizer",
        `exports.handler = async (event) => ({ principalId: "u", usageIdentifierKey: event.authorizationToken, policyDocument: { Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] } });`,
      ),
      invokePermission("authorizer", "authorizer", "arn:aws:execute-api:eu-west-1:123456789012:*"),
      ...restApi({
        methods: {
          "GET /free": keyed(),
          "GET /other": keyed(),
          "GET /item": keyed(),
          "GET /quota": keyed(),
          "GET /open": { integration: mock("open") },
          "GET /event": { function: "echo", operation: { security: [{ api_key: [] }] } },
          "GET /variables": keyed(mock(`{"id":"$context.identity.apiKeyId"}`)),
          "GET /stage-limit": keyed(),
          "GET /invalid": keyed(mock("ok"), {
            parameters: [{ name: "q", in: "query", required: true, schema: { type: "string" } }],
            "x-amazon-apigateway-request-validator": "all",
          }),
        },
        document: {
          components: { securitySchemes: { api_key: { type: "apiKey", name: "x-api-key", in: "header" } } },
          "x-amazon-apigateway-request-validators": { all: { validateRequestParameters: true } },
        },
        stages: {
          prod: {
            accessLogSettings: {
              destinationArn: "arn:logs",
              format: "key=$context.identity.apiKey id=$context.identity.apiKeyId",
            },
          },
          beta: {},
        },
        settings: { prod: { "stage-limit/GET": { throttlingRateLimit: 0.001, throttlingBurstLimit: 1 } } },
      }),
      ...restApi({
        name: "source",
        api: { apiKeySource: "AUTHORIZER" },
        methods: { "GET /": { integration: mock("ok"), operation: { security: [{ api_key: [], auth: [] }] } } },
        document: {
          components: {
            securitySchemes: {
              api_key: { type: "apiKey", name: "x-api-key", in: "header" },
              auth: {
                type: "apiKey",
                name: "Authorization",
                in: "header",
                "x-amazon-apigateway-authorizer": {
                  type: "token",
                  authorizerUri: invokeUri(functionArn("authorizer")),
                  authorizerResultTtlInSeconds: 0,
                },
              },
            },
          },
        },
      }),
      ...usagePlan("standard", {
        stages: { rest: "prod", source: "prod" },
        keys: { ann: value("ann"), bob: value("bob"), off: value("off") },
        disabled: ["off"],
      }),
      ...usagePlan("small", {
        stages: { rest: "prod" },
        throttle: { burstLimit: 3, rateLimit: 0.001 },
        keys: { eve: value("eve"), joe: value("joe") },
      }),
      ...usagePlan("permethod", {
        stages: { rest: { stage: "prod", throttles: [{ path: "/item/GET", burstLimit: 1, rateLimit: 0.001 }] } },
        throttle: { burstLimit: 100, rateLimit: 100 },
        keys: { pam: value("pam") },
      }),
      ...usagePlan("counted", {
        stages: { rest: "prod" },
        quota: { limit: 2, period: "DAY" },
        keys: { dan: value("dan"), dot: value("dot"), max: value("max") },
      }),
      ...usagePlan("offset", {
        stages: { rest: "prod" },
        quota: { limit: 3, period: "MONTH", offset: 2 },
        keys: { ora: value("ora") },
      }),
      ...usagePlan("elsewhere", { stages: { rest: "beta" }, keys: { bea: value("bea") } }),
      ...usagePlan("limited", {
        stages: { rest: "prod" },
        throttle: { burstLimit: 1, rateLimit: 0.001 },
        quota: { limit: 1, period: "WEEK" },
        keys: { lia: value("lia") },
      }),
    ];
  },
  cases: [
    call("a key of a plan of the stage", "ann", { status: 200, body: "ok" }),
    call("no key is 403", undefined, { ...FORBIDDEN, log: /403, there is no API key/ }),
    call("an unknown key is 403", "nobody", { ...FORBIDDEN, log: /unknown, disabled or in no usage plan/ }),
    call("a disabled key is 403", "off", FORBIDDEN),
    call("a key of another stage's plan is 403", "bea", FORBIDDEN),
    call("that key on its own stage", "bea", { status: 200 }, "/beta/free"),
    call("a method without keys takes none", undefined, { status: 200, body: "open" }, "/prod/open"),
    call("a method without keys does not look at one", "nobody", { status: 200 }, "/prod/open"),
    {
      name: "the header's name has no case",
      source: PAGES.keySource,
      request: { path: "/prod/free", headers: { "X-API-Key": value("ann") } },
      expect: { status: 200 },
    },
    {
      name: "a key in the query string is none",
      source: PAGES.keySource,
      request: { path: `/prod/free?x-api-key=${value("ann")}` },
      expect: FORBIDDEN,
    },
    call(
      "the event has the key and its id",
      "ann",
      { members: { "requestContext.identity.apiKey": value("ann"), "requestContext.identity.apiKeyId": "ann" } },
      "/prod/event",
    ),
    call("a template has the key's id", "bob", { json: { id: "bob" } }, "/prod/variables", PAGES.templates),
    {
      name: "the access log has a key's last characters alone",
      source: PAGES.logging,
      request: { path: "/prod/free", headers: key("ann") },
      expect: (_, server) => {
        assert.ok(server.lines.includes(`key=**********${value("ann").slice(-6)} id=ann`), server.lines.join("\n"));
        assert.ok(!server.lines.some((line) => line.includes(value("ann"))));
      },
    },
    {
      name: "a burst goes through, and the next request is 429",
      source: PAGES.throttling,
      request: { path: "/prod/free", headers: key("eve") },
      expect: async (first, server) => {
        assert.equal(first.status, 200);
        assert.deepEqual(await statuses(server, 3, "/prod/free", "eve"), [200, 200, 429]);
      },
    },
    call("throttled has its words", "eve", THROTTLED, "/prod/free", PAGES.gatewayResponses),
    call("the plan's bucket is for all methods of the stage", "eve", THROTTLED, "/prod/other", PAGES.throttling),
    call("two keys never share a bucket", "joe", { status: 200 }, "/prod/free", PAGES.throttling),
    {
      name: "a method's own throttle in the plan goes before the plan's",
      source: PAGES.throttling,
      request: { path: "/prod/item", headers: key("pam") },
      expect: async (first, server) => {
        assert.equal(first.status, 200);
        assert.deepEqual(await statuses(server, 2, "/prod/item", "pam"), [429, 429]);
      },
    },
    call("and leaves the other methods alone", "pam", { status: 200 }, "/prod/free", PAGES.throttling),
    {
      name: "the stage's throttle of a method is for all keys",
      source: PAGES.throttling,
      request: { path: "/prod/stage-limit", headers: key("ann") },
      expect: async (first, server) => {
        assert.equal(first.status, 200);
        assert.deepEqual(await statuses(server, 1, "/prod/stage-limit", "bob"), [429]);
      },
    },
    {
      name: "requests above the quota are 429 Limit Exceeded",
      source: PAGES.keys,
      request: { path: "/prod/quota", headers: key("dan") },
      expect: async (first, server) => {
        assert.equal(first.status, 200);
        assert.deepEqual(await statuses(server, 2, "/prod/quota", "dan"), [200, 429]);
      },
    },
    call("a used-up quota has its words", "dan", EXCEEDED, "/prod/quota", PAGES.gatewayResponses),
    call("the quota is for all methods of the plan", "dan", EXCEEDED, "/prod/free"),
    call("each key has the whole quota", "dot", { status: 200 }, "/prod/quota"),
    {
      name: "requests that fail later count",
      source: PAGES.keys,
      request: { path: "/prod/invalid", headers: key("max") },
      expect: async (first, server) => {
        assert.equal(first.status, 400);
        assert.deepEqual(await statuses(server, 2, "/prod/invalid", "max"), [400, 429]);
      },
    },
    {
      name: "an offset makes the first period's quota smaller",
      source: PAGES.quota,
      request: { path: "/prod/quota", headers: key("ora") },
      expect: async (first, server) => {
        assert.equal(first.status, 200);
        assert.deepEqual(await statuses(server, 1, "/prod/quota", "ora"), [429]);
      },
    },
    {
      name: "throttling is reported before the quota",
      source: PAGES.throttling,
      request: { path: "/prod/free", headers: key("lia") },
      expect: async (first, server) => {
        assert.equal(first.status, 200);
        const second = await server.send({ path: "/prod/free", headers: key("lia") });
        assert.equal(second.body, THROTTLED.body);
      },
    },
    {
      name: "with the key source AUTHORIZER the authorizer names the key",
      source: PAGES.keySource,
      request: { path: "/_api/source/prod/", headers: { Authorization: value("ann") } },
      expect: { status: 200, body: "ok" },
    },
    {
      name: "and the header names none",
      source: PAGES.keySource,
      request: { path: "/_api/source/prod/", headers: { Authorization: "nothing", ...key("ann") } },
      expect: FORBIDDEN,
    },
    {
      name: "no log line has a key's value",
      source: PAGES.keys,
      request: { path: "/prod/free", headers: key("ann") },
      expect: (_, server) =>
        assert.deepEqual(
          server.lines.filter((line) => line.includes("-value-1234567890")),
          [],
        ),
    },
  ],
});

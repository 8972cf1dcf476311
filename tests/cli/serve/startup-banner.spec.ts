import assert from "node:assert/strict";
import type { ResourceNode } from "../../../engine/graph/graph";
import { startupBanner } from "../../../cli/serve/startup-banner";
import { startGateway } from "../../../gateway/server";
import { secret } from "../../../engine/graph/value";
import { functionArn, graphOf, httpApi, node } from "../../support/http-program";
import { invokeUri, mock, restApi, restType, type TestRestApi, usagePlan } from "../../support/rest-program";
import { webSocketApi } from "../../support/websocket-program";
import { readSnapshot } from "../../../gateway/model/snapshot";

/** Returns what is printed, with the gateway's port left out. */
async function welcomed(resources: ResourceNode[]): Promise<string[]> {
  const graph = graphOf(resources);
  const gateway = await startGateway(readSnapshot(graph), { port: 0 });
  try {
    return (await startupBanner(readSnapshot(graph), gateway, "npx gatewright token"))
      .replaceAll(/127\.0\.0\.1:\d+/g, "HOST")
      .split("\n");
  } finally {
    await gateway.close();
  }
}

function routes(...keys: string[]): ResourceNode[] {
  return httpApi({ routes: Object.fromEntries(keys.map((key) => [key, { http: "https://example.com" }])) });
}

describe("what serve prints first", () => {
  it("has a curl line for each route that reads, and names the others", async () => {
    assert.deepEqual(await welcomed(routes("GET /orders", "GET /orders/{id}", "POST /orders", "DELETE /orders/{id}")), [
      "",
      "api, stage $default: http://HOST/",
      "  curl 'http://HOST/orders'",
      "  and GET /orders/{id}, POST /orders, DELETE /orders/{id}",
    ]);
  });

  it("posts only where no route reads, because what is posted may have to be of a certain form", async () => {
    assert.deepEqual((await welcomed(routes("POST /orders", "DELETE /orders/{id}"))).slice(2), [
      "  curl -H 'Content-Type: application/json' -d '{}' 'http://HOST/orders'",
      "  and DELETE /orders/{id}",
    ]);
  });

  it("makes up a path parameter only where no other route can be shown", async () => {
    assert.deepEqual((await welcomed(routes("GET /orders/{id}"))).slice(2), ["  curl 'http://HOST/orders/1'"]);
  });

  it("has a line for a route with a token where those without parameters need none", async () => {
    const authorizers = {
      users: {
        authorizerType: "JWT",
        identitySources: ["$request.header.Authorization"],
        jwtConfiguration: { issuer: "https://issuer.invalid", audiences: ["orders"] },
      },
    };
    const closed = {
      http: "https://example.com",
      route: { authorizationType: "JWT", authorizerId: "users" },
    };
    const resources = httpApi({
      authorizers,
      routes: { "GET /health": { http: "https://example.com" }, "GET /orders/{id}": closed, "POST /orders": closed },
    });
    assert.deepEqual((await welcomed(resources)).slice(2), [
      "  curl 'http://HOST/health'",
      "  curl -H \"Authorization: Bearer $(npx gatewright token)\" 'http://HOST/orders/1'",
      "  and POST /orders",
    ]);
  });

  it("names routes without curl lines as they are", async () => {
    assert.deepEqual((await welcomed(routes("DELETE /orders/{id}", "PUT /orders/{id}"))).slice(2), [
      "  DELETE /orders/{id}, PUT /orders/{id}",
    ]);
  });

  it("names no more routes of an API than can be read", async () => {
    const keys = Array.from({ length: 300 }, (_, index) => `PUT /items${index}`);
    const [named = ""] = (await welcomed(routes(...keys))).slice(2);
    assert.equal(named, `  ${keys.slice(0, 40).join(", ")} and 260 more`);
  });

  const planned = (key: ResourceNode, more: Partial<TestRestApi> = {}): ResourceNode[] => [
    ...restApi({
      methods: {
        "GET /orders": { integration: mock("[]"), operation: { security: [{ api_key: [] }] } },
        "GET /status": { integration: mock("{}") },
        "POST /orders": { integration: mock("{}"), operation: { security: [{ api_key: [] }] } },
      },
      document: { components: { securitySchemes: { api_key: { type: "apiKey", name: "x-api-key", in: "header" } } } },
      ...more,
    }),
    ...usagePlan("free", { stages: { rest: "prod" }, keys: {} }),
    key,
    node(restType("usagePlanKey"), "free-acme", { usagePlanId: "free", keyId: key.id ?? "", keyType: "API_KEY" }),
  ];
  const made = {
    ...node(restType("apiKey"), "acme", {}, { name: "acme-108a821", value: secret("made-up-value") }),
    id: "k",
  };

  it("has curl lines with the key that the engine made up, which work", async () => {
    const graph = graphOf(planned(made));
    const gateway = await startGateway(readSnapshot(graph), { port: 0 });
    try {
      const text = await startupBanner(readSnapshot(graph), gateway, "npx gatewright token");
      assert.deepEqual(
        text
          .replaceAll(/127\.0\.0\.1:\d+/g, "HOST")
          .split("\n")
          .slice(2),
        [
          "  curl -H 'x-api-key: made-up-value' 'http://HOST/prod/orders'",
          "  curl 'http://HOST/prod/status'",
          "  and POST /orders",
          "  with the API key acme in the x-api-key header; gatewright key prints it and the others",
        ],
      );
      const headers = { "x-api-key": "made-up-value" };
      assert.equal((await fetch(`${gateway.url}/prod/orders`, { headers })).status, 200);
    } finally {
      await gateway.close();
    }
  });

  it("shows no key that the program gives its value, and says which it is", async () => {
    const given = { ...node(restType("apiKey"), "acme", { value: secret("given-by-the-user") }), id: "k" };
    const lines = (await welcomed(planned(given))).slice(2);
    assert.deepEqual(lines, [
      "  curl 'http://HOST/prod/status'",
      "  and GET /orders, POST /orders",
      "  with an API key in the x-api-key header: the program gives acme its value, which is not shown here",
    ]);
  });

  it("says where a stage has no key", async () => {
    const disabled = { ...made, inputs: { enabled: false } };
    assert.equal(
      (await welcomed(planned(disabled))).at(-1),
      "  with an API key in the x-api-key header: no usage plan of the stage has one that is enabled",
    );
  });

  it("gives an authorizer that finds the key a bearer token", async () => {
    const authorizer = {
      type: "apiKey",
      name: "X-Partner",
      in: "header",
      "x-amazon-apigateway-authtype": "custom",
      "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: invokeUri(functionArn("access")) },
    };
    const security = [{ api_key: [], access: [] }];
    const api_key = { type: "apiKey", name: "x-api-key", in: "header" };
    const lines = await welcomed(
      planned(made, {
        api: { apiKeySource: "AUTHORIZER" },
        methods: { "GET /orders/{id}": { integration: mock("[]"), operation: { security } } },
        document: { components: { securitySchemes: { api_key, access: authorizer } } },
      }),
    );
    assert.deepEqual(lines.slice(2), [
      "  curl -H 'X-Partner: Bearer made-up-value' 'http://HOST/prod/orders/1'",
      "  with the API key acme as a bearer token, unless the authorizer looks for it elsewhere; gatewright key prints it and the others",
    ]);
  });

  it("reports that there is nothing to serve where the program declares no API", async () => {
    assert.deepEqual(await welcomed([]), [
      "",
      "There is nothing to serve: gateway declares no HTTP, REST or WebSocket API in stack test.",
    ]);
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-wscat.html
  it("connects to a WebSocket API with wscat, and has a message for a route", async () => {
    const resources = webSocketApi({ routes: { $connect: {}, $disconnect: {}, post: {}, $default: {} } });
    assert.deepEqual(await welcomed(resources), [
      "",
      "chat, stage dev: ws://HOST/dev",
      "  npx wscat -c ws://HOST/dev",
      '  then {"action":"post"}',
      "  and $connect, $disconnect, post, $default",
    ]);
  });

  it("names in capitals what only the client of a WebSocket API knows", async () => {
    const authorizers = {
      guests: {
        authorizerUri: invokeUri(functionArn("guests")),
        identitySources: ["route.request.querystring.name", "route.request.header.X-Ticket"],
      },
    };
    const $connect = { route: { authorizationType: "CUSTOM", authorizerId: "guests", apiKeyRequired: true } };
    assert.deepEqual((await welcomed(webSocketApi({ routes: { $connect }, authorizers }))).slice(2), [
      "  npx wscat -H 'X-Ticket: X_TICKET' -H 'x-api-key: X_API_KEY' -c 'ws://HOST/dev?name=NAME'",
      "  and $connect",
    ]);
  });

  it("has no line for a WebSocket API whose clients sign each request", async () => {
    const resources = webSocketApi({ routes: { $connect: { route: { authorizationType: "AWS_IAM" } }, post: {} } });
    assert.deepEqual((await welcomed(resources)).slice(2), ["  $connect, post"]);
  });
});

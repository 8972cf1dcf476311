import assert from "node:assert/strict";
import { get, request as httpRequest } from "node:http";
import { secret } from "../../../../engine/graph/value";
import { type Gateway, startGateway } from "../../../../gateway/server";
import { pageOrigin } from "../../../../gateway/server/console/live-page";
import { readSnapshot } from "../../../../gateway/model/snapshot";
import { graphOf, httpApi, jsFunction } from "../../../support/http-program";
import { restApi, usagePlan } from "../../../support/rest-program";
import { webSocketApi } from "../../../support/websocket-program";
import { WebSocket } from "ws";

const ISSUER = "https://issuer.invalid/";
const HANDLER = `exports.handler = async (event) => {
  if (event.rawPath === "/fails") throw new TypeError("orders is not iterable");
  const headers = { "content-type": "application/json", "set-cookie": "sid=cookie-of-the-answer" };
  return { statusCode: 200, headers, body: JSON.stringify({ orders: 2, from: process.env.STRIPE_KEY, body: event.body }) };
};`;

const PROGRAM = graphOf([
  jsFunction("orders", HANDLER, { environment: { variables: secret({ STRIPE_KEY: "stripe-key-of-the-program" }) } }),
  ...httpApi({
    name: "shop",
    routes: {
      "GET /orders": { function: "orders" },
      "POST /orders": { function: "orders" },
      "GET /orders/{id}": {
        function: "orders",
        route: { authorizationType: "JWT", authorizerId: "users", authorizationScopes: ["orders:read"] },
      },
      "GET /fails": { function: "orders" },
      "GET /limited": { function: "orders" },
      "GET /_gatewright/own": { function: "orders" },
    },
    authorizers: {
      users: {
        authorizerType: "JWT",
        identitySources: ["$request.header.Authorization"],
        jwtConfiguration: { issuer: ISSUER, audiences: ["shop"] },
      },
    },
    stages: {
      $default: { routeSettings: [{ routeKey: "GET /limited", throttlingRateLimit: 0.001, throttlingBurstLimit: 1 }] },
    },
  }),
  ...restApi({ name: "partners", methods: { "GET /items": { function: "orders" } } }),
  ...usagePlan("gold", {
    stages: { partners: "prod" },
    quota: { limit: 100, period: "DAY" },
    keys: { acme: "acme-key-of-the-program" },
  }),
  ...webSocketApi({ routes: { $connect: { function: "orders" }, $default: { function: "orders" } } }),
]);

interface Row {
  number: number;
  requestId: string;
  path: string;
  status: number;
  decidedBy: string;
}

interface Detail extends Row {
  notes: string[];
  explanation?: { why: string; fix: string };
  steps: { name: string; start: number; duration: number }[];
  duration: number;
  request?: { url: string; headers: [string, string][]; body?: string };
  response?: { headers: [string, string][]; body: { text: string } };
  calls: { by: string; name: string; event: { text: string }; result?: { text: string }; failed: boolean }[];
  curl?: string;
}

describe("the live page", () => {
  let gateway: Gateway;
  let page: string;
  const lines: string[] = [];

  before(async () => {
    gateway = await startGateway(readSnapshot(PROGRAM), {
      port: 0,
      issuer: { standIn: "always" },
      allowHosts: ["proxy.example"],
      log: (line) => lines.push(line),
    });
    page = gateway.livePage?.url ?? "";
  });
  after(() => gateway.close());

  const data = async <T>(name: string): Promise<T> => (await (await fetch(`${page}data/${name}`)).json()) as T;
  const post = (name: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${page}data/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const lastRow = async (): Promise<Row> => {
    const { requests } = await data<{ requests: Row[] }>("requests");
    return requests.at(-1) ?? assert.fail("no request is kept");
  };
  const lastDetail = async (): Promise<Detail> => data<Detail>(`requests/${(await lastRow()).number}`);
  const status = (path: string, headers: Record<string, string> = {}): Promise<number> =>
    new Promise((resolve, reject) => {
      get(`${gateway.url}${path}`, { headers, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      }).on("error", reject);
    });
  /** The page's path, which begins with its key. */
  const path = (): string => page.slice(gateway.url.length);

  describe("answers this machine alone, by its URL", () => {
    it("with a key of 256 bits, made anew for every run", async () => {
      assert.match(path(), /^\/_gatewright\/[\w-]{43}\/$/);
      const other = await startGateway(readSnapshot(graphOf([])), { port: 0 });
      assert.notEqual(other.livePage?.url?.slice(-44), page.slice(-44));
      assert.equal(await status(new URL(other.livePage?.url ?? "").pathname), 403);
      await other.close();
      assert.equal(await status(path()), 200);
    });

    it("and nothing but the metrics without the key", async () => {
      const without = [
        "/_gatewright",
        "/_gatewright/",
        "/_gatewright/x/",
        "/_gatewright/x/data/requests",
        "/_gatewright/metrics/",
      ];
      for (const tried of [...without, `${path().slice(0, -2)}/data/program`, "/_gatewright//data/program"]) {
        assert.equal(await status(tried), 403, tried);
      }
      assert.equal(await status("/_gatewright/metrics"), 200);
    });

    it("and leaves to the API what has another host, or came through a proxy", async () => {
      assert.equal(await status("/_gatewright/own", { host: "proxy.example" }), 200);
      assert.equal(await status("/_gatewright/metrics", { host: "proxy.example" }), 404);
      assert.equal(await status(path(), { host: "proxy.example" }), 404);
      assert.equal(await status(path(), { "x-forwarded-for": "10.0.0.7" }), 404);
      assert.equal(await status(path(), { host: "evil.example" }), 403);
    });

    it("on loopback addresses alone", () => {
      assert.equal(pageOrigin("http://127.0.0.1:8080", "127.0.0.1"), "http://127.0.0.1:8080");
      assert.equal(pageOrigin("http://0.0.0.0:8080", "0.0.0.0"), "http://localhost:8080");
      assert.equal(pageOrigin("http://[::1]:8080", "::1"), "http://[::1]:8080");
      assert.equal(pageOrigin("http://192.168.1.5:8080", "192.168.1.5"), undefined);
    });

    it("and no page of another origin, which can't embed it either", async () => {
      const external: Record<string, string>[] = [
        { origin: "http://evil.example" },
        { "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site" },
      ];
      for (const headers of external) {
        assert.equal(await status(`${path()}data/program`, headers), 403, JSON.stringify(headers));
        assert.equal(await status("/_gatewright/metrics", headers), 403);
        assert.equal((await post("clear", {}, headers)).status, 403);
      }
      const answered = (await fetch(page)).headers;
      assert.equal(answered.get("access-control-allow-origin"), null);
      assert.equal(answered.get("cross-origin-opener-policy"), "same-origin");
      assert.equal(answered.get("cross-origin-resource-policy"), "same-origin");
      assert.equal(answered.get("referrer-policy"), "no-referrer");
      assert.equal(answered.get("cache-control"), "no-store");
      assert.match(
        answered.get("content-security-policy") ?? "",
        /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/,
      );
      assert.equal((await fetch(page, { method: "OPTIONS" })).status, 405);
    });

    it("with its own files and no other", async () => {
      assert.match(await (await fetch(`${page}main.js`)).text(), /showRoutes/);
      const { pathname } = new URL(page);
      for (const tried of ["../live-page.ts", "%2e%2e/live-page.ts", "README.md", "data/", "nothing.js"]) {
        assert.equal((await status(`${pathname}${tried}`)) >= 403, true, tried);
      }
      assert.equal((await fetch(page.slice(0, -1), { redirect: "manual" })).headers.get("location"), pathname);
    });

    it("and takes JSON alone", async () => {
      assert.equal(
        (await fetch(`${page}data/clear`, { method: "POST", body: "{}", headers: { "content-type": "text/plain" } }))
          .status,
        400,
      );
      assert.equal((await post("replay", { method: 1 })).status, 400);
    });
  });

  describe("shows the last requests", () => {
    it("with the event that the function got, what it returned, and the time of each step", async () => {
      await fetch(`${gateway.url}/orders?page=2`, { method: "POST", body: '{"item":7}' });
      const detail = await lastDetail();
      assert.deepEqual([detail.path, detail.status, detail.decidedBy], ["/orders", 200, "function orders"]);
      const [call] = detail.calls;
      const event = JSON.parse(call?.event.text ?? "") as { rawQueryString: string; body: string };
      assert.deepEqual([call?.by, call?.name, event.rawQueryString], ["integration", "orders", "page=2"]);
      const result = JSON.parse(call?.result?.text ?? "") as { statusCode: number };
      assert.equal(result.statusCode, 200);
      assert.deepEqual(
        detail.steps.map(({ name }) => name),
        ["integration"],
      );
      assert.ok((detail.steps[0]?.duration ?? 0) <= detail.duration);
      assert.equal(detail.request?.body, '{\n  "item": 7\n}');
    });

    it("with the reason of an error, and its fix", async () => {
      await fetch(`${gateway.url}/fails`);
      const failed = await lastDetail();
      assert.equal(failed.status, 500);
      assert.match(failed.notes.join(), /TypeError: orders is not iterable/);
      assert.match(failed.explanation?.fix ?? "", /Look at what the function returned/);
      assert.equal(failed.calls[0]?.failed, true);
      await fetch(`${gateway.url}/nowhere`);
      assert.match((await lastDetail()).explanation?.why ?? "", /No stage or no route/);
      await fetch(`${gateway.url}/orders/1`);
      const refused = await lastDetail();
      assert.deepEqual([refused.status, refused.decidedBy], [401, "authorizer users"]);
      assert.deepEqual(
        refused.steps.map(({ name }) => name),
        ["authorizer"],
      );
    });

    it("without what is secret: headers, cookies, parameters, and the program's secrets", async () => {
      const token = await gateway.issuer.mint({ issuer: ISSUER, audience: "shop", sub: "alice", scope: "orders:read" });
      await fetch(`${gateway.url}/orders?access_token=token-in-the-query`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${token}`,
          cookie: "sid=cookie-of-the-client",
          "x-api-key": "acme-key-of-the-program",
        },
        body: JSON.stringify({ password: "password-in-the-body", echoed: token, note: "stripe-key-of-the-program" }),
      });
      const text = JSON.stringify(await lastDetail()) + JSON.stringify(await data("requests"));
      const secrets = [
        "cookie-of-the-client",
        "cookie-of-the-answer",
        "token-in-the-query",
        "password-in-the-body",
        "stripe-key-of-the-program",
        "acme-key-of-the-program",
      ];
      for (const hidden of [token, ...secrets]) {
        assert.equal(text.includes(hidden), false, hidden);
      }
      assert.match(text, /Bearer \[secret\]/);
      assert.match((await lastDetail()).curl ?? "", /^curl -X POST .*-H 'authorization: Bearer '"\$AUTHORIZATION"/);
      assert.equal((await (await fetch(`${gateway.url}/_gatewright/metrics`)).text()).includes("acme-key"), false);
    });

    it("as they come, to every page that is open", async () => {
      const stream = await fetch(`${page}data/events`);
      const reader = (stream.body ?? assert.fail()).getReader();
      let text = "";
      const seen = async (pattern: RegExp): Promise<void> => {
        while (!pattern.test(text)) {
          const read: { value?: Uint8Array; done: boolean } = await reader.read();
          assert.equal(read.done, false, text);
          text += Buffer.from(read.value ?? []).toString();
        }
      };
      await seen(/retry: 1000/);
      await fetch(`${gateway.url}/orders?seen`);
      await seen(/event: requests\ndata: .*"path":"\/orders"/);
      await seen(/event: activity\ndata: .*"limits"/);
      await reader.cancel();
    });
  });

  describe("sends a request again", () => {
    it("with what the page does not show", async () => {
      const token = await gateway.issuer.mint({ issuer: ISSUER, audience: "shop", sub: "alice", scope: "orders:read" });
      await fetch(`${gateway.url}/orders/7?access_token=in-the-query`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const { number, request, status: first } = await lastDetail();
      assert.equal(first, 200);
      const { url = "", headers = [] } = request ?? {};
      assert.equal(url, "/orders/7?access_token=[secret]");
      const answer = (await (await post("replay", { number, method: "GET", url, headers })).json()) as {
        status: number;
        requestId: string;
      };
      assert.equal(answer.status, 200);
      const again = await lastDetail();
      assert.deepEqual([again.requestId, again.number], [answer.requestId, number + 1]);
      assert.match(again.calls[0]?.event.text ?? "", /"access_token": "\[secret\]"/);
    });

    it("with edits", async () => {
      await fetch(`${gateway.url}/orders`, { method: "POST", body: "first" });
      const { number, request } = await lastDetail();
      const edited = { number, method: "POST", url: "/orders?edited", headers: request?.headers, body: "second" };
      assert.equal((await post("replay", edited)).status, 200);
      const { calls } = await lastDetail();
      assert.deepEqual(
        (JSON.parse(calls[0]?.event.text ?? "") as { body: string; rawQueryString: string }).body,
        "second",
      );
      assert.equal((await post("replay", { ...edited, body: undefined })).status, 200);
      assert.match((await lastDetail()).calls[0]?.event.text ?? "", /"body": "first"/);
    });

    it("to the gateway's APIs alone", async () => {
      for (const url of ["http://evil.example/", "//evil.example/", "/_gatewright/metrics", "/a b"]) {
        const answer = await post("replay", { method: "GET", url, headers: [["host", "evil.example"]] });
        const value = (await answer.json()) as { status?: number };
        assert.equal(answer.status === 400 || value.status === 403, true, url);
      }
      const hidden = await post("replay", { method: "GET", url: "/orders", headers: [["x-token", "[secret]"]] });
      assert.match(JSON.stringify(await hidden.json()), /Write a value instead of \[secret\]/);
    });
  });

  it("shows what is left of throttles and quotas", async () => {
    await fetch(`${gateway.url}/limited`);
    const { limits } = await data<{ limits: { throttles: unknown[]; plans: unknown[] } }>("activity");
    assert.deepEqual(limits.throttles, [
      { api: "shop", stage: "$default", routeKey: "GET /limited", rate: 0.001, burst: 1, left: 0 },
    ]);
    assert.deepEqual(limits.plans, [
      { plan: "gold", key: "acme", quota: { limit: 100, period: "DAY", offset: 0, used: 0 } },
    ]);
  });

  it("signs tokens that an authorizer accepts, and shows no key of the program", async () => {
    const { tokens, keys } = await data<{ tokens: Record<string, unknown>[]; keys: unknown[] }>("access");
    assert.deepEqual(tokens, [
      { api: "shop", authorizer: "users", issuer: ISSUER, audience: "shop", scopes: ["orders:read"], isLocal: true },
    ]);
    const { token } = (await (
      await post("tokens", { issuer: ISSUER, audience: "shop", scope: "orders:read", sub: "bob" })
    ).json()) as { token: string };
    assert.equal(
      (await fetch(`${gateway.url}/orders/1`, { headers: { authorization: `Bearer ${token}` } })).status,
      200,
    );
    assert.equal(
      (await post("tokens", { issuer: "https://other.invalid/", audience: "shop", scope: "", sub: "bob" })).status,
      400,
    );
    assert.deepEqual(keys, [{ id: "acme", name: "acme", enabled: true, isGenerated: false }]);
    assert.equal((await post("keys/acme", {})).status, 403);
  });

  it("lists connections, sends a client a message and closes it", async () => {
    const client = new WebSocket(gateway.apis.find(({ url }) => url.startsWith("ws"))?.url ?? "");
    const received = new Promise((resolve) => client.on("message", (message: Buffer) => resolve(message.toString())));
    const closed = new Promise((resolve) => client.on("close", resolve));
    await new Promise((resolve) => client.on("open", resolve));
    const { connections } = await data<{ connections: { id: string; api: string }[] }>("activity");
    assert.deepEqual(
      connections.map(({ api }) => api),
      ["chat"],
    );
    const id = encodeURIComponent(connections[0]?.id ?? "");
    assert.equal((await post(`connections/${id}/messages`, { message: "hello" })).status, 200);
    assert.equal(await received, "hello");
    assert.equal((await post(`connections/${id}/close`, {})).status, 200);
    assert.equal(await closed, 1001);
    assert.deepEqual((await data<{ connections: unknown[] }>("activity")).connections, []);
    assert.equal((await post(`connections/${id}/messages`, { message: "hello" })).status, 404);
    const { requests } = await data<{ requests: { kind: string; route: string }[] }>("requests");
    assert.ok(requests.some(({ kind, route }) => kind === "websocket" && route === "$connect"));
  });

  it("shows why the last change is not served", async () => {
    const { reload } = gateway.livePage ?? assert.fail();
    reload.evaluating();
    assert.equal((await data<{ reload: { state: string } }>("program")).reload.state, "evaluating");
    reload.failed("index.ts:3: stripe-key-of-the-program is no name");
    const failed = (await data<{ reload: { state: string; problem: string } }>("program")).reload;
    assert.deepEqual([failed.state, failed.problem], ["failed", "index.ts:3: [secret] is no name"]);
    await gateway.update(readSnapshot(PROGRAM));
    assert.equal((await data<{ reload: { state: string } }>("program")).reload.state, "serving");
  });

  it("says which route it hides, and where that one is reached", async () => {
    assert.deepEqual(
      lines.filter((line) => line.includes("live page"))[0],
      `warning: shop: the live page has the path of GET /_gatewright/own at ${gateway.url}. Call it at ${gateway.url}/_api/shop/_gatewright/own`,
    );
    assert.equal(await status("/_api/shop/_gatewright/own"), 200);
    assert.equal(await status("/_gatewright/own", { host: "shopabcdef.execute-api.eu-west-1.localhost" }), 200);
    const off = await startGateway(readSnapshot(PROGRAM), { port: 0, livePage: false });
    assert.equal((await fetch(`${off.url}/_gatewright/own`)).status, 200);
    assert.equal(off.livePage, undefined);
    await off.close();
  });

  it("lets nobody hold many pages open", async () => {
    const opened: (() => void)[] = [];
    const statuses: number[] = [];
    for (let index = 0; index < 9; index++) {
      statuses.push(
        await new Promise<number>((resolve) => {
          const outgoing = httpRequest(`${page}data/events`, { agent: false }, (response) => {
            opened.push(() => outgoing.destroy());
            resolve(response.statusCode ?? 0);
          });
          outgoing.on("error", () => undefined);
          outgoing.end();
        }),
      );
    }
    opened.forEach((close) => close());
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 200, 200, 200, 503]);
  });
});

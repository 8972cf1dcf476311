import assert from "node:assert/strict";
import { Agent, get } from "node:http";
import { type ResourceGraph } from "../../../engine/graph/graph";
import { type Gateway, startGateway } from "../../../gateway/server";
import { until } from "../../conformance/http-api/harness";
import { graphOf, httpApi, jsFunction } from "../../support/http-program";
import { restApi } from "../../support/rest-program";
import { readSnapshot } from "../../../gateway/model/snapshot";

const COUNTER = `let n = 0; exports.handler = async () => ({ version: "one", n: ++n });`;
const SLOW = `exports.handler = () => {
  console.log("called");
  return new Promise((done) => setTimeout(() => done({ version: "slow one" }), 150));
};`;

function program(counter = COUNTER, slow = SLOW): ResourceGraph {
  return graphOf([
    jsFunction("counter", counter),
    jsFunction("slow", slow),
    ...httpApi({ routes: { "GET /count": { function: "counter" }, "GET /slow": { function: "slow" } } }),
  ]);
}

describe("the local gateway", () => {
  let gateway: Gateway;
  const lines: string[] = [];
  const fetchJson = async (path: string): Promise<Record<string, unknown>> => {
    const response = await fetch(`${gateway.url}${path}`);
    assert.equal(response.status, 200, path);
    return (await response.json()) as Record<string, unknown>;
  };

  beforeEach(async () => {
    lines.length = 0;
    gateway = await startGateway(readSnapshot(program()), { port: 0, log: (line) => lines.push(line) });
  });
  afterEach(() => gateway.close());

  it("lists what it serves, with URLs that work", async () => {
    await gateway.update(
      readSnapshot(
        graphOf([
          jsFunction("counter", COUNTER),
          ...httpApi({ routes: { "GET /count": { function: "counter" } }, stages: { $default: {}, dev: {} } }),
          ...httpApi({ name: "second api", routes: { "GET /count": { function: "counter" } }, stages: { prod: {} } }),
        ]),
      ),
    );
    assert.deepEqual(
      gateway.apis.map(({ name, id, stage, url }) => [name, id, stage, url.slice(gateway.url.length)]),
      [
        ["api", "apiabcdefg", "$default", "/"],
        ["api", "apiabcdefg", "dev", "/dev/"],
        ["second api", "secondapia", "prod", "/_api/second%20api/prod/"],
      ],
    );
    for (const { url } of gateway.apis) {
      assert.equal((await fetch(`${url}count`)).status, 200, url);
    }
  });

  it("says what there is where a name in the path or the host is none of the program", async () => {
    await gateway.update(
      readSnapshot(graphOf([...httpApi({ routes: {} }), ...httpApi({ name: "second api", routes: {} })])),
    );
    assert.equal((await fetch(`${gateway.url}/_api/nope/orders?a=1`)).status, 404);
    assert.deepEqual(lines, ['GET /_api/nope/orders: 404, /_api/ has no "nope"; it has api, second%20api']);
    lines.length = 0;
    const { hostname, port } = new URL(gateway.url);
    const headers = { host: "nope.execute-api.eu-west-1.localhost" };
    await new Promise<void>((done) => {
      get({ hostname, port, path: "/a", headers }, (response) => response.resume().on("end", done));
    });
    assert.deepEqual(lines, [
      "GET /a: 404, no API has the id in the host nope.execute-api.eu-west-1.localhost; there are apiabcdefg, secondapia",
    ]);
    lines.length = 0;
    await gateway.update(readSnapshot(graphOf([])));
    await fetch(`${gateway.url}/a`);
    assert.deepEqual(lines, ["GET /a: 404, the program has no HTTP or REST API"]);
  });

  it("says which port is taken, in one line", async () => {
    const port = Number(new URL(gateway.url).port);
    await assert.rejects(startGateway(readSnapshot(program()), { port }), {
      message: `Port ${port} of 127.0.0.1 is taken by another program: end that one, or choose another port with --port.`,
    });
  });

  it("keeps the warm environments of unchanged functions over an update, and runs changed ones anew", async () => {
    assert.deepEqual(await fetchJson("/count"), { version: "one", n: 1 });
    await gateway.update(readSnapshot(program(COUNTER, SLOW.replace("slow one", "slow two"))));
    assert.deepEqual(await fetchJson("/count"), { version: "one", n: 2 });
    assert.deepEqual(await fetchJson("/slow"), { version: "slow two" });
    await gateway.update(readSnapshot(program(COUNTER.replace("one", "two"))));
    assert.deepEqual(await fetchJson("/count"), { version: "two", n: 1 });
  });

  it("finishes requests under way on the program that they came in with", async () => {
    await fetchJson("/slow");
    const underWay = fetchJson("/slow");
    await until(
      () => lines.filter((line) => line === "[slow] called").length === 2,
      () => "second call",
    );
    await gateway.update(readSnapshot(program(COUNTER, SLOW.replace("slow one", "slow two"))));
    assert.deepEqual(await underWay, { version: "slow one" });
    assert.deepEqual(await fetchJson("/slow"), { version: "slow two" });
  });

  it("finishes an asynchronous call on the program that it came in with", async () => {
    const worker = (version: string): string =>
      `exports.handler = () => {
        console.log("called");
        return new Promise((done) => setTimeout(() => { console.log("${version} is done"); done(); }, 150));
      };`;
    const asynchronous = (version: string): ResourceGraph =>
      graphOf([
        jsFunction("worker", worker(version)),
        ...restApi({
          methods: {
            "POST /jobs": {
              function: "worker",
              integration: {
                type: "aws",
                requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" },
                responses: { default: { statusCode: "202" } },
              },
            },
          },
        }),
      ]);
    const isDone = (version: string): boolean => lines.includes(`[worker] ${version} is done`);
    const post = (): Promise<Response> => fetch(`${gateway.url}/prod/jobs`, { method: "POST" });
    await gateway.update(readSnapshot(asynchronous("one")));
    assert.equal((await post()).status, 202);
    await until(
      () => isDone("one"),
      () => "first call",
    );
    lines.length = 0;
    assert.equal((await post()).status, 202);
    await until(
      () => lines.includes("[worker] called"),
      () => "second call",
    );
    await gateway.update(readSnapshot(asynchronous("two")));
    await until(
      () => isDone("one"),
      () => "end of the call under way",
    );
    assert.deepEqual(
      lines.filter((line) => line.includes("Error")),
      [],
    );
  });

  it("drops no connection and no request while it updates again and again", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    const sockets = new Set<unknown>();
    const statuses: (number | undefined)[] = [];
    let running = true;
    const client = async (): Promise<void> => {
      while (running) {
        await new Promise<void>((done, fail) => {
          const request = get(`${gateway.url}/count`, { agent }, (response) => {
            statuses.push(response.statusCode);
            response.resume().on("end", done);
          });
          request.on("socket", (socket) => sockets.add(socket)).on("error", fail);
        });
      }
    };
    const clients = [client(), client(), client(), client()];
    for (let version = 0; version < 5; version++) {
      await gateway.update(readSnapshot(program(`${COUNTER} // ${version}`)));
      const enough = statuses.length + 8;
      await until(
        () => statuses.length >= enough,
        () => `answer after update ${version}`,
      );
    }
    running = false;
    await Promise.all(clients);
    agent.destroy();
    assert.deepEqual([...new Set(statuses)], [200]);
    assert.ok(sockets.size <= 4, `${sockets.size} connections`);
  });

  it("serves its issuer, whose own tokens an authorizer of that issuer takes", async () => {
    const { issuer } = gateway;
    assert.equal(issuer.url, `${gateway.url}/_issuer`);
    const discovery = (await (await fetch(`${issuer.url}/.well-known/openid-configuration`)).json()) as {
      jwks_uri: string;
    };
    const keys = (await (await fetch(discovery.jwks_uri)).json()) as { keys: unknown[] };
    assert.equal(keys.keys.length, 1);
    const jwtConfiguration = { issuer: issuer.url, audiences: ["app"] };
    await gateway.update(
      readSnapshot(
        graphOf([
          jsFunction("counter", COUNTER),
          ...httpApi({
            authorizers: {
              local: { authorizerType: "JWT", identitySources: ["$request.header.Authorization"], jwtConfiguration },
            },
            routes: { "GET /me": { function: "counter", route: { authorizationType: "JWT", authorizerId: "local" } } },
          }),
        ]),
      ),
    );
    const headers = { authorization: `Bearer ${await issuer.mint({ sub: "alice", audience: "app" })}` };
    assert.equal((await fetch(`${gateway.url}/me`, { headers })).status, 200);
    assert.equal((await fetch(`${gateway.url}/me`)).status, 401);
  });

  it("logs what the model finds wrong in the program", async () => {
    await gateway.update(
      readSnapshot(
        graphOf([
          ...httpApi({
            routes: { "GET /x": { http: "http://127.0.0.1:1", integration: { integrationType: "MOCK" } } },
          }),
        ]),
      ),
    );
    assert.ok(
      lines.some((line) => line.startsWith('error: api GET /x: integrationType is "MOCK"')),
      lines.join("\n"),
    );
  });

  it("passes its own variables to every function", async () => {
    const other = await startGateway(
      readSnapshot(
        graphOf([
          jsFunction("env", `exports.handler = async () => ({ endpoint: process.env.AWS_ENDPOINT_URL });`),
          ...httpApi({ routes: { "GET /": { function: "env" } } }),
        ]),
      ),
      { port: 0, environment: { AWS_ENDPOINT_URL: "http://127.0.0.1:4566" } },
    );
    try {
      assert.deepEqual(await (await fetch(other.url)).json(), { endpoint: "http://127.0.0.1:4566" });
    } finally {
      await other.close();
    }
  });

  it("closes while a request is under way, and stops listening", async () => {
    const endless = `exports.handler = () => { console.log("called"); return new Promise(() => setInterval(() => undefined, 1000)); };`;
    await gateway.update(readSnapshot(program(COUNTER, endless)));
    const underWay = fetch(`${gateway.url}/slow`).then(
      () => "answered",
      () => "cut",
    );
    await until(
      () => lines.includes("[slow] called"),
      () => "call",
    );
    await gateway.close();
    assert.equal(await underWay, "cut");
    await assert.rejects(fetch(`${gateway.url}/count`));
  });
});

import assert from "node:assert/strict";
import { connect } from "node:net";
import { type Gateway, startGateway } from "../../../gateway/server";
import { until } from "../../conformance/http-api/harness";
import { Client } from "../../conformance/websocket-api/harness";
import { graphOf, httpApi, jsFunction, node } from "../../support/http-program";
import { mock, restApi } from "../../support/rest-program";
import { webSocketApi } from "../../support/websocket-program";
import { readSnapshot } from "../../../gateway/model/snapshot";

/** Parts of a message that a parser may stumble over. */
const PATHS = [
  "/%",
  "/%zz",
  "/%c3%28",
  "/_api/%/x",
  "/_api/%zz/dev",
  "/_api/",
  "/_api//x",
  "/_issuer/%",
  "/dev/@connections/%",
  "/dev/@connections/%e0%a4%a",
  "/_api/%/dev/@connections/%",
  "/_api/%/@connections/x",
  "//",
  "///%5c..",
  "/?%=%&=%zz",
  "/prod/items/%?a=%",
  "http://[::1/x",
  "http://%/x",
  "https://x:99999999/y",
  "*",
];
const HEADERS = [
  "Host: %.execute-api.eu-west-1.localhost",
  "Host: [::1",
  "Host: ",
  "Host: api.example.com\r\nCookie: =;;%;a=%zz; =",
  "Host: localhost\r\nAuthorization: Bearer %.%.%",
  "Host: localhost\r\nAuthorization: Bearer e30.e30.e30",
  "Host: localhost\r\nContent-Type: ;=;charset=%\r\nAccept: ,,;q=x\r\nAccept-Encoding: ;q=,gzip;q=-1",
  "Host: localhost\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
  'Host: localhost\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n{"a"',
  "Host: localhost\r\nContent-Length: 10\r\n\r\nshort",
  "Host: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
  "Host: localhost\r\nX-Forwarded-For: ,,%\r\nForwarded: ;;\r\nVia: \u00ff",
  "Host: localhost\r\nOrigin: %\r\nAccess-Control-Request-Method: \u00ff",
  "Host: localhost\r\nCache-Control: max-age=%",
];
const UPGRADE = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13";
const KEYED = `${UPGRADE}\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==`;
const FRAMES: [name: string, bytes: number[]][] = [
  ["reserved bits", [0xf1, 0x80, 0, 0, 0, 0]],
  ["an unknown opcode", [0x83, 0x80, 0, 0, 0, 0]],
  ["no mask", [0x81, 0x01, 0x61]],
  ["text that is no UTF-8", [0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28]],
  ["a length of 2^63", [0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
  ["a continuation of nothing", [0x80, 0x80, 0, 0, 0, 0]],
  ["a close with half a code", [0x88, 0x81, 0, 0, 0, 0, 0x03]],
  ["a close with a code that is none", [0x88, 0x82, 0, 0, 0, 0, 0, 1]],
  ["a ping that is too long", [0x89, 0xfe, 0, 200, 0, 0, 0, 0]],
  ["half a header", [0x81]],
];
const WAIT_MS = 250;
/** For a request that is always answered: no answer within it means that none comes. */
const ANSWER_MS = 60_000;

describe("a gateway that gets malformed input", () => {
  let gateway: Gateway;
  const lines: string[] = [];
  const thrown: unknown[] = [];
  const caught = (error: unknown): void => void thrown.push(error);
  let others: NodeJS.UncaughtExceptionListener[] = [];

  before(async () => {
    const domainName = "api.example.com";
    const resources = [
      jsFunction("echo", `exports.handler = async (event) => ({ statusCode: 200, body: event.body });`),
      ...httpApi({
        api: { corsConfiguration: { allowOrigins: ["https://app.example.com"] } },
        routes: { "GET /": { function: "echo" }, "ANY /{proxy+}": { function: "echo" } },
      }),
      ...restApi({ methods: { "ANY /items/{id}": { integration: mock("{}") } } }),
      ...webSocketApi({ routes: { $connect: {}, $default: { function: "echo", response: true } } }),
      { ...node("aws:apigatewayv2/domainName:DomainName", "domain", { domainName }), id: domainName },
    ];
    // mocha's own listener would fail a test that is not the cause
    others = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException");
    process.on("uncaughtException", caught);
    gateway = await startGateway(readSnapshot(graphOf(resources)), { port: 0, log: (line) => lines.push(line) });
  });
  after(async () => {
    await gateway.close();
    process.off("uncaughtException", caught);
    others.forEach((listener) => process.on("uncaughtException", listener));
  });
  afterEach(async () => {
    assert.deepEqual(thrown.splice(0), [], "an exception that would have ended the process");
    assert.deepEqual(
      lines.filter((line) => line.startsWith("the gateway failed")),
      [],
    );
    assert.equal((await fetch(`${gateway.url}/`)).status, 200);
  });

  /** The first line that comes back, where one does before the client leaves. */
  function send(bytes: string | Buffer, waitMs = WAIT_MS): Promise<string> {
    const { hostname, port } = new URL(gateway.url);
    return new Promise((done) => {
      let answer = "";
      let leave: NodeJS.Timeout | undefined;
      const socket = connect(Number(port), hostname, () => {
        socket.write(bytes);
        leave = setTimeout(() => socket.destroy(), waitMs);
      });
      socket.on("data", (chunk) => {
        answer += chunk.toString("latin1");
        socket.end();
      });
      socket.on("error", () => undefined);
      socket.on("close", () => {
        clearTimeout(leave);
        done(answer.split("\r\n", 1)[0] ?? "");
      });
    });
  }

  for (const path of PATHS) {
    it(`answers GET and an upgrade of ${path}`, async () => {
      const answers = await Promise.all([
        send(`GET ${path} HTTP/1.1\r\nHost: api.example.com\r\n\r\n`, ANSWER_MS),
        send(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: AWS4-HMAC\r\n\r\n`, ANSWER_MS),
        send(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n${KEYED}\r\n\r\n`, ANSWER_MS),
      ]);
      for (const answer of answers) {
        assert.match(answer, /^HTTP\/1\.1 [1-4]\d\d /, answers.join("\n"));
      }
    });
  }

  for (const head of HEADERS) {
    it(`outlives ${JSON.stringify(head)}`, async () => {
      const tail = head.includes("\r\n\r\n") ? "" : "\r\n\r\n";
      const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
      const targets = ["GET /", "POST /a", "OPTIONS /a", "POST /_api/rest/prod/items/1"];
      const answers = await Promise.all([
        ...targets.map((target) => send(latin1(`${target} HTTP/1.1\r\n${head}${tail}`))),
        send(latin1(`GET /dev HTTP/1.1\r\n${UPGRADE}\r\n${head}${tail}`)),
      ]);
      assert.deepEqual(
        answers.filter((answer) => /^HTTP\/1\.1 5/.test(answer)),
        [],
      );
    });
  }

  // https://www.rfc-editor.org/rfc/rfc9112#section-3.2
  for (const [what, head, status] of [
    ["two hosts", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost", "400 Bad Request"],
    ["a request for *", "OPTIONS * HTTP/1.1\r\nHost: localhost", "400 Bad Request"],
    ["a URL of an unknown host", "GET http://evil.example/ HTTP/1.1\r\nHost: localhost", "403 Forbidden"],
    ["a URL of a served host", "GET http://localhost/ HTTP/1.1\r\nHost: evil.example", "200 OK"],
    ["a URL without a path", "GET http://localhost?a=1 HTTP/1.1\r\nHost: localhost", "200 OK"],
  ] as const) {
    it(`answers ${what} with ${status}`, async () => {
      assert.equal(await send(`${head}\r\n\r\n`, ANSWER_MS), `HTTP/1.1 ${status}`);
    });
  }

  it("reports that a client left in the middle of its request", async () => {
    await send("POST /half HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nshort");
    // without those of other tests' clients, which may be late
    const own = (): string[] => lines.filter((line) => line.includes("/half"));
    await until(
      () => own().length > 0,
      () => "line",
    );
    assert.deepEqual(own(), ["POST /half: the client left in the middle of its request"]);
  });

  for (const [name, bytes] of FRAMES) {
    it(`closes a connection whose frame has ${name}, and serves the others`, async () => {
      const other = await Client.open(gateway.apis.at(-1)?.url ?? "");
      const upgrade = Buffer.from(`GET /dev HTTP/1.1\r\nHost: localhost\r\n${KEYED}\r\n\r\n`);
      await send(upgrade);
      const client = await Client.open(gateway.apis.at(-1)?.url ?? "");
      // below the client's own framing
      const { _socket: socket } = client.socket as unknown as { _socket: { write(data: Buffer): void; end(): void } };
      socket.write(Buffer.from(bytes));
      setTimeout(() => socket.end(), 20);
      await client.end();
      other.send("alive");
      assert.equal(await other.next(), "alive");
      await other.close();
    });
  }
});

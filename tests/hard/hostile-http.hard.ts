import assert from "node:assert/strict";
import * as fc from "fast-check";
import { connect as connectHttp2 } from "node:http2";
import { connect as connectTls, type ConnectionOptions } from "node:tls";
import { httpApi, jsFunction, node } from "../support/http-program";
import { mock, restApi, usagePlan } from "../support/rest-program";
import { connectionTable, webSocketApi } from "../support/websocket-program";
import { sample } from "./property";
import { SETTINGS } from "./settings";
import { inParallel, Served } from "./served";
import { count } from "./table";
import { jsonText, text } from "./values";

const ECHO = "exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event).slice(0, 50) });";
const ISSUER = "http://127.0.0.1:1/issuer";

const program = [
  jsFunction("echo", ECHO),
  ...httpApi({
    api: { corsConfiguration: { allowOrigins: ["https://app.example.com"] } },
    authorizers: {
      jwt: {
        authorizerType: "JWT",
        identitySources: ["$request.header.Authorization"],
        jwtConfiguration: { issuer: ISSUER, audiences: ["a"] },
      },
    },
    routes: {
      "GET /": { function: "echo" },
      "ANY /{proxy+}": { function: "echo" },
      "GET /secure/{id}": { function: "echo", route: { authorizationType: "JWT", authorizerId: "jwt" } },
    },
    stages: {
      $default: {
        accessLogSettings: {
          destinationArn: "arn:x",
          format: '{"path":"$context.path","error":"$context.integrationErrorMessage"}',
        },
      },
    },
  }),
  ...restApi({
    methods: {
      "ANY /items/{id}": {
        integration: mock("$input.json('$') $input.params('id') $util.escapeJavaScript($input.body)"),
      },
      "POST /fn": { function: "echo" },
      "GET /keyed": { integration: mock("{}"), operation: { security: [{ api_key: [] }] } },
    },
    document: { components: { securitySchemes: { api_key: { type: "apiKey", name: "x-api-key", in: "header" } } } },
  }),
  ...usagePlan("plan", {
    stages: { rest: "prod" },
    keys: { ann: "a-key-of-twenty-chars" },
    quota: { limit: 5, period: "DAY" },
  }),
  ...webSocketApi({ routes: { $connect: {}, $default: { function: "echo", response: true } } }),
  connectionTable("connections"),
  { ...node("aws:apigatewayv2/domainName:DomainName", "d", { domainName: "api.example.com" }), id: "api.example.com" },
];

const method = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom("GET", "POST", "PUT", "OPTIONS", "HEAD", "DELETE", "PATCH", "CONNECT", "TRACE", "PRI"),
  },
  fc.stringMatching(/^[A-Z!#$%&'*+.^_`|~-]{1,10}$/),
);
const path = fc.oneof(
  fc.constantFrom(
    "/",
    "//",
    "/*",
    "*",
    "/%",
    "/%zz",
    "/%c0%af",
    "/..%2f..%2fetc",
    "/a/../b",
    "/%2e%2e/%2e%2e",
    "/_api/rest/prod/items/1",
    "/_api/%/x",
    "/_api/rest/prod/fn",
    "/_api/rest/prod/keyed",
    "/_issuer/../x",
    "/dev/@connections/%",
    "/secure/1?a=%&b=;c",
    "/prod/items/%00",
    "http://[::1/x",
    "http://localhost/x",
    "https://x:99999/",
    "localhost:80",
    "/?" + "a=1&".repeat(500),
    `/${"a/".repeat(500)}`,
    "/\\..\\x",
  ),
  text.map((part) => `/${encodeURI(part.replace(/[\ud800-\udfff]/g, "")).replaceAll(" ", "+")}`),
);
const header = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom(
      "Content-Type: application/json",
      "Content-Type: ;charset=%",
      "Content-Encoding: gzip",
      "Content-Encoding: deflate, gzip",
      "Accept-Encoding: gzip;q=x, *",
      "Expect: 100-continue",
      "Expect: 200-ok",
      "Connection: close",
      "Connection: upgrade, keep-alive",
      "Upgrade: h2c",
      "Upgrade: websocket",
      "HTTP2-Settings: AAMAAABk",
      "Transfer-Encoding: chunked",
      "Transfer-Encoding: gzip, chunked",
      "Transfer-Encoding: identity",
      "Content-Length: 0",
      "Content-Length: 5",
      "Content-Length: -1",
      "Content-Length: 5, 5",
      "Content-Length: 99999999999999999999",
      "Content-Length: 5x",
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
      "Sec-WebSocket-Version: 13",
      "Authorization: Bearer a.b.c",
      "Authorization: AWS4-HMAC-SHA256 x",
      "Origin: null",
      "Origin: https://app.example.com",
      "Access-Control-Request-Method: PUT",
      "X-HTTP-Method-Override: __proto__",
      "X-Api-Key: constructor",
      "x-api-key: a-key-of-twenty-chars",
      "Range: bytes=0-",
      "Cookie: a=b; =; ;;",
      "Trailer: x",
      "TE: trailers",
      "Host: api.example.com",
      "Host: evil.example",
      "X-Forwarded-For: %,,;",
      'Forwarded: for="',
      "Proxy-Connection: keep-alive",
      "Cache-Control: max-age=0",
      "__proto__: x",
      "constructor: y",
      `X-Long: ${"v".repeat(9_000)}`,
      `X-Longer: ${"v".repeat(70_000)}`,
    ),
  },
  fc
    .tuple(fc.stringMatching(/^[A-Za-z0-9_-]{1,10}$/), fc.string({ maxLength: 10 }))
    .map((parts) => parts.join(": ").replace(/[\r\n]/g, "")),
  fc.constantFrom(" folded", "no colon", ": empty", "Bad Name: x", "Null\u0000: x", "X: a\u0000b", "X: \u0007"),
);
const body = fc.oneof(
  jsonText,
  fc.constantFrom(
    "",
    "hello",
    "5\r\nhello\r\n0\r\n\r\n",
    "zz\r\n",
    "5\r\nhel",
    "ffffffffffffffff\r\n",
    "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "\u001f\u008b\u0008garbage",
  ),
);
const version = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom("HTTP/1.1") },
  fc.constantFrom("HTTP/1.0", "HTTP/2.0", "HTTP/9.9", "http/1.1", "", "HTTP/1.1 x"),
);
const end = fc.oneof({ weight: 9, arbitrary: fc.constantFrom("\r\n") }, fc.constantFrom("\n", "\r", "\r\n\r\n"));
const hostOf = fc.constantFrom(
  "Host: localhost",
  "Host: localhost",
  "Host: 127.0.0.1",
  "Host: x\r\nHost: y",
  "Host:",
  "X: y",
);
const rawRequest = fc
  .record({ method, path, version, host: hostOf, headers: fc.array(header, { maxLength: 5 }), body, end })
  .map((parts) => {
    const lines = [`${parts.method} ${parts.path} ${parts.version}`, parts.host, ...parts.headers];
    return Buffer.from(`${lines.join(parts.end)}${parts.end}${parts.end}${parts.body}`, "latin1");
  });

describe("hostile HTTP", function () {
  this.timeout(180_000);
  let served: Served;
  before(async () => {
    served = await Served.start(program);
  });
  after(() => served.close());

  it("of any request lines, headers, lengths and bodies gets an answer in HTTP's words, or a closed connection", async () => {
    const requests = sample(rawRequest, SETTINGS.quick ? 800 : 20_000);
    const wrong: string[] = [];
    await inParallel(requests, 32, async (bytes) => {
      const answer = await served.send([bytes], { waitMs: 250 });
      count.inputs();
      if (answer !== "" && !/^HTTP\/1\.1 (?:1\d\d|2\d\d|4\d\d|50[0-5]) /.test(answer)) {
        wrong.push(`${bytes.toString("latin1").slice(0, 300)} -> ${answer.slice(0, 200)}`);
      }
    });
    assert.deepEqual(wrong, []);
    await served.assertAlive("/", "hostile requests");
  });

  it("of any bytes gets an answer or a closed connection", async () => {
    const bytes = sample(fc.uint8Array({ minLength: 1, maxLength: 400 }), SETTINGS.quick ? 300 : 10_000);
    await inParallel(bytes, 32, async (one) => {
      await served.send([Buffer.from(one)], { waitMs: 150 });
      count.inputs();
    });
    await served.assertAlive("/", "any bytes");
  });

  it("does not smuggle: a request is answered once, whatever lengths it has", async () => {
    for (const head of [
      "Content-Length: 5\r\nTransfer-Encoding: chunked",
      "Transfer-Encoding: chunked\r\nContent-Length: 5",
      "Content-Length: 5\r\nContent-Length: 6",
      "Transfer-Encoding: xchunked",
      "Transfer-Encoding : chunked",
      "Transfer-Encoding: chunked, identity",
      "Content-Length: +5",
      "Content-Length: 0x5",
    ]) {
      const answer = await served.send([
        `POST /smuggle HTTP/1.1\r\nHost: localhost\r\n${head}\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      ]);
      count.inputs();
      count.fault(`smuggling: ${head.replaceAll("\r\n", ", ")}`);
      assert.match(answer, /^HTTP\/1\.1 400 /, head);
      assert.ok(!served.lines.some((line) => line.includes("/smuggled")), head);
    }
    served.assertSound("smuggling");
  });

  it("of HTTP/2 with prior knowledge is refused, and the next client served", async () => {
    const client = connectHttp2(served.gateway.url);
    const error = await new Promise<Error>((resolve) => client.once("error", resolve));
    client.destroy();
    count.fault("HTTP/2 with prior knowledge");
    assert.ok(error instanceof Error);
    const preface = await served.send(["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0"]);
    assert.match(preface, /^(?:HTTP\/1\.1 (?:400|505) |$)/);
    await served.assertAlive("/", "HTTP/2");
  });

  it("of slow clients does not keep others waiting", async () => {
    const slow = [
      "",
      "GET",
      "GET / HTTP/1.1\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\n",
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n1",
    ];
    const waiting = Array.from({ length: SETTINGS.quick ? 100 : 1_000 }, (_, index) =>
      served.send([slow[index % slow.length] ?? ""], { waitMs: 1_500 }),
    );
    await served.assertAlive("/", "slow clients");
    await Promise.all(waiting);
    slow.forEach((part) =>
      count.fault(`a client that stops after ${JSON.stringify(part.slice(-20))}`, waiting.length / slow.length),
    );
    count.inputs(waiting.length);
    await served.assertAlive("/", "slow clients");
  });

  it("sent to the local DynamoDB and the @connections API ends neither", async () => {
    const { dynamodb = "", connections = "" } = served.gateway.endpoints;
    const calls = sample(
      fc.tuple(
        fc.constantFrom("ListTables", "GetItem", "PutItem", "Query", "UpdateItem", "CreateTable", "__proto__", "x"),
        jsonText,
      ),
      SETTINGS.quick ? 200 : 4_000,
    );
    await inParallel(calls, 16, async ([operation, payload]) => {
      const head =
        `POST / HTTP/1.1\r\nHost: ${new URL(dynamodb).host}\r\nX-Amz-Target: DynamoDB_20120810.${operation}\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Date: 20260101T000000Z\r\n` +
        "Authorization: AWS4-HMAC-SHA256 Credential=a/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0\r\nConnection: close\r\n";
      await served.send([`${head}Content-Length: ${Buffer.byteLength(payload)}\r\n\r\n`, payload], {
        url: dynamodb,
        waitMs: 500,
      });
      count.inputs();
    });
    const tls = (): ReturnType<typeof connectTls> =>
      connectTls({ host: "127.0.0.1", port: Number(new URL(connections).port), rejectUnauthorized: false });
    const requests = sample(rawRequest, SETTINGS.quick ? 50 : 1_000);
    await inParallel(requests, 8, async (bytes) => {
      await served.send([bytes], { socket: tls, waitMs: 300 });
      count.inputs();
    });
    await served.assertAlive("/", "hostile calls of the local services");
  });
});

describe("hostile TLS", function () {
  this.timeout(240_000);
  let served: Served;
  before(async () => {
    served = await Served.start(program, { https: true });
  });
  after(() => served.close());

  const open = (options: ConnectionOptions): Promise<string> =>
    new Promise((resolve) => {
      const { port } = new URL(served.gateway.url);
      const socket = connectTls(
        { host: "127.0.0.1", port: Number(port), rejectUnauthorized: false, ...options },
        () => {
          const names = socket.getPeerX509Certificate()?.subjectAltName ?? "";
          socket.destroy();
          resolve(names);
        },
      );
      socket.setTimeout(5_000, () => socket.destroy(new Error("timeout")));
      socket.on("error", (error: NodeJS.ErrnoException) => resolve(`error ${error.code ?? error.message}`));
    });

  async function get(): Promise<string> {
    const { port } = new URL(served.gateway.url);
    const tls = (): ReturnType<typeof connectTls> =>
      connectTls({ host: "127.0.0.1", port: Number(port), rejectUnauthorized: false });
    const answer = await served.send(["GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"], {
      socket: tls,
      waitMs: 10_000,
    });
    served.assertSound("TLS");
    return answer;
  }

  it("names that the gateway does not serve get the certificate of its own address", async () => {
    assert.match(await open({ servername: "api.example.com" }), /DNS:api\.example\.com/);
    assert.match(await open({ servername: "a.localhost" }), /DNS:a\.localhost/);
    for (const servername of [
      "evil.example",
      "a".repeat(60) + ".example",
      "xn--.example",
      "-.-",
      "api.example.com.evil.example",
      "",
    ]) {
      const names = await open({ servername });
      count.inputs();
      count.fault(`SNI ${servername.slice(0, 20)}`);
      assert.equal(names, "IP Address:127.0.0.1", servername);
    }
    assert.match(await get(), /^HTTP\/1\.1 200 /);
  });

  it("protocols that it does not speak are not agreed on", async () => {
    const { port } = new URL(served.gateway.url);
    for (const ALPNProtocols of [["h2"], ["h2", "http/1.1"], ["spdy/3"], ["acme-tls/1"], ["x".repeat(255)]]) {
      const protocol = await new Promise<string>((resolve) => {
        const options = { host: "127.0.0.1", port: Number(port), rejectUnauthorized: false, ALPNProtocols };
        const socket = connectTls(options, () => {
          resolve(String(socket.alpnProtocol));
          socket.destroy();
        });
        socket.on("error", ({ message }) => resolve(`error ${message}`));
      });
      count.fault(`ALPN ${ALPNProtocols.join().slice(0, 20)}`);
      assert.match(protocol, ALPNProtocols.includes("http/1.1") ? /^http\/1\.1$/ : /^(?:error |false$)/);
    }
    const client = connectHttp2(served.gateway.url, { rejectUnauthorized: false });
    const error = await new Promise((resolve) => client.once("error", resolve));
    client.destroy();
    count.fault("HTTP/2 over TLS");
    assert.ok(error instanceof Error);
    assert.match(await get(), /^HTTP\/1\.1 200 /);
  });

  it("old versions, cut handshakes, plain HTTP and noise end their connections alone", async () => {
    for (const maxVersion of ["TLSv1", "TLSv1.1"] as const) {
      count.fault(`at most ${maxVersion}`);
      assert.match(await open({ minVersion: maxVersion, maxVersion, ciphers: "DEFAULT@SECLEVEL=0" }), /^error /);
    }
    const { port } = new URL(served.gateway.url);
    const url = `http://127.0.0.1:${port}`;
    for (const [what, bytes] of [
      ["plain HTTP", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"],
      ["a cut ClientHello", Buffer.from("1603010200010001fc0303", "hex")],
      ["a ClientHello of no length", Buffer.from("16030100000100000000", "hex")],
      ["an alert", Buffer.from("15030300020228", "hex")],
      ["noise", Buffer.alloc(5_000, 0xff)],
    ] as const) {
      await served.send([bytes], { url, waitMs: 300 });
      count.inputs();
      count.fault(`TLS: ${what}`);
    }
    assert.match(await get(), /^HTTP\/1\.1 200 /);
  });

  it("renegotiation again and again ends the connection alone", async () => {
    const { port } = new URL(served.gateway.url);
    await new Promise<void>((resolve) => {
      const socket = connectTls(
        { host: "127.0.0.1", port: Number(port), rejectUnauthorized: false, maxVersion: "TLSv1.2" },
        () => {
          let times = 0;
          const again = (error?: Error | null): void => {
            if ((error !== undefined && error !== null) || ++times > 20) {
              socket.destroy();
            } else {
              socket.renegotiate({ rejectUnauthorized: false }, again);
            }
          };
          again();
        },
      );
      socket.on("error", () => undefined);
      socket.on("close", () => resolve());
      socket.setTimeout(5_000, () => socket.destroy());
    });
    count.fault("TLS renegotiation");
    assert.match(await get(), /^HTTP\/1\.1 200 /);
  });
});

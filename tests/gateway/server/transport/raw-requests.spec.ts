import assert from "node:assert/strict";
import { connect } from "node:net";
import { readSnapshot } from "../../../../gateway/model/snapshot";
import { type Gateway, startGateway } from "../../../../gateway/server";
import { Backend } from "../../../conformance/http-api/echo";
import { graphOf, httpApi, jsFunction } from "../../../support/http-program";
import { restApi } from "../../../support/rest-program";
import { webSocketApi } from "../../../support/websocket-program";

const ECHO = `exports.handler = async (e) => ({ statusCode: 200, body: e.body ? "got " + Buffer.from(e.body, e.isBase64Encoded ? "base64" : "utf8") : (e.headers?.["x-last"] ?? "none") });`;
const REPLY = "exports.handler = async (e) => JSON.parse(e.body);";
const CONNECT = `exports.handler = async () => { console.log("connected"); return { statusCode: 200 }; };`;
const ELEVEN_MB = 11 * 1024 * 1024;

describe("requests as they come over the wire", () => {
  let gateway: Gateway;
  let backend: Backend;
  const lines: string[] = [];
  before(async () => {
    backend = await Backend.start();
    const mapped = { "append:header.x-text": "$request.querystring.text" };
    const resources = [
      jsFunction("echo", ECHO),
      jsFunction("reply", REPLY),
      jsFunction("connect", CONNECT),
      ...httpApi({
        routes: {
          "POST /": { function: "echo" },
          "GET /": { function: "echo" },
          "POST /reply": { function: "reply" },
          "GET /mapped": { http: backend.url, integration: { requestParameters: mapped } },
        },
        stages: { $default: { accessLogSettings: { destinationArn: "arn:x", format: "$context.identity.sourceIp" } } },
      }),
      ...restApi({ methods: { "POST /": { function: "echo" }, "POST /reply": { function: "reply" } } }),
      ...webSocketApi({ routes: { $connect: { function: "connect" }, $default: { function: "connect" } } }),
    ];
    gateway = await startGateway(readSnapshot(graphOf(resources)), { port: 0, log: (line) => lines.push(line) });
  });
  after(async () => {
    await gateway.close();
    await backend.close();
  });

  /** All that comes back until the text is there. */
  function exchange(parts: (string | Buffer)[], until: RegExp): Promise<string> {
    const { hostname, port } = new URL(gateway.url);
    return new Promise((done, fail) => {
      let answer = "";
      const socket = connect(Number(port), hostname, () => parts.forEach((part) => socket.write(part)));
      socket.on("data", (chunk) => {
        answer += chunk.toString("latin1");
        if (until.test(answer)) {
          socket.destroy();
          done(answer);
        }
      });
      socket.on("error", fail);
      socket.on("close", () => fail(new Error(`the connection ended after: ${answer}`)));
    });
  }

  const OFFER =
    "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n";

  it("serve a request that offers HTTP/2, and the next one of its connection", async () => {
    const answer = await exchange(
      [
        `POST / HTTP/1.1\r\nHost: localhost\r\n${OFFER}Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello`,
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
      ],
      /none/,
    );
    assert.match(answer, /^HTTP\/1\.1 200 OK[\s\S]*got hello[\s\S]*HTTP\/1\.1 200 OK[\s\S]*none/);
  });

  it("serve all requests of a connection that offer HTTP/2, also those that come before the answer", async () => {
    const warnings: Error[] = [];
    const warned = (warning: Error): void => void warnings.push(warning);
    process.on("warning", warned);
    // more than the ten listeners of a kind that Node.js finds suspicious
    const numbers = Array.from({ length: 12 }, (_, index) => `request-${index};`);
    const requests = numbers.map((number) => `GET / HTTP/1.1\r\nHost: localhost\r\n${OFFER}X-Last: ${number}\r\n\r\n`);
    const answer = await exchange([requests.join("")], /request-11;/);
    await new Promise((turn) => setImmediate(turn)); // warnings come in the next turn
    process.off("warning", warned);
    assert.deepEqual(answer.match(/request-\d+;/g), numbers);
    assert.deepEqual(warnings, []);
  });

  it("keep every header, however many there are", async () => {
    const many = Array.from({ length: 1_500 }, (_, index) => `h${index}: \r\n`).join("");
    const answer = await exchange([`GET / HTTP/1.1\r\nHost: localhost\r\n${many}X-Last: the-last;\r\n\r\n`], /;|none/);
    assert.match(answer, /^HTTP\/1\.1 200 OK[\s\S]*the-last;/);
  });

  it("serve a body that comes after the offer", async () => {
    const head = `POST / HTTP/1.1\r\nHost: localhost\r\n${OFFER}Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n`;
    assert.match(await exchange([head, "3\r\nabc\r\n0\r\n\r\n"], /got abc/), /^HTTP\/1\.1 200 OK/);
  });

  for (const [what, header] of [
    ["an unknown version", "Sec-WebSocket-Version: 99\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="],
    ["no key", "Sec-WebSocket-Version: 13"],
    ["a short key", "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: abc"],
  ]) {
    it(`refuse a WebSocket handshake with ${what} before $connect runs`, async () => {
      lines.length = 0;
      const head = `GET /dev HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${header}\r\n\r\n`;
      assert.match(await exchange([head], /\}/), /^HTTP\/1\.1 400 Bad Request/);
      assert.equal(
        lines.some((line) => line.includes("connected")),
        false,
        lines.join("\n"),
      );
    });
  }

  for (const [path, text] of [
    ["/", /"Request Entity Too Large"\}$/],
    ["/_api/rest/prod/", /HTTP content length exceeded 10485760 bytes\.$/],
  ] as const) {
    it(`answer 413 to a chunked body over 10 MB on ${path}, and the client can read it`, async () => {
      const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n`;
      const chunk = Buffer.alloc(1024 * 1024, "a");
      const chunks = Array.from({ length: 11 }, () => [`${chunk.length.toString(16)}\r\n`, chunk, "\r\n"]).flat();
      const answer = await exchange([head, ...chunks, "0\r\n\r\n"], text);
      assert.match(answer, /^HTTP\/1\.1 413 /);
    });

    it(`answer 413 to a declared body over 10 MB on ${path} once it is sent`, async () => {
      const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${ELEVEN_MB}\r\n\r\n`;
      assert.match(await exchange([head, Buffer.alloc(ELEVEN_MB, "a")], text), /^HTTP\/1\.1 413 /);
    });
  }

  for (const path of ["/reply", "/_api/rest/prod/reply"]) {
    for (const headers of [{ "Transfer-Encoding": "chunked" }, { "Transfer-Encoding": "identity" }, { Trailer: "x" }]) {
      it(`frame the response themselves, whatever ${JSON.stringify(headers)} of a function says on ${path}`, async () => {
        const response = await fetch(`${gateway.url}${path}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ statusCode: 200, headers, body: "xyz" }),
        });
        assert.deepEqual([response.status, await response.text()], [200, "xyz"]);
        assert.equal(response.headers.get("content-length"), "3");
      });
    }

    it(`reject a status below 200 on ${path}`, async () => {
      const body = JSON.stringify({ statusCode: 102 });
      const headers = { "content-type": "application/json" };
      const { status } = await fetch(`${gateway.url}${path}`, { method: "POST", headers, body });
      assert.equal(status, path === "/reply" ? 500 : 502);
    });

    it(`reject a header name with a space on ${path}`, async () => {
      const body = JSON.stringify({ statusCode: 200, headers: { "a b": "c" } });
      const headers = { "content-type": "application/json" };
      const { status } = await fetch(`${gateway.url}${path}`, { method: "POST", headers, body });
      assert.equal(status, path === "/reply" ? 500 : 502);
      assert.equal(
        lines.some((line) => line.includes("the gateway failed")),
        false,
        lines.join("\n"),
      );
    });
  }

  for (const text of ["%E2%82%AC", "a%0D%0Ab", "%00"]) {
    it(`send ${text} to a backend in a mapped header`, async () => {
      const response = await fetch(`${gateway.url}/mapped?text=${text}`);
      assert.equal(response.status, 200);
      const { headers } = (await response.json()) as { headers: Record<string, string> };
      const expected = Buffer.from(decodeURIComponent(text).replace(/[\r\n\0]/g, "")).toString("latin1");
      assert.equal(headers["x-text"] ?? "", expected);
    });
  }

  it("translate X-Forwarded-* to Forwarded for HTTP backends", async () => {
    const sent = { "X-Forwarded-For": "1.1.1.1, 2.2.2.2", "X-Forwarded-Host": "h", "X-Forwarded-Proto": "https" };
    const { headers } = (await (await fetch(`${gateway.url}/mapped`, { headers: sent })).json()) as {
      headers: Record<string, string>;
    };
    assert.match(headers.forwarded ?? "", /^for=1\.1\.1\.1;host=h;proto=https,for=2\.2\.2\.2,for=127\.0\.0\.1;host=/);
    assert.equal(headers["x-forwarded-for"], undefined);
  });
});

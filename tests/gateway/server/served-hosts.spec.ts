import assert from "node:assert/strict";
import { connect } from "node:net";
import type { DomainModel } from "../../../gateway/model/domains/domain-model";
import { type Gateway, startGateway } from "../../../gateway/server";
import { ServedHosts, unservedHost } from "../../../gateway/server/served-hosts";
import { readSnapshot } from "../../../gateway/model/snapshot";
import { graphOf, httpApi, jsFunction, node } from "../../support/http-program";
import { connectionTable, webSocketApi } from "../../support/websocket-program";

const domain = (domainName: string): DomainModel => ({ domainName, mappings: [], rules: [] }) as unknown as DomainModel;

describe("ServedHosts", () => {
  const hosts = new ServedHosts("gateway.test", ["proxy.example", "*.internal.example"]);
  const domains = [domain("api.example.com"), domain("*.apps.example.com")];

  for (const host of [
    undefined,
    "",
    "localhost:8080",
    "LOCALHOST.",
    "api.localhost",
    "127.0.0.1:8080",
    "192.168.1.7",
    "[::1]:8080",
    "gateway.test:8080",
    "proxy.example",
    "a.internal.example",
    "a.b.internal.example",
    "api.example.com",
    "api.example.com.localhost:80",
    "shop.apps.example.com",
    "abcdefghij.execute-api.eu-west-1.amazonaws.com",
    "abcdefghij.execute-api.cn-north-1.amazonaws.com.cn",
    "abcdefghij.execute-api.eu-west-1.localhost",
  ]) {
    it(`serves ${JSON.stringify(host)}`, () => {
      assert.equal(hosts.has(host, domains), true);
      assert.equal(hosts.has(host, domains), true);
    });
  }

  for (const host of [
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evillocalhost",
    "internal.example",
    "evilinternal.example",
    "api.example.com.evil.example",
    "abcdefghij.execute-api.eu-west-1.amazonaws.com.evil.example",
    "abcdefghij.execute-api.evil.example",
    "127.0.0.1@evil.example",
    "[::1].evil.example",
    "1.2.3.4.5",
    "%6cocalhost",
  ]) {
    it(`does not serve ${JSON.stringify(host)}`, () => assert.equal(hosts.has(host, domains), false));
  }

  it("serves all hosts where the option is *", () => {
    assert.equal(new ServedHosts("127.0.0.1", ["*"]).has("evil.example", []), true);
  });

  it("forgets a custom domain that the program does not have any more", () => {
    assert.equal(hosts.has("api.example.com", domains), true);
    assert.equal(hosts.has("api.example.com", []), false);
  });
});

describe("a gateway that a page reaches by a name of its own", () => {
  let gateway: Gateway;
  const lines: string[] = [];

  before(async () => {
    const resources = [
      jsFunction("hello", `exports.handler = async () => ({ statusCode: 200, body: "hello" });`),
      ...httpApi({ routes: { "GET /": { function: "hello" }, "GET /none": {} } }),
      ...webSocketApi({ routes: { $connect: {}, $default: {} } }),
      connectionTable("connections"),
      {
        ...node("aws:apigatewayv2/domainName:DomainName", "d", { domainName: "api.example.com" }),
        id: "api.example.com",
      },
    ];
    gateway = await startGateway(readSnapshot(graphOf(resources, process.cwd())), {
      port: 0,
      allowHosts: ["proxy.example"],
      log: (line) => lines.push(line),
    });
  });
  after(() => gateway.close());
  beforeEach(() => lines.splice(0));

  /** All that comes back until the connection ends. */
  function exchange(head: string, url = gateway.url): Promise<string> {
    const { hostname, port } = new URL(url);
    return new Promise((done, fail) => {
      let answer = "";
      const socket = connect(Number(port), hostname, () => socket.write(`${head}\r\n\r\n`));
      socket.on("data", (chunk) => (answer += chunk.toString("latin1")));
      socket.on("error", fail);
      socket.on("close", () => done(answer));
    });
  }

  const text = (host: string): string => JSON.stringify({ message: unservedHost(host) });

  for (const path of ["/", "/_issuer/.well-known/jwks.json", "/dev/@connections/x", "/_api/api/"]) {
    it(`refuses GET ${path}?token=secret, and keeps the query string out of the log`, async () => {
      const answer = await exchange(
        `GET ${path}?token=secret HTTP/1.1\r\nHost: evil.example:8080\r\nConnection: close`,
      );
      assert.match(answer, /^HTTP\/1\.1 403 Forbidden\r\n/);
      assert.ok(answer.endsWith(text("evil.example")), answer);
      assert.deepEqual(lines, [
        `GET ${path}: 403, the gateway does not serve the host "evil.example". Start it with --allow-host evil.example, or request localhost`,
      ]);
    });
  }

  it("refuses an upgrade to HTTP/2 and one to WebSocket", async () => {
    const h2c =
      "Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA";
    assert.match(await exchange(`GET / HTTP/1.1\r\nHost: evil.example\r\n${h2c}`), /^HTTP\/1\.1 403 /);
    const webSocket =
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==";
    const answer = await exchange(`GET /dev HTTP/1.1\r\nHost: evil.example\r\n${webSocket}`);
    assert.match(answer, /^HTTP\/1\.1 403 /);
    assert.match(answer, /does not serve the host/);
    assert.equal(lines.filter((line) => line.startsWith("upgrade of /dev: 403, the gateway does not serve")).length, 1);
  });

  for (const host of ["localhost", "proxy.example", "127.0.0.1", "x.localhost:1"]) {
    it(`answers ${host}`, async () => {
      const answer = await exchange(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close`);
      assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/);
    });
  }

  it("keeps the query string out of the line of an unknown address", async () => {
    const host = "nope.execute-api.eu-west-1.localhost";
    await exchange(`GET /x?access_token=secret HTTP/1.1\r\nHost: ${host}\r\nConnection: close`);
    await exchange("GET /x?access_token=secret HTTP/1.1\r\nHost: api.example.com\r\nConnection: close");
    assert.equal(lines.length, 2);
    assert.ok(!lines.join("\n").includes("secret"), lines.join("\n"));
  });

  it("keeps pages away from the local DynamoDB, and lets the SDKs in", async () => {
    const url = gateway.endpoints.dynamodb ?? "";
    const call =
      "POST / HTTP/1.1\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Date: 20260101T000000Z\r\n" +
      "Authorization: AWS4-HMAC-SHA256 Credential=a/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0\r\n" +
      "Connection: close\r\nContent-Length: 2\r\n";
    const page = await exchange(`${call}Host: ${new URL(url).host}\r\nOrigin: https://evil.example\r\n\r\n{}`, url);
    const preflight = await exchange(
      `OPTIONS / HTTP/1.1\r\nHost: ${new URL(url).host}\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\nConnection: close`,
      url,
    );
    const rebound = await exchange(`${call}Host: evil.example\r\n\r\n{}`, url);
    for (const answer of [page, preflight, rebound]) {
      assert.match(answer, /^HTTP\/1\.1 403 /);
      assert.doesNotMatch(answer, /access-control|connections/i);
    }
    assert.match(
      await exchange(`${call}Host: ${new URL(url).host}\r\n\r\n{}`, url),
      /^HTTP\/1\.1 200 OK[\s\S]*connections/,
    );
  });
});

import assert from "node:assert/strict";
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { Readable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import type { BackendRequest, BackendResult } from "../../../../gateway/server/transport/backend-request";
import { HttpClient } from "../../../../gateway/server/transport/http-client";
import { wholeBody } from "../../../../gateway/server/transport/response-body";

/** A backend that answers each request on a connection with the next of these texts; undefined closes the connection. */
class ScriptedBackend {
  readonly requests: string[] = [];
  connections = 0;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor(answers: (string | undefined | ((socket: Socket) => void))[]) {
    const left = [...answers];
    this.server = createServer((socket) => {
      this.connections++;
      this.sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("data", (bytes: Buffer) => {
        this.requests.push(bytes.toString("latin1"));
        const answer = left.shift();
        if (typeof answer === "function") {
          answer(socket);
        } else if (answer === undefined) {
          socket.destroy();
        } else {
          socket.write(answer);
        }
      });
    });
  }

  async url(): Promise<URL> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/path?q=1`);
  }

  close(): void {
    this.sockets.forEach((socket) => socket.destroy());
    this.server.close();
  }
}

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nX-Two: a\r\nx-two: b\r\n\r\nok";

describe("the client of HTTP backends", () => {
  async function send(
    answers: ConstructorParameters<typeof ScriptedBackend>[0],
    requests: Partial<BackendRequest>[],
  ): Promise<{ results: BackendResult[]; backend: ScriptedBackend; bodies: string[] }> {
    const backend = new ScriptedBackend(answers);
    const client = new HttpClient();
    const results: BackendResult[] = [];
    const bodies: string[] = [];
    try {
      const url = await backend.url();
      for (const request of requests) {
        const result = await client.send({
          method: "GET",
          url,
          request: { headers: [["x-mine", "1"]], sourceIp: "192.0.2.1" },
          body: undefined,
          timeoutMs: 60_000,
          clientHost: "shop.example",
          clientScheme: "http",
          traceId: "Root=1-0-0",
          ...request,
        });
        const body = result.kind === "response" ? await wholeBody(result, 60_000) : undefined;
        bodies.push(body?.kind === "body" ? body.body.toString() : (body?.kind ?? ""));
        results.push(result);
        await turn(); // a connection is free again in the next turn of the event loop
        await turn();
      }
    } finally {
      await client.close();
      backend.close();
    }
    return { results, backend, bodies };
  }

  it("keeps connections open, and hands on a response that came whole as it is", async () => {
    const { results, backend, bodies } = await send([OK, OK, OK], [{}, {}, {}]);
    assert.deepEqual(bodies, ["ok", "ok", "ok"]);
    assert.equal(backend.connections, 1);
    const [first] = results;
    assert.ok(first?.kind === "response" && first.stream === undefined);
    assert.deepEqual(first.response.headers, [
      ["content-length", "2"],
      ["x-two", "a"],
      ["x-two", "b"],
    ]);
    assert.match(backend.requests[0] ?? "", /^GET \/path\?q=1 HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\n/);
    assert.match(backend.requests[0] ?? "", /\r\nx-mine: 1\r\n/);
  });

  it("streams a response that comes in parts", async () => {
    const inParts = (socket: Socket): void => {
      socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n");
      setTimeout(() => socket.write("1\r\nc\r\n0\r\n\r\n"), 20);
    };
    const { results, bodies } = await send([inParts], [{}]);
    assert.ok(results[0]?.kind === "response" && results[0].stream !== undefined);
    assert.deepEqual(bodies, ["abc"]);
  });

  it("sends an idempotent request again where its connection was closed meanwhile, and no other", async () => {
    const again = await send([OK, undefined, OK], [{}, {}]);
    assert.deepEqual(again.bodies, ["ok", "ok"]);
    assert.equal(again.backend.requests.length, 3);
    const { results, backend } = await send([OK, undefined, OK], [{}, { method: "POST", body: Buffer.from("x") }]);
    assert.equal(results[1]?.kind, "unreachable");
    assert.match(
      results[1]?.kind === "unreachable" ? results[1].why : "",
      /^http:\/\/127\.0\.0\.1:\d+ gave ECONNRESET$/,
    );
    assert.equal(backend.requests.length, 2);
  });

  it("sends no request again whose connection was new", async () => {
    const { results, backend } = await send([undefined, OK], [{}]);
    assert.equal(results[0]?.kind, "unreachable");
    assert.equal(backend.requests.length, 1);
  });

  it("gives up after the time of the integration", async () => {
    const { results } = await send([() => undefined], [{ timeoutMs: 30 }]);
    assert.match(results[0]?.kind === "timeout" ? results[0].why : "", / gave no answer within 30 ms$/);
  });

  it("waits for the response after one that only informs", async () => {
    const { results, bodies } = await send([`HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${OK}`], [{}]);
    assert.equal(results[0]?.kind === "response" && results[0].response.statusCode, 200);
    assert.deepEqual(bodies, ["ok"]);
  });

  it("knows a response that was cut off, and one that is none", async () => {
    const cut = (socket: Socket): void => {
      socket.end("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab");
    };
    const { bodies } = await send([cut], [{}]);
    assert.deepEqual(bodies, ["broken"]);
    const { results } = await send(["nonsense\r\n\r\n"], [{}]);
    assert.equal(results[0]?.kind, "unreachable");
  });

  it("sends a body of the method's own accord: with its length, on GET too", async () => {
    const { backend } = await send([OK, OK], [{ body: Buffer.from("hello") }, { method: "POST" }]);
    assert.match(backend.requests[0] ?? "", /\r\ncontent-length: 5\r\n[^]*\r\nhello$/);
    assert.match(backend.requests[1] ?? "", /\r\ncontent-length: 0\r\n/);
  });

  it("sends an upgrade and what a client expects as they are given, and a body while it is still coming", async () => {
    const headers: [string, string][] = [
      ["Upgrade", "h2c"],
      ["x-mine", "1"],
    ];
    const { backend, bodies } = await send(
      [OK, OK],
      [
        { kind: "rest", request: { headers, sourceIp: "192.0.2.1" } },
        { method: "POST", body: Readable.from([Buffer.from("hel"), Buffer.from("lo")]) },
      ],
    );
    assert.match(backend.requests[0] ?? "", /\r\nUpgrade: h2c\r\n/);
    assert.match(backend.requests[1] ?? "", /\r\ntransfer-encoding: chunked\r\n/i);
    assert.deepEqual(bodies, ["ok", "ok"]);
  });
});

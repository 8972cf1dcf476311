import assert from "node:assert/strict";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { httpApi } from "../support/http-program";
import { restApi } from "../support/rest-program";
import { Served } from "./served";
import { count } from "./table";

type Answer = (socket: Socket) => void;
const raw =
  (...parts: (string | Buffer)[]): Answer =>
  (socket) => {
    parts.forEach((part) => socket.write(part));
    socket.end();
  };
const head = "HTTP/1.1 200 OK\r\n";

const BACKENDS: Record<string, Answer> = {
  "closes at once": (socket) => socket.destroy(),
  resets: (socket) => socket.resetAndDestroy(),
  "says nothing": () => undefined,
  "is no HTTP": raw("hello\r\n\r\n"),
  "answers bytes": raw(Buffer.alloc(1_000, 0xff)),
  "answers HTTP/2": raw("\0\0\0\u0004\0\0\0\0\0"),
  "answers a cut head": raw("HTTP/1.1 200 OK\r\nContent-"),
  "answers a cut body": raw(`${head}Content-Length: 100\r\n\r\nabc`),
  "answers a cut chunk": raw(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\nab`),
  "answers chunks that are none": raw(`${head}Transfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n`),
  "answers two lengths": raw(`${head}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`),
  "answers a length and chunks": raw(
    `${head}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n`,
  ),
  "answers 101": raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
  "answers 100 again and again": raw("HTTP/1.1 100 Continue\r\n\r\n".repeat(100), `${head}Content-Length: 0\r\n\r\n`),
  "answers status 999": raw("HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n"),
  "answers status 000": raw("HTTP/1.1 000 X\r\nContent-Length: 0\r\n\r\n"),
  "answers 204 with a body": raw("HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc"),
  "answers large headers": raw(`${head}X: ${"y".repeat(100_000)}\r\n\r\n`),
  "answers many headers": raw(`${head}${"X: y\r\n".repeat(3_000)}\r\n`),
  "answers header bytes": raw(Buffer.from(`${head}X: \u0001\u00ff\r\nContent-Length: 0\r\n\r\n`, "latin1")),
  "answers hop-by-hop headers": raw(
    `${head}Connection: x-a, close\r\nX-A: b\r\nKeep-Alive: 1\r\nContent-Length: 0\r\n\r\n`,
  ),
  "answers gzip that is none": raw(`${head}Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc`),
  "redirects to itself": raw("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"),
  "stops in its body": (socket) => socket.write(`${head}Content-Length: 100\r\n\r\nabc`),
  "never ends its body": (socket) => {
    socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
    const chunk = Buffer.from(`10000\r\n${"a".repeat(65_536)}\r\n`);
    const more = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on("drain", more);
    more();
  },
};

describe("hostile backends", function () {
  this.timeout(240_000);
  let served: Served;
  const servers: Server[] = [];
  const names = Object.keys(BACKENDS);
  const slug = (name: string): string => name.replace(/\W+/g, "-");

  before(async () => {
    const urls = new Map<string, string>();
    for (const [name, answer] of Object.entries({
      ...BACKENDS,
      fine: raw(`${head}Content-Length: 4\r\nConnection: close\r\n\r\nfine`),
    })) {
      const server = createServer((socket) => {
        socket.on("error", () => undefined);
        socket.once("data", () => answer(socket));
      });
      await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
      servers.push(server);
      urls.set(slug(name), `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    }
    const all = [...urls];
    served = await Served.start([
      ...httpApi({
        routes: Object.fromEntries(
          all.map(([name, http]) => [`GET /${name}`, { http, integration: { timeoutMilliseconds: 1_000 } }]),
        ),
      }),
      ...restApi({
        methods: Object.fromEntries(
          all.map(([name, uri]) => [
            `GET /${name}`,
            { integration: { type: "http_proxy", httpMethod: "GET", uri, timeoutInMillis: 1_000 } },
          ]),
        ),
      }),
    ]);
  });
  after(async () => {
    await served.close();
    servers.forEach((server) => server.close());
  });

  for (const name of names) {
    it(`${name}: the client gets an answer or a closed connection, and the next backend is called`, async () => {
      for (const path of [`/${slug(name)}`, `/_api/rest/prod/${slug(name)}`]) {
        const answer = await served.send([`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`], {
          waitMs: 2_500,
        });
        assert.match(answer, /^(?:HTTP\/1\.1 [1-59]\d\d |$)/);
      }
      count.fault(`a backend that ${name}`, 2);
      await served.assertAlive("/fine", name);
    });
  }
});

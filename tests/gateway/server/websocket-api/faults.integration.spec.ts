import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { type Gateway, type GatewayOptions, startGateway } from "../../../../gateway/server";
import { type ResourceNode } from "../../../../engine/graph/graph";
import { NEVER_MS } from "../../../conformance/http-api/harness";
import { Client, waitFor } from "../../../conformance/websocket-api/harness";
import { graphOf, jsFunction } from "../../../support/http-program";
import { ManualClock } from "../../../support/manual-clock";
import { webSocketApi } from "../../../support/websocket-program";
import { connectionsProgram, TABLE } from "./connections-handler";
import { readSnapshot } from "../../../../gateway/model/snapshot";

describe("a WebSocket gateway under faults", () => {
  let gateway: Gateway;
  let lines: string[];
  let url: string;

  async function serve(resources: ResourceNode[], options: GatewayOptions = {}): Promise<void> {
    lines = [];
    const graph = graphOf(resources, process.cwd());
    gateway = await startGateway(readSnapshot(graph), { ...options, port: 0, log: (line) => lines.push(line) });
    url = gateway.apis[0]?.url ?? "";
  }

  afterEach(async () => {
    ManualClock.restore();
    await gateway.close();
  });

  const echo = jsFunction("echo", `exports.handler = async (event) => ({ statusCode: 200, body: event.body });`);
  const twoWay = webSocketApi({ routes: { $default: { function: "echo", response: true } } });

  async function ids(): Promise<number> {
    const table = new DynamoDBClient({
      endpoint: gateway.endpoints.dynamodb,
      region: "eu-west-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
    return (await table.send(new ScanCommand({ TableName: TABLE }))).Count ?? 0;
  }

  async function untilIds(count: number): Promise<void> {
    const end = Date.now() + NEVER_MS;
    while ((await ids()) !== count) {
      assert.ok(Date.now() < end, `there are ${await ids()} ids, not ${count}\n${lines.join("\n")}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  it("leaves no id in the store of clients that were killed with SIGKILL, and keeps the others", async () => {
    await serve(connectionsProgram("typescript"));
    // one after the other: each environment of the handler takes a second of a busy machine for the SDK
    const source = `
      const { WebSocket } = require("ws");
      const open = (left) =>
        left === 0 ? console.log("open") : new WebSocket(process.argv[1]).on("open", () => open(left - 1));
      open(20);`;
    const doomed = spawn(process.execPath, ["-e", source, url], { stdio: ["ignore", "pipe", "inherit"] });
    await once(doomed.stdout, "data");
    const kept: Client[] = [];
    while (kept.length < 20) {
      kept.push(await Client.open(url));
    }
    await untilIds(40);
    doomed.kill("SIGKILL");
    await untilIds(20);
    const [first] = kept;
    first?.send("still here");
    assert.equal(await first?.next(), "you said still here");
    await Promise.all(kept.map((client) => client.close()));
    await untilIds(0);
  });

  it("ends a half-open socket after the idle time, and calls $disconnect for it", async () => {
    const seen = jsFunction(
      "seen",
      `exports.handler = async ({ requestContext: r }) => { console.log(r.eventType, r.disconnectStatusCode); return { statusCode: 200 }; };`,
    );
    await serve([seen, ...webSocketApi({ routes: { $disconnect: { function: "seen" } } })], {
      webSocket: { idleTimeoutMs: 200 },
    });
    // a proxy that forwards the handshake and then swallows everything, as a network without end does
    const sockets: Socket[] = [];
    const { hostname, port } = new URL(url);
    const hole = createServer((client) => {
      const upstream = connect(Number(port), hostname);
      sockets.push(client, upstream);
      client.once("data", (request: Buffer) => upstream.write(request));
      upstream.once("data", (answer: Buffer) => client.write(answer));
    });
    await new Promise<void>((done) => hole.listen(0, "127.0.0.1", done));
    const address = hole.address();
    assert.ok(address !== null && typeof address === "object");
    await Client.open(url.replace(port, String(address.port)));
    await waitFor(() => lines.some((line) => line.includes("DISCONNECT 1001")), "a $disconnect with 1001");
    sockets.forEach((socket) => socket.destroy());
    hole.close();
  });

  it("serves the other clients while one floods it over the throttle", async () => {
    const stages = { dev: { defaultRouteSettings: { throttlingRateLimit: 20, throttlingBurstLimit: 20 } } };
    const routes = { $default: { function: "echo", response: true as const } };
    await serve([echo, ...webSocketApi({ routes, stages })]);
    const clock = ManualClock.install();
    const flood = await Client.open(url);
    for (let n = 0; n < 500; n++) {
      flood.send(String(n));
    }
    await waitFor(() => flood.messages.length === 500, "an answer to every message");
    const refused = flood.messages.filter((message) => message.includes("Too many requests")).length;
    assert.equal(refused, 480);
    const other = await Client.open(url);
    clock.advance(200);
    other.send("me too");
    assert.equal(await other.next(), "me too");
    await Promise.all([flood.close(), other.close()]);
  });

  it("outlives clients that send rubbish, leave in the handshake or reset the connection", async () => {
    await serve([echo, ...twoWay]);
    const { hostname, port, pathname } = new URL(url);
    const raw = (bytes: string | Buffer): Promise<void> =>
      new Promise((done) => {
        const socket = connect(Number(port), hostname, () => {
          socket.write(bytes);
          setTimeout(() => socket.resetAndDestroy(), 20);
        });
        socket.on("error", () => undefined);
        socket.on("close", () => done());
      });
    const upgrade = `GET ${pathname} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n`;
    await Promise.all([
      raw(upgrade),
      raw(`${upgrade}\r\n`),
      raw(`${upgrade}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n\r\n`),
      raw(`${upgrade}Sec-WebSocket-Version: 1\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`),
      raw("\u0000\u0001\u0002"),
      ...Array.from({ length: 20 }, (_, n) =>
        raw(
          Buffer.concat([
            Buffer.from(`${upgrade}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`),
            Buffer.alloc(n + 1, 0xff - n),
          ]),
        ),
      ),
    ]);
    const client = await Client.open(url);
    client.send("alive");
    assert.equal(await client.next(), "alive");
    await client.close();
  });

  it("keeps connections and their order over a reload, and closes those whose API is gone", async () => {
    await serve([echo, ...twoWay]);
    const client = await Client.open(url);
    client.send("before");
    assert.equal(await client.next(), "before");
    const louder = jsFunction(
      "echo",
      `exports.handler = async (e) => ({ statusCode: 200, body: e.body.toUpperCase() });`,
    );
    await gateway.update(readSnapshot(graphOf([louder, ...twoWay], process.cwd())));
    client.send("after");
    assert.equal(await client.next(), "AFTER");
    await gateway.update(readSnapshot(graphOf([louder], process.cwd())));
    client.send("gone");
    assert.equal((await client.end()).code, 1001);
  });

  it("200 clients at once send and receive 10 messages each, none lost, each client's in order", async () => {
    await serve([echo, ...twoWay]);
    const clients = await Promise.all(Array.from({ length: 200 }, () => Client.open(url)));
    await Promise.all(
      clients.map(async (client, who) => {
        for (let n = 0; n < 10; n++) {
          client.send(`${who}:${n}`);
          assert.equal(await client.next(), `${who}:${n}`);
        }
        await client.close();
      }),
    );
    assert.deepEqual(lines, []);
  });
});

import assert from "node:assert/strict";
import { once } from "node:events";
import { ManualClock } from "../../support/manual-clock";
import { webSocketApi } from "../../support/websocket-program";
import { PAGES } from "../http-api/pages";
import { echo } from "./functions";
import { Client, logged, type Refused, webSocketConformance } from "./harness";

const program = () => [echo(), ...webSocketApi({ routes: { $default: { function: "echo", response: true } } })];

webSocketConformance({
  name: "conformance: idle connections",
  given: program,
  options: { webSocket: { idleTimeoutMs: 150 } },
  cases: [
    {
      name: "are closed with 1001",
      source: PAGES.webSocketQuotas,
      run: async ({ open }) => {
        const started = performance.now();
        assert.deepEqual(await (await open()).end(), { code: 1001, reason: "Going away" });
        assert.ok(performance.now() - started >= 140);
      },
    },
    {
      name: "any traffic keeps a connection",
      source: PAGES.webSocketQuotas,
      run: async ({ open }) => {
        const clock = ManualClock.install();
        try {
          const client = await open();
          for (let n = 0; n < 5; n++) {
            clock.advance(149);
            client.socket.ping();
            await once(client.socket, "pong");
          }
          assert.equal(client.closed, undefined);
          clock.advance(150);
          assert.equal((await client.end()).code, 1001);
        } finally {
          ManualClock.restore();
        }
      },
    },
  ],
});

webSocketConformance({
  name: "conformance: connections after two hours",
  given: program,
  options: { webSocket: { lifetimeMs: 200 } },
  cases: [
    {
      name: "are closed with 1001, traffic or not",
      source: PAGES.webSocketQuotas,
      run: async ({ open }) => {
        const client = await open();
        const pings = setInterval(() => client.socket.ping(), 20);
        assert.equal((await client.end()).code, 1001);
        clearInterval(pings);
      },
    },
  ],
});

webSocketConformance({
  name: "conformance: new connections a second",
  given: program,
  options: { webSocket: { newConnectionsPerSecond: 3 } },
  cases: [
    {
      name: "over the quota get 429, and later ones connect",
      source: PAGES.webSocketQuotas,
      run: async ({ url, open, server }) => {
        const clock = ManualClock.install();
        try {
          const results = await Promise.allSettled([1, 2, 3, 4, 5].map(() => Client.open(url)));
          const refused = results
            .filter((result) => result.status === "rejected")
            .map(({ reason }) => reason as Refused);
          assert.deepEqual(
            refused.map(({ status }) => status),
            [429, 429],
          );
          await logged(server, /429, more than 3 new connections a second/);
          clock.advance(400);
          await (await open()).close();
          results.forEach((result) => result.status === "fulfilled" && result.value.socket.terminate());
        } finally {
          ManualClock.restore();
        }
      },
    },
  ],
});

webSocketConformance({
  name: "conformance: throttled routes",
  given: () => [
    echo(),
    ...webSocketApi({
      routes: {
        $connect: {},
        slow: { function: "echo", response: true },
        $default: { function: "echo", response: true },
      },
      stages: {
        dev: { routeSettings: [{ routeKey: "slow", throttlingRateLimit: 0.001, throttlingBurstLimit: 2 }] },
      },
    }),
  ],
  cases: [
    {
      name: "answer a message over the limit with an error and keep the connection",
      source: PAGES.webSocketProtect,
      run: async ({ open, server }) => {
        const client = await open();
        [1, 2, 3].forEach((n) => client.send({ action: "slow", n }));
        const answers = [await client.nextJson(), await client.nextJson(), await client.nextJson()];
        assert.equal(answers.filter(({ message }) => message === "Too many requests").length, 1);
        assert.equal(answers.filter(({ body }) => body !== undefined).length, 2);
        await logged(server, /slow .*429/);
        client.send("other routes have their own bucket");
        assert.equal((await client.nextJson()).body, "other routes have their own bucket");
        await client.close();
      },
    },
  ],
});

webSocketConformance({
  name: "conformance: access logs of WebSocket APIs",
  given: () => [
    echo(),
    ...webSocketApi({
      routes: { $connect: { function: "echo" }, $disconnect: { function: "echo" }, say: { function: "echo" } },
      stages: {
        dev: {
          accessLogSettings: {
            destinationArn: "arn:aws:logs:eu-west-1:123456789012:log-group:chat",
            format:
              "LOG $context.eventType $context.routeKey $context.status $context.connectionId $context.identity.sourceIp $context.integration.status $context.disconnectStatusCode $context.missing",
          },
        },
      },
    }),
  ],
  cases: [
    {
      name: "connect, message and disconnect have a line each",
      source: PAGES.webSocketLogging,
      run: async ({ open, server }) => {
        const client = await open();
        client.send({ action: "say" });
        await logged(server, /^LOG MESSAGE say 200 [\w-]{15}= 127\.0\.0\.1 200 - -$/);
        await client.close(4000, "bye");
        await logged(server, /^LOG CONNECT \$connect 200 [\w-]{15}= 127\.0\.0\.1 200 - -$/);
        await logged(server, /^LOG DISCONNECT \$disconnect 200 [\w-]{15}= 127\.0\.0\.1 200 4000 -$/);
      },
    },
    {
      name: "a message without route is logged with its status",
      source: PAGES.webSocketLogging,
      run: async ({ open, server }) => {
        const client = await open();
        client.send("nobody");
        await client.next();
        await logged(server, /^LOG MESSAGE \$default 403 /);
        await client.close();
      },
    },
  ],
});

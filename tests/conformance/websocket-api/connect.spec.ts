import assert from "node:assert/strict";
import { webSocketApi, webSocketExecutionArn } from "../../support/websocket-program";
import { NEVER_MS } from "../http-api/harness";
import { PAGES } from "../http-api/pages";
import { asking, connectAnswers, echo, recorder } from "./functions";
import { Client, logged, waitFor, webSocketConformance } from "./harness";

const source = PAGES.webSocketConnect;

webSocketConformance({
  name: "conformance: $connect",
  given: () => [
    connectAnswers(),
    echo(),
    ...webSocketApi({ routes: { $connect: { function: "connect" }, $default: { function: "echo", response: true } } }),
  ],
  cases: [
    {
      name: "a function that answers 200 lets the client in",
      source,
      run: async ({ open }) => {
        await (await open()).close();
      },
    },
    {
      name: "any status of the 200s does",
      source,
      run: async ({ open }) => {
        await (await open(asking("{ statusCode: 204 }"))).close();
      },
    },
    {
      name: "a function that answers 401 refuses the handshake with 401",
      source: PAGES.webSocketSubprotocol,
      run: async ({ refused }) => {
        await refused(401, asking("{ statusCode: 401 }"));
      },
    },
    {
      name: "a function that answers 400 refuses it with 400 and its body",
      source: PAGES.webSocketSubprotocol,
      run: async ({ refused }) => {
        assert.equal((await refused(400, asking('{ statusCode: 400, body: "no" }'))).body, "no");
      },
    },
    {
      name: "a function that throws refuses the handshake, and the log says why",
      source,
      run: async ({ refused, server }) => {
        const { body } = await refused(502, asking('(() => { throw new Error("broken"); })()'));
        const { message, connectionId, requestId } = JSON.parse(body) as Record<string, string>;
        assert.equal(message, "Internal server error");
        assert.match(connectionId ?? "", /^[\w-]{15}=$/);
        assert.match(requestId ?? "", /^[\w+/]{15}=$/);
        await logged(server, /\$connect .*failed, the function ended with Error: broken/);
      },
    },
    {
      name: "a function that answers nothing refuses the handshake",
      source,
      run: async ({ refused }) => {
        await refused(502, asking("undefined"));
      },
    },
    {
      name: "a stage that does not exist is forbidden",
      source: PAGES.webSocketTrouble,
      run: async ({ url }) => {
        await assert.rejects(Client.open(url.replace("/dev", "/prod")), /refused with 403 .*Forbidden/);
      },
    },
    {
      name: "a path below the stage is forbidden",
      source: PAGES.webSocketTrouble,
      run: async ({ url }) => {
        await assert.rejects(Client.open(`${url}/more`), /refused with 403/);
      },
    },
    {
      name: "a slash after the stage is none",
      source,
      run: async ({ url }) => {
        await (await Client.open(`${url}/`)).close();
      },
    },
    {
      name: "the subprotocol that the function answers is the connection's",
      source: PAGES.webSocketSubprotocol,
      run: async ({ open }) => {
        const answer = asking('{ statusCode: 200, headers: { "Sec-WebSocket-Protocol": "beta" } }');
        const client = await open({ ...answer, subprotocols: ["alpha", "beta"] });
        assert.equal(client.socket.protocol, "beta");
        await client.close();
      },
    },
    {
      name: "a client that wants a subprotocol and gets none does not connect",
      source: PAGES.webSocketSubprotocol,
      run: async ({ open }) => {
        await assert.rejects(open({ subprotocols: ["alpha"] }), /subprotocol/);
      },
    },
  ],
});

webSocketConformance({
  name: "conformance: $connect of a function that does not end",
  given: () => [
    connectAnswers("connect", { timeout: 1 }),
    ...webSocketApi({ routes: { $connect: { function: "connect" } } }),
  ],
  cases: [
    {
      name: "a function that times out refuses the handshake",
      source,
      run: async ({ refused, server }) => {
        await refused(502, asking("new Promise(() => setInterval(() => undefined, 1000))"));
        await logged(server, /Task timed out after 1\.00 seconds/);
      },
    },
  ],
});

webSocketConformance({
  name: "conformance: the events of a connection",
  given: () => [
    recorder(),
    ...webSocketApi({
      routes: {
        $connect: { function: "recorder" },
        $disconnect: { function: "recorder" },
        $default: { function: "recorder", response: true },
      },
      stages: { dev: { stageVariables: { color: "blue" } } },
    }),
  ],
  cases: [
    {
      name: "$connect has headers, query and the connection's context",
      source,
      run: async ({ open }) => {
        const client = await open({ query: "?a=1&a=2&b=%20", headers: { "x-test": "yes", "user-agent": "case" } });
        client.send("seen");
        const events = (JSON.parse(await client.next()) as Event[]).filter(
          ({ headers }) => headers["x-test"] === "yes",
        );
        assert.equal(events.length, 1);
        const [event] = events;
        assert.deepEqual(event?.multiValueHeaders["x-test"], ["yes"]);
        assert.deepEqual(event?.queryStringParameters, { a: "2", b: " " });
        assert.deepEqual(event?.multiValueQueryStringParameters, { a: ["1", "2"], b: [" "] });
        assert.deepEqual(event?.stageVariables, { color: "blue" });
        assert.equal(event?.isBase64Encoded, false);
        const { requestContext: context } = event ?? { requestContext: {} };
        assert.equal(context.routeKey, "$connect");
        assert.equal(context.eventType, "CONNECT");
        assert.equal(context.messageDirection, "IN");
        assert.equal(context.stage, "dev");
        assert.equal(context.apiId, "chatabcdef");
        assert.equal(context.extendedRequestId, context.requestId);
        assert.deepEqual(context.identity, { userAgent: "case", sourceIp: "127.0.0.1" });
        assert.match(String(context.requestTime), /^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
        assert.ok(Number(context.requestTimeEpoch) >= Number(context.connectedAt));
        assert.equal(context.messageId, undefined);
        await client.close();
      },
    },
    {
      name: "without a query the event has none",
      source,
      run: async ({ open }) => {
        const client = await open({ headers: { "x-test": "bare" } });
        client.send("seen");
        const events = JSON.parse(await client.next()) as Event[];
        const event = events.find(({ headers }) => headers["x-test"] === "bare");
        assert.ok(event !== undefined && !("queryStringParameters" in event));
        await client.close();
      },
    },
    ...(
      [
        ["a client that closes without a code", undefined, 1005, "Client-side close frame status not set"],
        ["a client that closes with a code", { code: 4001, reason: "enough" }, 4001, "enough"],
      ] as const
    ).map(([who, said, code, reason]) => ({
      name: `$disconnect of ${who} has it`,
      source,
      run: async ({ open }: Parameters<Parameters<typeof webSocketConformance>[0]["cases"][number]["run"]>[0]) => {
        const watcher = await open();
        const client = await open();
        client.socket.close(said?.code, said?.reason);
        await client.end();
        const event = await disconnectEvent(watcher, code);
        assert.equal(event.requestContext.eventType, "DISCONNECT");
        assert.equal(event.requestContext.routeKey, "$disconnect");
        assert.equal(event.requestContext.disconnectReason, reason);
        await watcher.close();
      },
    })),
    {
      name: "$disconnect is called for a client whose network is gone",
      source,
      run: async ({ open }) => {
        const watcher = await open();
        const client = await open();
        client.socket.terminate();
        assert.equal((await disconnectEvent(watcher, 1006)).requestContext.eventType, "DISCONNECT");
        await watcher.close();
      },
    },
  ],
});

webSocketConformance({
  name: "conformance: an API without $connect and $disconnect",
  given: () => [echo(), ...webSocketApi({ routes: { $default: { function: "echo", response: true } } })],
  cases: [
    {
      name: "lets every client in, since both are optional",
      source,
      run: async ({ open }) => {
        const client = await open();
        client.send("x");
        assert.equal((await client.nextJson()).body, "x");
        await client.close();
      },
    },
    {
      name: "is served under its name too",
      source,
      run: async ({ server }) => {
        const client = await Client.open(`${server.gateway.url.replace("http", "ws")}/_api/chat/dev`);
        await client.close();
      },
    },
    {
      name: "is served by its host name too",
      source: PAGES.webSocketCallbacks,
      run: async ({ url }) => {
        const client = await Client.open(url, { headers: { host: "chatabcdef.execute-api.eu-west-1.localhost" } });
        await client.close();
        await assert.rejects(
          Client.open(url, { headers: { host: "otherabcde.execute-api.eu-west-1.localhost" } }),
          /refused with 403/,
        );
      },
    },
  ],
});

webSocketConformance({
  name: "conformance: a function that API Gateway may not invoke",
  given: () => [
    connectAnswers(),
    ...webSocketApi({ routes: { $connect: { function: "connect", permission: false } } }),
  ],
  cases: [
    {
      name: "refuses the handshake, and the log says what to add",
      source: PAGES.webSocketTrouble,
      run: async ({ refused, server }) => {
        await refused(502);
        await waitFor(() => server.lines.some((line) => line.includes("aws.lambda.Permission")), "hint");
        assert.ok(server.lines.some((line) => line.includes(`${webSocketExecutionArn()}/*/*`)));
      },
    },
  ],
});

interface Event {
  headers: Record<string, string>;
  multiValueHeaders: Record<string, string[]>;
  queryStringParameters?: Record<string, string>;
  multiValueQueryStringParameters?: Record<string, string[]>;
  stageVariables?: Record<string, string>;
  requestContext: Record<string, unknown>;
  isBase64Encoded: boolean;
}

async function disconnectEvent(watcher: Client, code: number): Promise<Event> {
  for (const end = Date.now() + NEVER_MS; Date.now() < end;) {
    watcher.send("seen");
    const events = JSON.parse(await watcher.next()) as Event[];
    const event = events.find(({ requestContext }) => requestContext.disconnectStatusCode === code);
    if (event !== undefined) {
      return event;
    }
    await new Promise((done) => setTimeout(done, 10));
  }
  return assert.fail(`there was no $disconnect with ${code}`);
}

import assert from "node:assert/strict";
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { webSocketApi } from "../../support/websocket-program";
import { jsFunction } from "../../support/http-program";
import { PAGES } from "../http-api/pages";
import { echo } from "./functions";
import { type Client, type Fixture, waitFor, type WebSocketCase, webSocketConformance } from "./harness";

/** The SDK's own client, against the gateway's plain HTTP port: TLS is what handlers' environments are tested with. */
function sdk({ server }: Fixture): ApiGatewayManagementApiClient {
  return new ApiGatewayManagementApiClient({
    endpoint: `${server.gateway.url}/dev`,
    region: "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
}

async function idOf(client: Client): Promise<string> {
  client.send("who");
  return String(((await client.nextJson()).requestContext as Record<string, unknown>).connectionId);
}

async function refusedWith(call: Promise<unknown>, name: string, status: number): Promise<void> {
  await assert.rejects(call, (error: { name: string; $metadata: { httpStatusCode: number } }) => {
    assert.equal(error.name, name);
    assert.equal(error.$metadata.httpStatusCode, status);
    return true;
  });
}

/** When the case began to open its client. */
let openedAt = 0;

const on = (
  name: string,
  source: string,
  run: (fixture: Fixture, client: Client, id: string) => Promise<void>,
): WebSocketCase => ({
  name,
  source,
  run: async (fixture) => {
    openedAt = Date.now();
    const client = await fixture.open();
    await run(fixture, client, await idOf(client));
  },
});

webSocketConformance({
  name: "conformance: the @connections API",
  given: () => [echo(), ...webSocketApi({ routes: { $default: { function: "echo", response: true } } })],
  cases: [
    on("POST sends a message", PAGES.webSocketCallbacks, async (fixture, client, ConnectionId) => {
      await sdk(fixture).send(new PostToConnectionCommand({ ConnectionId, Data: "hé" }));
      assert.equal(await client.next(), "hé");
    }),
    on(
      "messages posted one after the other arrive in order",
      PAGES.webSocketCallbacks,
      async (fixture, client, ConnectionId) => {
        const api = sdk(fixture);
        for (let n = 0; n < 50; n++) {
          await api.send(new PostToConnectionCommand({ ConnectionId, Data: String(n) }));
        }
        await waitFor(() => client.messages.length === 50, "50 messages");
        assert.deepEqual(client.messages, [...Array(50).keys()].map(String));
      },
    ),
    on("POST takes 128 KB", PAGES.webSocketQuotas, async (fixture, client, ConnectionId) => {
      await sdk(fixture).send(new PostToConnectionCommand({ ConnectionId, Data: "x".repeat(128 * 1024) }));
      assert.equal((await client.next()).length, 128 * 1024);
    }),
    on("POST refuses more with 413", PAGES.webSocketQuotas, async (fixture, client, ConnectionId) => {
      const call = sdk(fixture).send(new PostToConnectionCommand({ ConnectionId, Data: "x".repeat(128 * 1024 + 1) }));
      await refusedWith(call, "PayloadTooLargeException", 413);
      assert.deepEqual(client.messages, []);
    }),
    on(
      "GET tells when and from where the client connected",
      PAGES.webSocketCallbacks,
      async (fixture, _, ConnectionId) => {
        const got = await sdk(fixture).send(new GetConnectionCommand({ ConnectionId }));
        assert.equal(got.Identity?.SourceIp, "127.0.0.1");
        const connectedAt = got.ConnectedAt?.getTime() ?? 0;
        assert.ok(connectedAt >= openedAt && connectedAt <= Date.now());
        assert.ok((got.LastActiveAt?.getTime() ?? 0) >= (got.ConnectedAt?.getTime() ?? Infinity));
      },
    ),
    on("DELETE closes the connection with 1001", PAGES.webSocketCallbacks, async (fixture, client, ConnectionId) => {
      const { $metadata } = await sdk(fixture).send(new DeleteConnectionCommand({ ConnectionId }));
      assert.equal($metadata.httpStatusCode, 204);
      assert.equal((await client.end()).code, 1001);
    }),
    on("a closed connection is gone: 410", PAGES.webSocketGone, async (fixture, client, ConnectionId) => {
      await client.close();
      await refusedWith(
        sdk(fixture).send(new PostToConnectionCommand({ ConnectionId, Data: "x" })),
        "GoneException",
        410,
      );
      await refusedWith(sdk(fixture).send(new GetConnectionCommand({ ConnectionId })), "GoneException", 410);
      await refusedWith(sdk(fixture).send(new DeleteConnectionCommand({ ConnectionId })), "GoneException", 410);
    }),
    {
      name: "an id that never was is gone too",
      source: PAGES.webSocketGone,
      run: async (fixture) => {
        const call = sdk(fixture).send(new PostToConnectionCommand({ ConnectionId: "AAAAAAAAAAAAAAA=", Data: "x" }));
        await refusedWith(call, "GoneException", 410);
      },
    },
    on("a call without signature is forbidden", PAGES.webSocketCallbacks, async ({ server }, _, id) => {
      const url = `${server.gateway.url}/dev/@connections/${encodeURIComponent(id)}`;
      const response = await fetch(url, { method: "POST", body: "x" });
      assert.equal(response.status, 403);
      assert.deepEqual(await response.json(), { message: "Missing Authentication Token" });
    }),
    on("another stage of the path is none", PAGES.webSocketCallbacks, async ({ server }, _, id) => {
      const url = `${server.gateway.url}/prod/@connections/${encodeURIComponent(id)}`;
      assert.equal((await fetch(url, { method: "POST", body: "x" })).status, 404);
    }),
  ],
});

const POSTS_AT_CONNECT = `
const { ApiGatewayManagementApiClient, PostToConnectionCommand } = require("@aws-sdk/client-apigatewaymanagementapi");
exports.handler = async ({ requestContext: { domainName, stage, connectionId, eventType } }) => {
  const api = new ApiGatewayManagementApiClient({ endpoint: "https://" + domainName + "/" + stage, maxAttempts: 1 });
  try {
    await api.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: "early" }));
  } catch (error) {
    console.log(eventType + " " + error.name);
  }
  return { statusCode: 200 };
};`;

webSocketConformance({
  name: "conformance: posts of $connect and $disconnect to their own connection",
  given: () => [
    jsFunction("posts", POSTS_AT_CONNECT, { timeout: 10, memorySize: 256 }),
    ...webSocketApi({ routes: { $connect: { function: "posts" }, $disconnect: { function: "posts" } } }),
  ],
  cases: [
    {
      name: "find it gone: it is not open yet, or not any more",
      source: PAGES.webSocketGone,
      run: async ({ open, server }) => {
        const client = await open();
        await client.close();
        const seen = (event: string) => server.lines.some((line) => line.includes(`${event} GoneException`));
        await waitFor(() => seen("CONNECT") && seen("DISCONNECT"), "two GoneExceptions");
        assert.deepEqual(client.messages, []);
      },
    },
  ],
});

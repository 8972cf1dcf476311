import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ApiServers } from "../../../gateway/server/api-servers";
import { CurrentApis } from "../../../gateway/server/current-apis";
import { IntegrationTargets } from "../../../gateway/server/integration-targets";
import { RequestRouter } from "../../../gateway/server/request-router";
import { ServedHosts } from "../../../gateway/server/served-hosts";
import { WebSocketServer } from "../../../gateway/server/websocket-api/server";

describe("a request that comes before the program is ready", () => {
  it("is answered with 503 and may be sent again", async () => {
    const lines: string[] = [];
    const log = (line: string): void => void lines.push(line);
    const targets = new IntegrationTargets({
      stateDirectory: undefined,
      environment: undefined,
      receive: () => undefined,
      log,
    });
    const current = new CurrentApis(() => Promise.resolve());
    const { client } = targets;
    const iam = "refuse";
    const hosts = new ServedHosts("127.0.0.1");
    const callbackHost = (): string => "";
    const usagePlans = (): undefined => undefined;
    const webSockets = new WebSocketServer({
      limits: {},
      iam,
      client,
      services: targets.awsServices,
      usagePlans,
      current,
      hosts,
      callbackHost,
      log,
    });
    const servers = await ApiServers.open({
      gatewayUrl: "http://127.0.0.1:1",
      standIn: "unreachable",
      stateDirectory: undefined,
      iam,
      targets,
      log,
    });
    const router = new RequestRouter(
      servers,
      webSockets,
      current,
      hosts,
      { isHttps: false, publicHost: "served" },
      log,
    );
    const server = createServer((message, outgoing) => router.route(message, outgoing));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    try {
      const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`);
      assert.deepEqual([answer.status, answer.headers.get("retry-after")], [503, "1"]);
      assert.deepEqual(await answer.json(), { message: "The program is still starting." });
      assert.deepEqual(lines, ["GET /orders: 503, the program is still starting"]);
    } finally {
      server.close();
      server.closeAllConnections();
      servers.close();
      webSockets.close();
      await targets.close();
    }
  });
});

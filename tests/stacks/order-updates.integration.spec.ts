import assert from "node:assert/strict";
import { join } from "node:path";
import { evaluate } from "../support/evaluate";
import { type Gateway, startGateway } from "../../gateway/server";
import { Client } from "../conformance/websocket-api/harness";
import { readSnapshot } from "../../gateway/model/snapshot";

describe("the sample's order updates, served", () => {
  let gateway: Gateway;
  let updatesUrl: string;
  const lines: string[] = [];

  before(async () => {
    const { graph } = await evaluate({ directory: join(__dirname, "../.."), stack: "local" });
    gateway = await startGateway(readSnapshot(graph), { port: 0, log: (line) => lines.push(line) });
    updatesUrl = gateway.apis.find(({ url }) => url.startsWith("ws:"))?.url ?? "";
  });

  after(() => gateway?.close());

  async function call(customer: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const claims = { sub: customer, issuer: "https://issuer.gatewright.test", audience: "orders" };
    const token = await gateway.issuer.mint({ ...claims, scope: "orders:read orders:write" });
    const response = await fetch(`${gateway.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body ?? {}),
    });
    assert.ok(response.ok, `${response.status} ${await response.clone().text()} ${lines.join("\n")}`);
    return (await response.json()) as Record<string, unknown>;
  }

  const follow = async (customer: string): Promise<Client> =>
    Client.open(`${updatesUrl}?ticket=${String((await call(customer, "/order-updates")).ticket)}`);

  it("reach the customer's own connections when an order is placed or cancelled, and nobody else's", async () => {
    const [first, second, other] = [await follow("alice"), await follow("alice"), await follow("bob")];
    const order = await call("alice", "/orders", { items: [{ sku: "cup", quantity: 2 }] });
    for (const client of [first, second]) {
      assert.deepEqual(await client.nextJson(), { order }, lines.join("\n"));
    }
    await second.close();
    const cancelled = await call("alice", `/orders/${String(order.id)}/cancel`);
    assert.equal(cancelled.status, "cancelled");
    assert.deepEqual(await first.nextJson(), { order: cancelled });
    assert.deepEqual(other.messages, []);
    await Promise.all([first.close(), other.close()]);
  });

  it("need a ticket, which is good for one connection", async () => {
    const { ticket, expiresInSeconds } = await call("alice", "/order-updates");
    assert.equal(expiresInSeconds, 60);
    await (await Client.open(`${updatesUrl}?ticket=${String(ticket)}`)).close();
    await assert.rejects(Client.open(`${updatesUrl}?ticket=${String(ticket)}`), /refused with 403/);
    await assert.rejects(Client.open(updatesUrl), /refused with 401/);
  });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { evaluate } from "../support/evaluate";
import { type Gateway, startGateway } from "../../gateway/server";
import { readSnapshot } from "../../gateway/model/snapshot";

const directory = join(__dirname, "..", "..", "examples", "rest-usage-plans");

describe("the rest-usage-plans example, served", () => {
  let gateway: Gateway;
  let keys: Record<string, string>;
  const lines: string[] = [];

  const send = async (consumer: string | undefined, body?: string): Promise<[number, unknown]> => {
    const headers = new Headers({ "content-type": "application/json" });
    if (consumer !== undefined) {
      headers.set("x-api-key", keys[consumer] ?? "");
    }
    const method = body === undefined ? "GET" : "POST";
    const response = await fetch(`${gateway.apis[0]?.url}orders`, { method, headers, body });
    return [response.status, await response.json()];
  };

  before(async () => {
    const { graph } = await evaluate({ directory, stack: "dev" });
    const named = readSnapshot(graph).model.apiKeys.map(({ name, value }): [string, string] => [
      name.split("-")[1] ?? "",
      value,
    ]);
    keys = Object.fromEntries(named);
    gateway = await startGateway(readSnapshot(graph), { port: 0, log: (line) => lines.push(line) });
  });
  after(() => gateway?.close());

  it("wants a key", async () => {
    assert.deepEqual(await send(undefined), [403, { message: "Forbidden" }]);
    assert.deepEqual(await send("shop"), [200, { orders: [] }]);
  });

  it("validates an order", async () => {
    assert.deepEqual(await send("shop", '{"item":"cup"}'), [200, { accepted: true }]);
    assert.deepEqual(await send("shop", '{"item":""}'), [400, { message: "Invalid request body" }]);
  });

  it("holds the free tier to its burst of two, and leaves the partner alone", async () => {
    const free = await Promise.all(Array.from({ length: 6 }, () => send("joe")));
    const statuses = free.map(([status]) => status).sort();
    assert.deepEqual(statuses.slice(0, 2), [200, 200]);
    assert.deepEqual(statuses.slice(3), [429, 429, 429]);
    assert.equal((await send("acme"))[0], 200);
  });

  it("writes no key's value to the log", () => {
    assert.ok(lines.length > 0);
    assert.deepEqual(
      lines.filter((line) => Object.values(keys).some((value) => line.includes(value))),
      [],
    );
  });
});

import assert from "node:assert/strict";
import { once } from "node:events";
import { check, startGateway, type TestGateway } from "gatewright/testing";
import { WebSocket } from "ws";

describe("the API", () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startGateway({ stack: "local" });
  });
  after(() => gateway?.stop());

  it("counts who is connected", async () => {
    const client = new WebSocket(`${gateway.url}?name=ann`);
    await once(client, "open");
    client.send(JSON.stringify({ action: "who" }));
    const [answer] = (await once(client, "message")) as [Buffer];
    assert.deepEqual(JSON.parse(answer.toString()), { connected: 1 });
    client.close();
  });

  it("lets nobody in without a name", async () => {
    const client = new WebSocket(gateway.url);
    const [error] = (await once(client, "error")) as [Error];
    assert.match(error.message, /40[13]/);
  });
});

describe("the program", () => {
  for (const stack of ["dev", "staging", "prod"]) {
    it(`passes the policies of ${stack}`, async () => {
      const { mandatory } = await check({ stack });
      assert.deepEqual(
        mandatory.map(({ message }) => message),
        [],
      );
    });
  }
});

import assert from "node:assert/strict";
import { check, startGateway, type TestGateway } from "gatewright/testing";

describe("the API", () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startGateway({ stack: "local" });
  });
  after(() => gateway?.stop());

  it("answers consumers with a key alone", async () => {
    assert.equal((await gateway.fetch("/orders/7")).status, 403);
    const response = await gateway.fetch("/orders/7", { headers: { "x-api-key": gateway.key() } });
    assert.deepEqual([response.status, await response.json()], [200, { id: "7" }]);
  });

  it("rejects an order without an item", async () => {
    const post = async (body: object): Promise<number> => {
      const headers = { "x-api-key": gateway.key(), "content-type": "application/json" };
      return (await gateway.fetch("/orders", { method: "POST", headers, body: JSON.stringify(body) })).status;
    };
    assert.deepEqual([await post({}), await post({ item: "tea" })], [400, 201]);
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

import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { check, evaluate, startGateway, type TestGateway } from "gatewright/testing";

describe("the API", () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startGateway({ stack: "local" });
  });
  after(() => gateway?.stop());

  it("answers health checks without a token", async () => {
    assert.equal((await gateway.fetch("/health")).status, 200);
  });

  it("answers orders with a token alone", async () => {
    assert.equal((await gateway.fetch("/orders/7")).status, 401);
    const headers = { authorization: `Bearer ${await gateway.token()}` };
    assert.deepEqual(await (await gateway.fetch("/orders/7", { headers })).json(), { id: "7" });
  });

  it("takes orders with the scope alone", async () => {
    const post = async (scope?: string): Promise<number> => {
      const headers = { authorization: `Bearer ${await gateway.token({ scope })}` };
      return (await gateway.fetch("/orders", { method: "POST", headers })).status;
    };
    assert.deepEqual([await post(), await post("orders:write")], [403, 201]);
  });
});

describe("the program", () => {
  it("has an open route for health checks alone", async () => {
    const program = await evaluate({ stack: "prod" });
    const open = program.findAll(aws.apigatewayv2.Route).filter(({ inputs }) => inputs.authorizationType === "NONE");
    assert.deepEqual(
      open.map(({ inputs }) => inputs.routeKey),
      ["GET /health"],
    );
  });

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

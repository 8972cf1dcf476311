import assert from "node:assert/strict";
import { Role } from "@pulumi/aws/iam";
import { HttpApi, iam, lambda, none } from "../../../components";
import { deploy } from "../../support/deploy";

const integration = lambda("arn:aws:lambda:eu-west-1:123456789012:function:orders");
const signed = { integration, authorizer: iam() };
const ARN = "arn:aws:execute-api:eu-west-1:123456789012:shop-id";

describe("grantInvoke", () => {
  it("allows exactly the routes that are named, in every stage", async () => {
    const { inputsOf } = await deploy(() => {
      const routes = { "GET /a/{id}": signed, "ANY /b": signed, "GET /": signed };
      const api = new HttpApi("shop", { routes, stages: { live: {}, test: {} } });
      api.grantInvoke(new Role("caller", { name: "caller", assumeRolePolicy: "{}" }), ["GET /a/{id}", "ANY /b"]);
    });
    const { role, policy } = inputsOf("iam/rolePolicy:RolePolicy", "shop-caller-invoke");
    assert.equal(role, "caller");
    assert.deepEqual(JSON.parse(String(policy)), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "execute-api:Invoke",
          Resource: [`${ARN}/live/GET/a/*`, `${ARN}/live/*/b`, `${ARN}/test/GET/a/*`, `${ARN}/test/*/b`],
        },
      ],
    });
  });

  it("allows all routes with IAM authorization, and no other, unless they are named", async () => {
    const { inputsOf } = await deploy(() => {
      const api = new HttpApi("shop", {
        routes: { "GET /a": signed, "GET /open": { integration, authorizer: none("a test") } },
      });
      api.grantInvoke("arn:aws:iam::123456789012:role/path/caller");
    });
    const { role, policy } = inputsOf("iam/rolePolicy:RolePolicy", "shop-caller-invoke");
    assert.equal(role, "caller");
    assert.deepEqual((JSON.parse(String(policy)) as { Statement: { Resource: string[] }[] }).Statement[0]?.Resource, [
      `${ARN}/$default/GET/a`,
    ]);
  });

  it("is refused for routes that ask for no signature", async () => {
    await deploy(() => {
      const api = new HttpApi("shop", {
        routes: { "GET /a": signed, "GET /open": { integration, authorizer: none("a test") } },
      });
      assert.throws(() => api.grantInvoke("caller", ["GET /open"]), /got "GET \/open", expected one of "GET \/a"/);
      const open = new HttpApi("open", { routes: { "GET /open": { integration, authorizer: none("a test") } } });
      assert.throws(() => open.grantInvoke("caller"), /expected routes with iam\(\): the API has none/);
    });
  });
});

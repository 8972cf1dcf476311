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

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  it("fits into a role's policies, by a star for the stage or for the whole API", async () => {
    const many = (count: number): Record<string, typeof signed> =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`GET /orders/${index}/items`, signed]));
    const { resources } = await deploy(() => {
      const stages = { live: {}, test: {} };
      new HttpApi("two", {
        routes: { ...many(80), "GET /open": { integration, authorizer: none("a test") } },
        stages,
      }).grantInvoke("caller");
      new HttpApi("whole", { routes: many(120), stages }).grantInvoke("caller");
      const open = new HttpApi("open", {
        routes: { ...many(120), "GET /open": { integration, authorizer: none("a") } },
      });
      assert.throws(
        () => open.grantInvoke("caller"),
        /a policy of about \d+ characters, for 120 routes", expected at most 10240, AWS's fixed limit "Aggregate size of/,
      );
    });
    const granted = resources
      .filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy")
      .map(({ inputs }) => String(inputs.policy));
    for (const policy of granted) {
      assert.ok(policy.length <= 10_240, String(policy.length));
    }
    const listOf = (policy = ""): string[] =>
      (JSON.parse(policy) as { Statement: { Resource: string[] }[] }).Statement[0]?.Resource ?? [];
    assert.equal(listOf(granted[0]).length, 80);
    assert.equal(listOf(granted[0])[0], `${ARN.replace("shop", "two")}/*/GET/orders/0/items`);
    assert.deepEqual(listOf(granted[1]), [`${ARN.replace("shop", "whole")}/*`]);
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

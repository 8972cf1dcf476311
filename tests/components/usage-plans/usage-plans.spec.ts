import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ApiKey, lambda, none, RestApi, UsagePlan, UsagePlans, type UsagePlansArgs } from "../../../components";
import { deploy, type Deployed, valueOf } from "../../support/deploy";

const target = lambda("arn:aws:lambda:eu-west-1:123456789012:function:orders");

function shop(): RestApi {
  const routes = { "GET /orders/{id}": target, "POST /orders": target };
  return new RestApi("shop", { defaultAuthorizer: none("a test"), apiKeyRequired: true, routes });
}

const PLANS: UsagePlansArgs["plans"] = {
  free: { throttle: { rateLimit: 1, burstLimit: 2 }, quota: { limit: 100, period: "DAY" } },
  partner: { throttle: { rateLimit: 50, burstLimit: 100 } },
};

function tiers(consumers: UsagePlansArgs["consumers"]): Promise<Deployed<UsagePlans>> {
  return deploy(() => new UsagePlans("tiers", { stages: [{ api: shop() }], plans: PLANS, consumers }));
}

describe("ApiKey", () => {
  it("has the name in AWS that it is given", async () => {
    const { inputsOf } = await deploy(() => new ApiKey("acme", { name: "Acme's warehouse" }));
    assert.equal(inputsOf("apigateway/apiKey:ApiKey").name, "Acme's warehouse");
  });
});

describe("UsagePlan", () => {
  it("is the classic: a throttle, a quota, a key and its place in the plan", async () => {
    const { inputsOf, value } = await deploy(
      () =>
        new UsagePlan("partner", {
          stages: [{ api: shop(), routeThrottles: { "POST /orders": { rateLimit: 5, burstLimit: 5 } } }],
          throttle: { burstLimit: 100, rateLimit: 50 },
          quota: { limit: 10000, period: "DAY" },
          keys: { acme: { customerId: "c-1" } },
        }),
    );
    assert.deepEqual(inputsOf("apigateway/usagePlan:UsagePlan"), {
      apiStages: [
        { apiId: "shop-id", stage: "live", throttles: [{ path: "/orders/POST", rateLimit: 5, burstLimit: 5 }] },
      ],
      throttleSettings: { burstLimit: 100, rateLimit: 50 },
      quotaSettings: { limit: 10000, period: "DAY" },
    });
    assert.deepEqual(inputsOf("apigateway/apiKey:ApiKey"), { customerId: "c-1", description: "Managed by Pulumi" });
    assert.deepEqual(inputsOf("apigateway/usagePlanKey:UsagePlanKey"), {
      keyId: "partner-acme-id",
      keyType: "API_KEY",
      usagePlanId: "partner-id",
    });
    assert.deepEqual(await valueOf(value.keyValues), { acme: "generated-value-of-partner-acme" });
    assert.equal(await pulumi.isSecret(value.keyValues), true);
  });

  it("takes stages of an API known by its id, which have to be named", async () => {
    const api = { id: "abc123" };
    const { inputsOf } = await deploy(() => new UsagePlan("plan", { stages: [{ api, stage: "v1" }] }));
    assert.deepEqual(inputsOf("apigateway/usagePlan:UsagePlan").apiStages, [{ apiId: "abc123", stage: "v1" }]);
    assert.throws(
      () => new UsagePlan("plan", { stages: [{ api }] }),
      /stages\[0\]\.stage: expected the stage of an API/,
    );
  });

  it("refuses half a throttle, a period and a route that there are not", async () => {
    await assert.rejects(
      deploy(
        () =>
          new UsagePlan("plan", {
            stages: [{ api: shop(), stage: "nope" }],
            throttle: { rateLimit: 1 },
            quota: { limit: 0, period: "DAY" },
            routeThrottles: {
              "GET /nope": { rateLimit: 1, burstLimit: 1 },
              "POST orders": { rateLimit: 1, burstLimit: 1 },
              "POST /order": { rateLimit: 1, burstLimit: 1 },
            },
            keys: { acme: { value: "short" } },
          }),
      ),
      (error: Error) => {
        assert.deepEqual(error.message.split("\n").slice(1), [
          '  - stages[0].stage: got "nope", expected live. Fix: name a stage of the API',
          "  - throttle.burstLimit: expected both rateLimit and burstLimit. Fix: write burstLimit too",
          "  - quota.limit: got 0, expected a whole number from 1. Fix: leave quota out for none",
          '  - routeThrottles: got "GET /nope", expected the key of a route of the API. Fix: add the route',
          '  - routeThrottles: got "POST orders", expected the key of a route. Fix: the path "orders" must start with a slash; write "POST /orders"',
          '  - routeThrottles: got "POST /order", expected the key of a route of the API. Fix: write "POST /orders"',
          "  - keys.acme.value: expected 20 to 128 letters, digits, - or _; this one has 5 characters. Fix: leave it out, and AWS makes one",
        ]);
        return true;
      },
    );
  });
});

describe("UsagePlans", () => {
  it("give each consumer a key and a place in its plan", async () => {
    const { namesOf, inputsOf } = await tiers({ acme: { plan: "partner" }, joe: { plan: "free" } });
    assert.deepEqual(namesOf("apigateway/usagePlan:UsagePlan"), ["tiers-free", "tiers-partner"]);
    assert.equal(inputsOf("apigateway/usagePlanKey:UsagePlanKey", "tiers-joe-key-plan").usagePlanId, "tiers-free-id");
  });

  it("touch one consumer's resources alone when it comes, goes or changes its plan", async () => {
    const inputs = async (consumers: UsagePlansArgs["consumers"]): Promise<Map<string, string>> => {
      const { resources } = await tiers(consumers);
      return new Map(resources.map(({ type, name, inputs }) => [`${type} ${name}`, JSON.stringify(inputs)]));
    };
    const changed = (a: Map<string, string>, b: Map<string, string>): string[] =>
      [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name)).sort();
    const one = await inputs({ joe: { plan: "free" } });
    const two = await inputs({ acme: { plan: "partner" }, joe: { plan: "free" } });
    const moved = await inputs({ acme: { plan: "free" }, joe: { plan: "free" } });
    assert.deepEqual(changed(one, two), [
      "aws:apigateway/apiKey:ApiKey tiers-acme-key",
      "aws:apigateway/usagePlanKey:UsagePlanKey tiers-acme-key-plan",
    ]);
    assert.deepEqual(changed(two, moved), ["aws:apigateway/usagePlanKey:UsagePlanKey tiers-acme-key-plan"]);
  });

  it("refuse a plan that there is not", async () => {
    await assert.rejects(
      tiers({ acme: { plan: "gold" } }),
      /consumers\.acme\.plan: got "gold", expected one of free, par/,
    );
  });
});

describe("ApiKey", () => {
  it("keeps the key before a rotation valid, and makes one new key", async () => {
    const names = async (rotation: number): Promise<string[]> => {
      const { namesOf } = await deploy(() => new ApiKey("acme", { rotation }));
      return namesOf("apigateway/apiKey:ApiKey");
    };
    assert.deepEqual(await names(0), ["acme"]);
    assert.deepEqual(await names(1), ["acme", "acme-1"]);
    assert.deepEqual(await names(2), ["acme-1", "acme-2"]);
  });

  it("gives both keys their place in the plan", async () => {
    const { namesOf } = await tiers({ acme: { plan: "partner", rotation: 1 } });
    assert.deepEqual(namesOf("apigateway/usagePlanKey:UsagePlanKey"), ["tiers-acme-key-1-plan", "tiers-acme-key-plan"]);
  });

  it("puts the values in Secrets Manager where it is reported to", async () => {
    const { inputsOf } = await deploy(() => new ApiKey("acme", { rotation: 1, secret: true }));
    const { secretString } = inputsOf("secretsmanager/secretVersion:SecretVersion");
    const { value, ...mark } = secretString as { value: string };
    assert.deepEqual(Object.values(mark), ["1b47061264138c4ac30d75fd1eb44270"], "a secret's own mark");
    assert.deepEqual(JSON.parse(value), {
      current: "generated-value-of-acme-1",
      previous: "generated-value-of-acme",
    });
  });

  it("never repeats a value that it refuses", () => {
    const value = "hush hush, this is a secret";
    assert.throws(
      () => new ApiKey("acme", { value }),
      (error: Error) => !error.message.includes("hush") && error.message.includes("value: expected 20 to 128"),
    );
  });
});

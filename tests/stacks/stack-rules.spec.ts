import assert from "node:assert/strict";
import type { ConfigProblem, ConfigValues } from "../../config";
import type { StackKeys } from "../../stacks/stack-keys";
import { stackRules } from "../../stacks/stack-rules";

type Values = ConfigValues<StackKeys>;

const tier = { throttle: { rateLimit: 1, burstLimit: 2 }, quota: { limit: 100, period: "DAY" as const } };

/** A production stack that keeps every rule; each test breaks one. */
const production: Values = {
  region: "eu-west-1",
  tier: "production",
  logRetentionDays: 90,
  throttle: { rateLimit: 100, burstLimit: 200 },
  writeThrottle: { rateLimit: 100, burstLimit: 200 },
  corsOrigins: ["https://shop.example.com"],
  jwtIssuer: "https://issuer.example.com",
  jwtAudiences: ["client"],
  partnerTiers: { free: tier, standard: tier, partner: tier },
  partners: { acme: "partner" },
};

function found(values: Partial<Values>, stack = "prod"): ConfigProblem[] {
  return stackRules.flatMap((rule) => rule(values, stack));
}

function problems(changed: Partial<Values>, stack = "prod"): string[] {
  return found({ ...production, ...changed }, stack).map(({ key, received, expected }) => {
    const state = received === undefined ? "is missing" : `is ${JSON.stringify(received)}`;
    return `${key} ${state}; expected ${expected}`;
  });
}

describe("the rules across a stack's keys", () => {
  it("find nothing wrong with a production stack that keeps them", () => {
    assert.deepEqual(problems({}), []);
  });

  it("want a stack named prod to be production", () => {
    const staging: Partial<Values> = { tier: "staging" };
    const expected = 'tier is "staging"; expected production, since the stack\'s name begins with prod';
    assert.deepEqual(problems(staging, "prod"), [expected]);
    assert.deepEqual(problems(staging, "production-eu"), [expected]);
    assert.deepEqual(problems(staging, "preprod"), []);
  });

  it("want production to keep its logs for 90 days", () => {
    assert.deepEqual(problems({ logRetentionDays: 60 }), [
      "logRetentionDays is 60; expected at least 90 in production",
    ]);
    assert.deepEqual(problems({ tier: "staging", logRetentionDays: 60 }, "staging"), []);
  });

  it("want production to set its throttling", () => {
    assert.deepEqual(problems({ throttle: {} }), [
      "throttle is missing; expected a rateLimit and a burstLimit of its own in production",
    ]);
    assert.deepEqual(problems({ tier: "staging", throttle: {} }, "staging"), []);
  });

  it("want the two limits of a throttle together, in every tier", () => {
    assert.deepEqual(problems({ tier: "local", throttle: { rateLimit: 100 } }, "local"), [
      "throttle.burstLimit is missing; expected rateLimit and burstLimit together",
    ]);
    assert.deepEqual(problems({ writeThrottle: { burstLimit: 1 } }), [
      "writeThrottle.rateLimit is missing; expected rateLimit and burstLimit together",
    ]);
  });

  it("want no faster writes than reads", () => {
    assert.deepEqual(problems({ writeThrottle: { rateLimit: 101, burstLimit: 201 } }), [
      "writeThrottle.rateLimit is 101; expected at most throttle.rateLimit, which is 100",
      "writeThrottle.burstLimit is 201; expected at most throttle.burstLimit, which is 200",
    ]);
  });

  for (const origin of [
    "*",
    "http://shop.example.com",
    "http://localhost:5173",
    "https://localhost",
    "https://shop.localhost:8443",
    "https://127.0.0.1",
    "https://[::1]:8443",
  ]) {
    it(`refuse the origin ${origin} in staging and production, but not in development`, () => {
      const corsOrigins = ["https://localhost.example.com", origin];
      const expected = (tier: string): string[] => [
        `corsOrigins[1] is "${origin}"; expected an https origin in ${tier}, and neither * nor localhost`,
      ];
      assert.deepEqual(problems({ corsOrigins }), expected("production"));
      assert.deepEqual(problems({ tier: "staging", corsOrigins }, "staging"), expected("staging"));
      assert.deepEqual(problems({ tier: "development", corsOrigins }, "dev"), []);
    });
  }

  it("allow an issuer that only the local gateway stands in for in the local tier alone", () => {
    const jwtIssuer = "https://issuer.gatewright.test";
    assert.deepEqual(problems({ tier: "local", jwtIssuer }, "local"), []);
    assert.deepEqual(problems({ tier: "development", jwtIssuer }, "dev"), [
      `jwtIssuer is "${jwtIssuer}"; expected the issuer of the user pool in development: only the local gateway stands in for this host`,
    ]);
    assert.deepEqual(problems({ jwtIssuer: "https://issuer.testing.example.com" }), []);
    assert.deepEqual(problems({ jwtIssuer: "https://example.com/a.test/b" }), []);
  });

  it("leave a key alone whose own value is wrong", () => {
    assert.deepEqual(found({}), []);
    assert.deepEqual(found({ tier: "production" }), []);
  });
});

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseStackConfig } from "../../stacks/config";
import { ConfigError } from "../../config";
import { stackKeys } from "../../stacks/stack-keys";
import { check } from "./property";

const keys = Object.keys(stackKeys).map((key) => (key.includes(":") ? key : `gatewright:${key}`));
const typed: Record<string, fc.Arbitrary<string>> = {
  "aws:region": fc.constantFrom("eu-west-1", "us-gov-west-1", "nowhere"),
  "gatewright:tier": fc.constantFrom("local", "development", "staging", "production", "other"),
  "gatewright:logRetentionDays": fc.integer({ min: -1, max: 400 }).map(String),
};
const any = fc.oneof(
  fc.json(),
  fc.string(),
  fc.constantFrom(
    "https://a.example",
    '["https://a.example"]',
    '["*"]',
    '["x"]',
    '{"rateLimit":1,"burstLimit":2}',
    '{"rateLimit":1}',
    '{"constructor":1}',
  ),
);
const values = fc
  .record(
    Object.fromEntries(
      keys.map((key) => [key, typed[key] ? fc.oneof({ weight: 4, arbitrary: typed[key] }, any) : any]),
    ),
    { requiredKeys: [] },
  )
  .chain((known) =>
    fc
      .dictionary(
        fc.oneof(fc.string(), fc.constantFrom("gatewright:throtle", "gatewright:__proto__", "other:key")),
        any,
        { maxKeys: 2 },
      )
      .map((more) => ({ ...more, ...known }) as Record<string, string>),
  );

describe("stack configs", () => {
  it("of any values are typed configs or one ConfigError that names the stack, and nothing else", () => {
    check(20_000, [values, fc.constantFrom("local", "dev", "prod", "production-eu")], (given, stack) => {
      try {
        const config = parseStackConfig({ project: "gatewright", stack, values: given, secretKeys: [] });
        assert.equal(config.stack, stack);
        assert.ok(config.tier === "production" || !stack.startsWith("prod"));
        assert.ok(config.throttle === undefined || config.throttle.rateLimit > 0);
      } catch (error) {
        assert.ok(error instanceof ConfigError, String(error));
        assert.ok(error.message.includes(`stack ${stack} has`), error.message);
      }
    });
  });
});

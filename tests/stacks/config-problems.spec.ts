import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ConfigError, nearestKey, qualified } from "../../stacks/config-problems";

const known = ["aws:region", "shop:corsOrigins", "shop:jwtIssuer", "shop:tier"];

describe("the nearest key", () => {
  for (const [name, expected] of [
    ["corsOrigin", "shop:corsOrigins"],
    ["CORSORIGINS", "shop:corsOrigins"],
    ["corsOrgins", "shop:corsOrigins"],
    ["jwtIsuser", "shop:jwtIssuer"],
    ["region", "aws:region"],
    ["teir", "shop:tier"],
    ["tear", "shop:tier"],
    ["memory", undefined],
    ["", undefined],
  ] as const) {
    it(`to "${name}" is ${expected ?? "none"}`, () => assert.equal(nearestKey(name, known), expected));
  }

  it("is the one with the fewest changes, not the first", () => {
    assert.equal(nearestKey("readLimit", ["rateLimit", "readLimits"]), "readLimits");
  });
});

describe("a full key", () => {
  it("has the project as its namespace unless it has one", () => {
    assert.equal(qualified("tier", "shop"), "shop:tier");
    assert.equal(qualified("aws:region", "shop"), "aws:region");
  });
});

describe("the error about a stack's config", () => {
  it("is one that Pulumi prints without a stack trace", () => {
    const error = new ConfigError("shop", "dev", [{ key: "tier", message: "is missing" }]);
    assert.ok(pulumi.RunError.isInstance(error));
    assert.equal(
      error.message,
      "The config of stack dev has 1 problem:\n  stacks/Pulumi.dev.yaml: shop:tier is missing",
    );
  });
});

import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ConfigError, nearestKey, setCommand } from "../../config/problems";
import { qualified } from "../../config/source";

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
  it("is one that Pulumi prints without a stack trace, with the place, the key, what is expected and the fix", () => {
    const problem = {
      key: "tier",
      fullKey: "shop:tier",
      place: "Pulumi.dev.yaml",
      expected: "dev or prod",
      fix: "write dev",
    };
    const error = new ConfigError("dev", [problem]);
    assert.ok(pulumi.RunError.isInstance(error));
    assert.equal(
      error.message,
      "The config of stack dev has 1 problem:\n  Pulumi.dev.yaml: shop:tier is missing; expected dev or prod. Fix: write dev",
    );
  });
});

describe("the command that sets a key", () => {
  for (const [key, isSecret, command] of [
    ["shop:tier", false, "pulumi config set --stack dev shop:tier <value>"],
    ["shop:origins[1]", false, "pulumi config set --stack dev --path 'shop:origins[1]' <value>"],
    ["shop:limits.rate", false, "pulumi config set --stack dev --path shop:limits.rate <value>"],
    ["shop:password", true, "pulumi config set --stack dev --secret shop:password <value>"],
  ] as const) {
    it(`is ${command}`, () => assert.equal(setCommand(key, "dev", isSecret), command));
  }

  it("sets the first item of a list", () => {
    const command = "pulumi config set --stack dev --path 'shop:origins[0]' <value>";
    assert.equal(setCommand("shop:origins", "dev", false, true), command);
  });
});

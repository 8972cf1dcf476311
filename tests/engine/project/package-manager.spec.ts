import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageManagerOf } from "../../../engine/project/package-manager";

describe("the package manager of a project", () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "gatewright-manager-"))));
  afterEach(() => rmSync(root, { recursive: true }));

  const locks = { "pnpm-lock.yaml": "pnpm", "yarn.lock": "yarn", "bun.lock": "bun", "package-lock.json": "npm" };
  for (const [file, name] of Object.entries(locks)) {
    it(`is ${name} where ${file} is in the workspace's root`, () => {
      writeFileSync(join(root, file), "");
      mkdirSync(join(root, "packages", "infra"), { recursive: true });
      assert.equal(packageManagerOf(join(root, "packages", "infra"), {}).name, name);
    });
  }

  it("is the one that package.json names, whatever lock file is there", () => {
    writeFileSync(join(root, "package-lock.json"), "");
    writeFileSync(join(root, "package.json"), '{ "packageManager": "pnpm@10.2.0" }');
    assert.equal(packageManagerOf(root, {}).addDev, "pnpm add --save-dev");
  });

  it("is the one that runs this process where nothing else says so, otherwise npm", () => {
    assert.equal(packageManagerOf(root, { npm_config_user_agent: "yarn/4.5.0 npm/? node/v22.0.0" }).exec, "yarn");
    assert.equal(packageManagerOf(root, {}).exec, "npx");
  });
});

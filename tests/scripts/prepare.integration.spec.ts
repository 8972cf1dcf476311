import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");

describe("scripts/prepare.mjs, which npm runs before a package is packed or linked", function () {
  // a process of npm and one of npx, beside those of other specs
  this.timeout(60_000);
  let checkout: string;

  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), "gatewright-prepare-"));
    const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: object };
    // a build that leaves a mark in the place of the real one
    const scripts = { ...manifest.scripts, build: "echo built >> build.log" };
    writeFileSync(join(checkout, "package.json"), JSON.stringify({ ...manifest, scripts }));
    mkdirSync(join(checkout, "policy"));
    for (const path of ["scripts", "bin"]) {
      cpSync(join(ROOT, path), join(checkout, path), { recursive: true });
    }
    symlinkSync(join(ROOT, "node_modules"), join(checkout, "node_modules"), "dir");
  });
  afterEach(() => rmSync(checkout, { recursive: true }));

  function withBuild(): void {
    for (const path of ["dist", "policy/dist"]) {
      symlinkSync(join(ROOT, path), join(checkout, path), "dir");
    }
  }

  function run(command: string, args: string[], env: Record<string, string> = {}): { status: number; stdout: string } {
    const cache = { npm_config_cache: join(checkout, ".npm"), npm_config_offline: "true" };
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: checkout,
      env: { ...process.env, ...cache, ...env },
      encoding: "utf8",
    });
    return { status: status ?? -1, stdout: status === 0 ? stdout : `${stdout}${stderr}` };
  }

  const builds = (): number => {
    const log = join(checkout, "build.log");
    return existsSync(log) ? readFileSync(log, "utf8").split("built").length - 1 : 0;
  };

  it("lets npx run the command of a checkout that is built, without another build", () => {
    withBuild();
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
    assert.deepEqual(run("npx", ["gatewright", "--version"]), { status: 0, stdout: `${version}\n` });
    assert.equal(builds(), 0);
  });

  it("builds for npx where nothing is built yet", () => {
    run(process.execPath, ["scripts/prepare.mjs"], { npm_command: "exec" });
    assert.equal(builds(), 1);
  });

  for (const command of ["ci", "install", "pack", "publish"]) {
    it(`builds for npm ${command}, also over an older build`, () => {
      withBuild();
      run(process.execPath, ["scripts/prepare.mjs"], { npm_command: command });
      assert.equal(builds(), 1);
    });
  }
});

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");
const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  name: string;
  version: string;
  bin: Record<string, string>;
  scripts: Record<string, string>;
};

describe("the scripts that npm runs by itself", () => {
  // processes of npm, beside those of other specs
  let checkout: string;

  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), "gatewright-lifecycle-"));
    // a build that only leaves a mark, and no dependencies to install
    const scripts = { ...manifest.scripts, build: "echo built >> build.log" };
    const { name, version, bin } = manifest;
    writeFileSync(join(checkout, "package.json"), JSON.stringify({ name, version, bin, scripts }));
    cpSync(join(ROOT, "bin"), join(checkout, "bin"), { recursive: true });
  });
  afterEach(() => rmSync(checkout, { recursive: true }));

  function run(command: string, args: string[]): { status: number; stdout: string } {
    const cache = { npm_config_cache: join(checkout, ".npm"), npm_config_offline: "true", npm_config_audit: "false" };
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: checkout,
      env: { ...process.env, ...cache },
      encoding: "utf8",
    });
    return { status: status ?? -1, stdout: status === 0 ? stdout : `${stdout}${stderr}` };
  }

  const builds = (): number => {
    const log = join(checkout, "build.log");
    return existsSync(log) ? readFileSync(log, "utf8").split("built").length - 1 : 0;
  };

  for (const [times, command, ...args] of [
    [0, "install"],
    [1, "pack"],
    [1, "publish", "--dry-run"],
  ] as const) {
    it(`build ${times === 0 ? "nothing" : "once"} for npm ${command}`, () => {
      const { status, stdout } = run("npm", [command, ...args]);
      assert.equal(status, 0, stdout);
      assert.equal(builds(), times);
    });
  }

  it("do not build for npx in a checkout that is built", () => {
    mkdirSync(join(checkout, "policy"));
    for (const path of ["node_modules", "dist", "policy/dist"]) {
      symlinkSync(join(ROOT, path), join(checkout, path), "dir");
    }
    assert.deepEqual(run("npx", ["gatewright", "--version"]), { status: 0, stdout: `${manifest.version}\n` });
    assert.equal(builds(), 0);
  });

  it("are none that a package manager would run, or ask about, where the package is installed", () => {
    const run = ["dependencies", "install", "prepare", "prepublish", "prepublishOnly"];
    const scripts = run.flatMap((name) => [`pre${name}`, name, `post${name}`]);
    assert.deepEqual(
      scripts.filter((name) => name in manifest.scripts),
      [],
    );
  });
});

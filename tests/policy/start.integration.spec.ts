import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const policy = join(__dirname, "..", "..", "policy");

/** A pack with the real entry point and sources of its own. */
function packWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "pack-"));
  for (const file of ["start.js", "tsconfig.json", "package.json", "PulumiPolicy.yaml"]) {
    cpSync(join(policy, file), join(folder, file));
  }
  mkdirSync(join(folder, "rules"));
  symlinkSync(join(policy, "..", "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "rules", "one.ts"), `export const one: string = ${JSON.stringify(text)};\n`);
  writeFileSync(join(folder, "index.ts"), 'import { one } from "./rules/one";\nprocess.stdout.write(one);\n');
  return folder;
}

function start(folder: string): string {
  return execFileSync(process.execPath, [join(folder, "start.js")], { encoding: "utf8" });
}

describe("the entry point of the pack", () => {
  it("compiles the sources of a checkout, and prints nothing of its own", () => {
    assert.equal(start(packWith("first")), "first");
  });

  it("compiles a source again when it is newer than its output", () => {
    const folder = packWith("first");
    start(folder);
    const source = join(folder, "rules", "one.ts");
    writeFileSync(source, 'export const one: string = "second";\n');
    utimesSync(source, new Date(), new Date(Date.now() + 5000));
    assert.equal(start(folder), "second");
  });

  it("runs what is compiled where there are no sources, as in the published package", () => {
    const folder = packWith("published");
    start(folder);
    rmSync(join(folder, "index.ts"));
    rmSync(join(folder, "rules"), { recursive: true });
    rmSync(join(folder, "node_modules"));
    assert.equal(start(folder), "published");
  });

  it("is the main of a package that names its version and its own SDK", () => {
    const manifest = JSON.parse(readFileSync(join(policy, "package.json"), "utf8")) as Record<string, unknown>;
    assert.equal(manifest.main, "start.js");
    assert.match(String(manifest.version), /^\d+\.\d+\.\d+$/);
    assert.deepEqual(Object.keys(manifest.dependencies as object), ["@pulumi/policy", "@pulumi/pulumi"]);
  });
});

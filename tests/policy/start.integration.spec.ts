import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const policy = join(__dirname, "..", "..", "policy");

interface Checkout {
  folder: string;
  pack: string;
}

/** A checkout with the pack's real entry point, one source of the pack's own and one in aws/. */
function checkoutWith(text: string): Checkout {
  const folder = mkdtempSync(join(tmpdir(), "pack-"));
  const pack = join(folder, "policy");
  for (const room of [pack, join(pack, "rules"), join(folder, "aws")]) {
    mkdirSync(room);
  }
  for (const file of ["start.js", "build.js", "package.json", "PulumiPolicy.yaml"]) {
    cpSync(join(policy, file), join(pack, file));
  }
  symlinkSync(join(policy, "..", "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "aws", "fact.ts"), 'export const fact: string = " of AWS";\n');
  writeFileSync(join(pack, "rules", "one.ts"), `export const one: string = ${JSON.stringify(text)};\n`);
  writeFileSync(
    join(pack, "index.ts"),
    'import { fact } from "../aws/fact";\nimport { one } from "./rules/one";\nprocess.stdout.write(one + fact);\n',
  );
  return { folder, pack };
}

function start(pack: string): string {
  return execFileSync(process.execPath, [join(pack, "start.js")], { encoding: "utf8" });
}

/** Writes a source that is newer than any bundle. */
function save(file: string, text: string): void {
  writeFileSync(file, text);
  utimesSync(file, new Date(), new Date(Date.now() + 5000));
}

describe("the entry point of the pack", () => {
  it("bundles the sources of a checkout, and prints nothing of its own", () => {
    assert.equal(start(checkoutWith("first").pack), "first of AWS");
  });

  it("bundles again when a source of the pack is newer than the bundle", () => {
    const { pack } = checkoutWith("first");
    start(pack);
    save(join(pack, "rules", "one.ts"), 'export const one: string = "second";\n');
    assert.equal(start(pack), "second of AWS");
  });

  it("bundles again when a fact of AWS is newer than the bundle", () => {
    const { folder, pack } = checkoutWith("first");
    start(pack);
    save(join(folder, "aws", "fact.ts"), 'export const fact: string = " of the newer page";\n');
    assert.equal(start(pack), "first of the newer page");
  });

  it("runs the bundle where there are no sources, as in the published package", () => {
    const { folder, pack } = checkoutWith("published");
    start(pack);
    for (const path of ["node_modules", "aws", "policy/index.ts", "policy/rules", "policy/build.js"]) {
      rmSync(join(folder, path), { recursive: true });
    }
    assert.equal(start(pack), "published of AWS");
  });

  it("does not take packages beside the published one for its sources", () => {
    const { folder, pack } = checkoutWith("published");
    start(pack);
    rmSync(join(pack, "index.ts"));
    rmSync(join(pack, "build.js"));
    save(join(folder, "aws", "fact.ts"), "a package that is called aws\n");
    assert.equal(start(pack), "published of AWS");
  });

  it("is the main of a package that names its version and its own SDK", () => {
    const manifest = JSON.parse(readFileSync(join(policy, "package.json"), "utf8")) as Record<string, unknown>;
    assert.equal(manifest.main, "start.js");
    assert.match(String(manifest.version), /^\d+\.\d+\.\d+$/);
    assert.deepEqual(Object.keys(manifest.dependencies as object), ["@pulumi/policy", "@pulumi/pulumi"]);
  });
});

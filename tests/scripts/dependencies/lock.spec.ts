import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Lock, lockProblems, publishedPaths } from "../../../scripts/dependencies/lock";

const root = join(__dirname, "../../..");
const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as { packages: Lock };

describe("package-lock.json", () => {
  it("has a hash of every package, and no licence, script or deprecated package that a user would not want", () => {
    assert.deepEqual(lockProblems(packages), []);
  });

  it("publishes what package.json depends on, and what that needs", () => {
    const published = publishedPaths(packages);
    assert.ok(published.includes("node_modules/yaml"));
    assert.ok(published.includes("node_modules/@protobufjs/codegen"), "of protobufjs");
    assert.ok(!published.includes("node_modules/mocha"));
  });
});

describe("problems of a lock file", () => {
  const integrity = "sha512-AAAA";
  const problems = (entry: object, more: Lock = {}): string[] =>
    lockProblems({
      "": { dependencies: { a: "^1.0.0" }, devDependencies: { dev: "1" } },
      "node_modules/a": { integrity, license: "MIT", ...entry },
      ...more,
    });

  it("are none of a usual package", () => {
    assert.deepEqual(problems({}), []);
  });

  it("are licences that ask for more than a notice, all parts of an AND, and one of an OR", () => {
    const expected = "expected MIT, ISC, Apache-2.0, BSD-2-Clause, BSD-3-Clause, 0BSD, BlueOak-1.0.0";
    assert.deepEqual(problems({ license: "GPL-3.0" }), [`node_modules/a has the licence GPL-3.0, ${expected}`]);
    assert.deepEqual(problems({ license: undefined }), [`node_modules/a has the licence none, ${expected}`]);
    assert.equal(problems({ license: "(MIT AND GPL-3.0)" }).length, 1);
    assert.equal(problems({ license: "(MIT OR GPL-3.0)" }).length, 0);
  });

  it("are install scripts that nobody read", () => {
    assert.deepEqual(problems({ hasInstallScript: true }), [
      "node_modules/a runs a script when a user installs it: read it, and name the reason in REVIEWED_SCRIPTS",
    ]);
  });

  it("are deprecated packages", () => {
    assert.deepEqual(problems({ deprecated: "use b" }), ["node_modules/a is deprecated: use b"]);
  });

  it("are packages without a hash, or of one registry", () => {
    assert.deepEqual(problems({ integrity: undefined }), ["node_modules/a has no sha512 of its content"]);
    assert.deepEqual(problems({ integrity: "sha1-AAAA" }), ["node_modules/a has no sha512 of its content"]);
    assert.deepEqual(problems({ resolved: "https://registry.example/a.tgz" }), [
      "node_modules/a is bound to registry.example",
    ]);
  });

  it("are found in what a dependency needs, from its own folder first, and not in what development needs", () => {
    const nested: Lock = {
      "node_modules/a/node_modules/b": { integrity, license: "X" },
      "node_modules/b": { integrity, license: "Y" },
      "node_modules/dev": { integrity, license: "Z", hasInstallScript: true },
    };
    assert.deepEqual(
      problems({ dependencies: { b: "1" } }, nested).map((problem) => problem.split(" has ")[0]),
      ["node_modules/a/node_modules/b"],
    );
    assert.deepEqual(problems({ optionalDependencies: { dev: "1" } }, nested).length, 2);
  });
});

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(__dirname, "../..");

describe("the check of imports", function () {
  this.timeout(240_000);
  let copy: string;

  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), "imports-"));
    for (const path of [
      ".dependency-cruiser.mjs",
      "tsconfig.json",
      "package.json",
      "language",
      "aws",
      "engine/graph",
    ]) {
      cpSync(join(root, path), join(copy, path), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  });
  afterEach(() => {
    rmSync(copy, { recursive: true });
  });

  /** Runs dependency-cruiser as `npm run lint:imports` does, and returns its exit code and what it printed. */
  async function check(): Promise<{ code: number; text: string }> {
    const cruise = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
    const config = ["--config", ".dependency-cruiser.mjs", "--output-type", "err-long"];
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [cruise, ...config, "language", "aws"], {
        cwd: copy,
      });
      return { code: 0, text: stdout };
    } catch (error) {
      const { code, stdout } = error as { code: number; stdout: string };
      return { code, text: stdout };
    }
  }

  function plant(path: string, text: string): void {
    writeFileSync(join(copy, path), text);
  }

  it("accepts the rooms as they are", async () => {
    const { code, text } = await check();
    assert.match(text, /no dependency violations found/);
    assert.equal(code, 0);
  });

  it("refuses a circle of type imports", async () => {
    plant("aws/first.ts", 'import type { Second } from "./second";\nexport type First = Second[];\n');
    plant("aws/second.ts", 'import type { First } from "./first";\nexport type Second = First[];\n');
    const { code, text } = await check();
    assert.match(text, /error no import circle: aws\/first\.ts →\s+aws\/second\.ts →\s+aws\/first\.ts/);
    assert.notEqual(code, 0);
  });

  it("refuses a type import against the floors", async () => {
    plant(
      "aws/upwards.ts",
      'import type { ResourceGraph } from "../engine/graph/graph";\nexport type Up = ResourceGraph;\n',
    );
    const { code, text } = await check();
    assert.match(text, /error aws imports language: aws\/upwards\.ts → engine\/graph\/graph\.ts/);
    assert.notEqual(code, 0);
  });
});

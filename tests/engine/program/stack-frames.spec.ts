import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withPrintedPlaces } from "../../../engine/program/stack-frames";

describe("the places in a compiler's message", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "gatewright-"));
    writeFileSync(join(folder, "a.ts"), "");
  });
  after(() => rmSync(folder, { recursive: true }));

  it("are printed once where there is one, which stands before the message", () => {
    const message = 'esbuild cannot bundle a.ts:\n  a.ts:3:1: Expected "}" but found end of file';
    assert.equal(
      withPrintedPlaces(message, folder),
      'esbuild cannot bundle a.ts:\n  Expected "}" but found end of file',
    );
    const compiled = "TSError: Unable to compile TypeScript:\na.ts(2,7): error TS1109: Expression expected.";
    assert.equal(
      withPrintedPlaces(compiled, folder),
      "TSError: Unable to compile TypeScript:\nerror TS1109: Expression expected.",
    );
  });

  it("are printed as the first one is, from the folder of the command, where there are several", () => {
    const message =
      'esbuild cannot bundle a.ts:\n  a.ts:1:19: Could not resolve "b"\n  a.ts:2:1: Could not resolve "c"';
    const file = join(folder, "a.ts");
    assert.equal(
      withPrintedPlaces(message, folder),
      `esbuild cannot bundle a.ts:\n  ${file}:1:19: Could not resolve "b"\n  ${file}:2:1: Could not resolve "c"`,
    );
  });

  it("stay where they name no file of the program", () => {
    for (const message of ["gone.ts:1:2: no such file", "The API orders.ts: 3 problems", "no place"]) {
      assert.equal(withPrintedPlaces(message, folder), message);
    }
  });
});

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ownLocation, programFrames, withPrintedPlaces } from "../../../engine/program/stack-frames";

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

describe("the place of an error in the program", () => {
  let folder: string;
  let file: string;
  before(() => {
    folder = join(mkdtempSync(join(tmpdir(), "gatewright-")), "co (py)+ x");
    mkdirSync(folder);
    file = join(folder, "a.ts");
    writeFileSync(file, "");
  });
  after(() => rmSync(join(folder, ".."), { recursive: true }));

  it("is read from each form of a stack's line, whatever is in the folder's name", () => {
    const { href } = pathToFileURL(file);
    for (const frame of [
      `at ${file}:3:7`,
      `at async ${file}:3:7`,
      `at make (${file}:3:7)`,
      `at async make (${file}:3:7)`,
      `at Object.<anonymous> (${file}:3:7)`,
      `at new Api (${file}:3:7)`,
      `at Api.url [as href] (${file}:3:7)`,
      `at make (${href}:3:7)`,
      `at ${href}:3:7`,
      `at eval (eval at make (${file}:3:7), <anonymous>:1:1)`,
      "at make (a.ts:3:7)",
      "at a.ts:3:7",
    ]) {
      const text = `Error: no\n    at node:internal/main:1:2\n    at run (node:internal/main:1:2)\n    ${frame}\n`;
      assert.deepEqual(ownLocation(text, folder), { file, line: 3, column: 7 }, frame);
      assert.deepEqual(programFrames(text), [`    ${frame}`], frame);
    }
  });

  it("is not there where the lines name no file of the program", () => {
    for (const frame of ["at native", "at async Promise.all (index 0)", "at <anonymous>", "at gone.ts:1:2"]) {
      assert.equal(ownLocation(`Error: no\n    ${frame}`, folder), undefined, frame);
    }
  });
});

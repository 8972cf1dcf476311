import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { TypeCheck, typeErrors } from "../../../cli/serve/type-check";
import { openProject } from "../../../cli/shared/project";
import { removeProjects, temporaryProject } from "../../support/temporary-project";

const ERROR = "index.ts(1,7): error TS2322: Type 'string' is not assignable to type 'number'.";

describe("type errors beside serving", () => {
  it("are shown with what explains them, ten at most", () => {
    assert.equal(
      typeErrors(`${ERROR}\n  The expected type comes from property 'a'.\n`),
      `A type error, which pulumi up refuses:\n  ${ERROR}\n    The expected type comes from property 'a'.`,
    );
    const lines = typeErrors(Array.from({ length: 12 }, () => ERROR).join("\n"))?.split("\n") ?? [];
    assert.deepEqual(
      [lines[0], lines.length, lines.at(-1)],
      ["12 type errors, which pulumi up refuses:", 12, "  and 2 more"],
    );
    assert.equal(typeErrors("Found 0 errors.\n"), undefined);
  });

  describe("of a program with a compiler", () => {
    after(removeProjects);

    it("are reported once they are found, and once they are fixed", async () => {
      const directory = temporaryProject({
        "Pulumi.yaml": "name: house\nruntime: nodejs\n",
        "index.ts": "export {};\n",
        "package.json": "{}",
        "tsconfig.json": "{}",
        "node_modules/typescript/package.json": '{ "name": "typescript", "version": "0.0.0" }',
        // what stands in found.txt is what it finds
        "node_modules/typescript/bin/tsc": `process.stdout.write(require("node:fs").readFileSync("found.txt"));`,
        "found.txt": `${ERROR}\n`,
      });
      const told: string[] = [];
      let hear: () => void = () => undefined;
      const check = new TypeCheck(openProject(directory), (text) => {
        told.push(text);
        hear();
      });
      for (const found of [`${ERROR}\n`, ""]) {
        writeFileSync(join(directory, "found.txt"), found);
        const heard = new Promise<void>((resolve) => (hear = resolve));
        check.start();
        await heard;
      }
      assert.deepEqual(told, [`A type error, which pulumi up refuses:\n  ${ERROR}`, "No type errors any more."]);
    });
  });
});

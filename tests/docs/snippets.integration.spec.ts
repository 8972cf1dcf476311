import * as assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../support/evaluate";
import { compileErrors } from "../support/compile-errors";
import { repository, snippets } from "./snippets";

/** Blocks that are whole programs are run too: they make resources. */
const isProgram = (code: string): boolean => /from "gatewright"/.test(code) && /\bnew [A-Z]/.test(code);

describe("the TypeScript of README.md and docs/", function () {
  this.timeout(240_000);

  it("compiles", () => {
    const files = new Map(
      snippets("ts").map(({ place, code }) => [join(repository, "docs", `${place.replace(/\W/g, "-")}.ts`), code]),
    );
    assert.deepEqual(compileErrors(files), []);
  });

  describe("that declares resources evaluates", () => {
    let directory: string;
    before(() => {
      mkdirSync(join(repository, ".gatewright"), { recursive: true });
      directory = mkdtempSync(join(repository, ".gatewright", "snippets-"));
    });
    after(() => rmSync(directory, { recursive: true }));

    for (const { place, code } of snippets("ts").filter((snippet) => isProgram(snippet.code))) {
      it(place, async () => {
        const project = join(directory, place.replace(/\W/g, "-"));
        mkdirSync(project);
        writeFileSync(join(project, "Pulumi.yaml"), "name: snippet\nruntime: nodejs\nmain: index.ts\n");
        writeFileSync(join(project, "Pulumi.dev.yaml"), "config:\n  aws:region: eu-west-1\n");
        writeFileSync(join(project, "index.ts"), code);
        // the handler that programs name
        mkdirSync(join(project, "handlers"));
        writeFileSync(join(project, "handlers/orders.ts"), "export const handler = () => ({ statusCode: 200 });\n");
        const { graph } = await evaluate({ directory: project, stack: "dev" });
        assert.ok(graph.resources.length > 1, "the program made no resource");
      });
    }
  });
});

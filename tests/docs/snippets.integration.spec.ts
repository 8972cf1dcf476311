import * as assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { evaluate } from "../../engine";
import { repository, snippets } from "./snippets";

/** Blocks that are whole programs are run too: they make resources. */
const isProgram = (code: string): boolean => /from "gatewright"/.test(code) && /\bnew [A-Z]/.test(code);

describe("the TypeScript of README.md and docs/", function () {
  this.timeout(120_000);

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
        const { graph } = await evaluate({ directory: project, stack: "dev" });
        assert.ok(graph.resources.length > 1, "the program made no resource");
      });
    }
  });
});

/** Type-checks the files as one program against the sources of the package, as lint does with everything else. */
function compileErrors(files: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(join(repository, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
    config: { compilerOptions: Record<string, unknown> };
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    {
      ...config.compilerOptions,
      baseUrl: ".",
      paths: { gatewright: ["./components/index.ts"], "gatewright/engine": ["./engine/index.ts"] },
    },
    repository,
  );
  const host = ts.createCompilerHost(options);
  const [readFile, fileExists] = [host.readFile.bind(host), host.fileExists.bind(host)];
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.fileExists = (file) => files.has(file) || fileExists(file);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (file, target, ...rest) => {
    const code = files.get(file);
    return code === undefined ? getSourceFile(file, target, ...rest) : ts.createSourceFile(file, code, target);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  });
}

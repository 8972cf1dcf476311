import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { COMPONENTS, componentsOf, manifest, packed, program, PULUMI_FILES, run, writeFiles } from "./project";

/** A kind of program: its files, and whether TypeScript checks it. */
interface Kind {
  type: "commonjs" | "module";
  file: string;
  form: "import" | "require";
  compilerOptions?: Record<string, unknown>;
}

const strict = { strict: true, target: "ES2022", types: ["node"], noEmit: true };
const settings: Record<string, Pick<Kind, "type" | "compilerOptions">> = {
  "CommonJS, node10": {
    type: "commonjs",
    compilerOptions: { ...strict, module: "commonjs", moduleResolution: "node10" },
  },
  "CommonJS, node16": { type: "commonjs", compilerOptions: { ...strict, module: "node16" } },
  "CommonJS, nodenext": { type: "commonjs", compilerOptions: { ...strict, module: "nodenext" } },
  "CommonJS, bundler": {
    type: "commonjs",
    compilerOptions: { ...strict, module: "preserve", moduleResolution: "bundler" },
  },
  "ES modules, node16": { type: "module", compilerOptions: { ...strict, module: "node16" } },
  "ES modules, nodenext": { type: "module", compilerOptions: { ...strict, module: "nodenext" } },
  "ES modules, bundler": {
    type: "module",
    compilerOptions: { ...strict, module: "esnext", moduleResolution: "bundler" },
  },
};

const kinds: Record<string, Kind> = {
  ...Object.fromEntries(
    Object.entries(settings).map(([name, one]) => [
      `TypeScript: ${name}`,
      { ...one, file: "index.ts", form: "import" as const },
    ]),
  ),
  "JavaScript: CommonJS": { type: "commonjs", file: "index.js", form: "require" },
  "JavaScript: ES modules": { type: "module", file: "index.js", form: "import" },
};

describe("a program from the tarball", () => {
  let folder: string;
  let tarball: string;

  before(() => {
    ({ folder, tarball } = packed());
    writeFiles(join(folder, "installed"), { "package.json": manifest(tarball) });
    run(join(folder, "installed"), ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"]);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [name, { type, file, form, compilerOptions }] of Object.entries(kinds)) {
    it(`in ${name} is type-checked and evaluated, twice`, () => {
      const project = join(folder, "installed");
      for (const old of ["index.ts", "index.js", "tsconfig.json"]) {
        rmSync(join(project, old), { force: true });
      }
      writeFiles(project, {
        ...PULUMI_FILES,
        "package.json": manifest(tarball, { type, main: file }),
        [file]: program(form),
        ...(compilerOptions && { "tsconfig.json": { compilerOptions, files: ["index.ts"] } }),
      });
      if (compilerOptions !== undefined) {
        run(project, [process.execPath, "node_modules/typescript/bin/tsc", "-p", "."]);
      }
      const graph = [
        process.execPath,
        "node_modules/gatewright/bin/gatewright.js",
        "graph",
        "--stack",
        "dev",
        "--json",
      ];
      for (const round of ["first", "second"]) {
        assert.deepEqual(componentsOf(run(project, graph)), COMPONENTS, round);
      }
    });
  }

  it("gets at most 5 packages more than one with Pulumi and AWS", () => {
    const plain = join(folder, "plain");
    const { dependencies, ...rest } = manifest(tarball) as { dependencies: Record<string, string> };
    const { gatewright, ...others } = dependencies;
    assert.ok(gatewright);
    writeFiles(plain, { "package.json": { ...rest, dependencies: others } });
    run(plain, ["npm", "install", "--package-lock-only", "--no-audit", "--no-fund", "--ignore-scripts"]);
    cpSync(join(folder, "installed", "node_modules", ".package-lock.json"), join(plain, "with.json"));
    const packages = (path: string): string[] => {
      const lock = JSON.parse(readFileSync(path, "utf8")) as { packages: Record<string, unknown> };
      return Object.keys(lock.packages).filter((key) => key !== "");
    };
    const before = new Set(packages(join(plain, "package-lock.json")));
    const more = packages(join(plain, "with.json")).filter((key) => !before.has(key));
    assert.ok(readdirSync(plain).includes("with.json"));
    assert.ok(more.length <= 5, more.join(", "));
  });
});

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { printed } from "../support/command";
import { COMPONENTS, componentsOf, manifest, packed, program, PULUMI_FILES, run, SERVED, writeFiles } from "./project";

/** A package manager: where the project is, how it installs, and how it runs a command of a package. */
interface Manager {
  /** The package that brings it, from the npm registry. */
  tool?: string;
  /** Its program in the folder of the tools. */
  program?: string;
  /** The folder of the project below the one that is installed. @default the same */
  workspace?: string;
  files?: Record<string, string | object>;
  install: string[];
  exec: string[];
}

const WORKSPACES = { name: "monorepo", version: "1.0.0", private: true, workspaces: ["apis/*"] };
const YARN = "node_modules/@yarnpkg/cli-dist/bin/yarn.js";
const yarnrc = (linker: string): string =>
  `nodeLinker: ${linker}\nenableGlobalCache: true\nenableTelemetry: false\nenableImmutableInstalls: false\nenableScripts: false\n`;

const managers: Record<string, Manager> = {
  npm: { install: ["npm", "install", "--no-audit", "--no-fund"], exec: ["npx", "--no-install"] },
  "npm workspaces": {
    workspace: "apis/shop",
    files: { "package.json": WORKSPACES },
    install: ["npm", "install", "--no-audit", "--no-fund"],
    exec: ["npx", "--no-install"],
  },
  pnpm: {
    tool: "pnpm@10",
    program: "node_modules/pnpm/bin/pnpm.cjs",
    install: ["install", "--ignore-scripts"],
    exec: ["exec"],
  },
  "pnpm workspaces": {
    tool: "pnpm@10",
    program: "node_modules/pnpm/bin/pnpm.cjs",
    workspace: "apis/shop",
    files: { "package.json": { name: "monorepo", private: true }, "pnpm-workspace.yaml": "packages:\n  - apis/*\n" },
    install: ["install", "--ignore-scripts"],
    exec: ["exec"],
  },
  "Yarn Plug'n'Play": {
    tool: "@yarnpkg/cli-dist@4",
    program: YARN,
    files: { ".yarnrc.yml": yarnrc("pnp"), "yarn.lock": "" },
    install: ["install"],
    exec: ["exec"],
  },
  "Yarn workspaces": {
    tool: "@yarnpkg/cli-dist@4",
    program: YARN,
    workspace: "apis/shop",
    files: { "package.json": WORKSPACES, ".yarnrc.yml": yarnrc("node-modules"), "yarn.lock": "" },
    install: ["install"],
    exec: ["exec"],
  },
  Bun: {
    tool: "@oven/bun-linux-x64@1",
    program: "node_modules/@oven/bun-linux-x64/bin/bun",
    install: ["install", "--ignore-scripts"],
    exec: ["x", "--no-install"],
  },
};

describe("the tarball, installed by", () => {
  let folder: string;
  let tarball: string;

  before(() => ({ folder, tarball } = packed()));
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [name, manager] of Object.entries(managers)) {
    it(name, async function () {
      const command = programOf(manager);
      if (command === undefined) {
        this.test!.title += ` (skipped: no ${manager.tool})`;
        this.skip();
      }
      const root = join(folder, name.replaceAll(/\W+/g, "-"));
      const project = join(root, manager.workspace ?? "");
      writeFiles(root, manager.files ?? {});
      writeFiles(project, {
        ...PULUMI_FILES,
        "package.json": manifest(tarball),
        "index.ts": `${program("import")}export * from "./served";\n`,
        "served.ts": `${SERVED}export const served = true;\n`,
        "tsconfig.json": { compilerOptions: { strict: true, module: "node16", target: "ES2022", types: ["node"] } },
      });
      run(root, [...command, ...manager.install]);
      const gatewright = [...command, ...manager.exec, "gatewright"];
      // twice: the first run may leave something for the second
      for (const round of ["first", "second"]) {
        assert.deepEqual(
          componentsOf(run(project, [...gatewright, "graph", "--stack", "dev", "--json"])),
          COMPONENTS,
          round,
        );
      }
      assert.match(run(project, [...gatewright, "check", "--stack", "dev"]), /advisory|no findings/);
      await answers(project, gatewright);
      rmSync(root, { recursive: true, force: true });
    });
  }

  it("npm over an earlier version, beside all that the commands need", () => {
    const project = join(folder, "upgrade");
    writeFiles(project, { "package.json": manifest(tarball) });
    run(project, ["npm", "install", "--no-audit", "--no-fund"]);
    const later = join(folder, "later.tgz");
    copyFileSync(tarball, later);
    run(project, ["npm", "install", "--no-audit", "--no-fund", later]);
    assert.match(readFileSync(join(project, "package.json"), "utf8"), /"gatewright": "file:\.\.\/later\.tgz"/);
  });

  /** Serves the program, and calls its function, which runs in a thread of its own. */
  async function answers(project: string, [command = "", ...args]: string[]): Promise<void> {
    const server = spawn(command, [...args, "serve", "--stack", "dev", "--no-watch", "--port", "0"], {
      cwd: project,
      detached: true, // the manager starts the server: both end at once
      stdio: ["ignore", "pipe", "pipe"],
    });
    try {
      const banner = await printed(server, "Ctrl-C ends.");
      const [, url = ""] = /curl '(http:\S+\/hello)'/.exec(banner) ?? assert.fail(`no URL of the function:\n${banner}`);
      const response = await fetch(url);
      assert.deepEqual([response.status, await response.text()], [200, "hello"]);
    } finally {
      process.kill(-(server.pid ?? assert.fail(`${command} did not start`)), "SIGKILL");
    }
  }

  /** Returns how the manager is started; undefined where it can't be had here. npm's are on PATH. */
  function programOf({ tool, program: file, install }: Manager): string[] | undefined {
    if (tool === undefined || file === undefined) {
      return install[0] === "npm" ? [] : undefined;
    }
    const tools = join(folder, "tools");
    const path = join(tools, file);
    if (!existsSync(path)) {
      mkdirSync(tools, { recursive: true });
      try {
        run(tools, [
          "npm",
          "install",
          "--no-audit",
          "--no-fund",
          "--no-save",
          "--ignore-scripts",
          "--prefix",
          tools,
          tool,
        ]);
      } catch {
        return undefined;
      }
    }
    return /\.c?js$/.test(path) ? [process.execPath, path] : [path];
  }
});

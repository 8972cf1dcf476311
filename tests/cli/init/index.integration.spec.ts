import assert from "node:assert/strict";
import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { projectName } from "../../../cli/init";
import { TEMPLATES } from "../../../cli/init/project-files";
import { printed, withNpx } from "../../support/command";

const repository = join(__dirname, "../../..");
const execute = promisify(execFile);

/** As a user gets them: from the packed tarball, in an empty folder. What npm would install is linked from this repository. */
describe("gatewright init, from the packed tarball", function () {
  this.timeout(300_000);
  let folder: string;
  let bin: string;
  /** The projects of all templates, made and tried two at a time: each waits most of the time for a process of its own. */
  const tries = new Map<string, Promise<void>>();

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "gatewright-init-"));
    const packed = execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], {
      cwd: repository,
      // the user's own may be none that can be written to
      env: { ...process.env, npm_config_cache: join(folder, ".npm") },
      encoding: "utf8",
    });
    const unpacked = join(folder, "package");
    execFileSync("tar", ["-xzf", join(folder, packed.trim()), "-C", folder]);
    // npx installs the peers too
    for (const name of [...Object.keys(manifestOf(unpacked).dependencies), "@pulumi/pulumi", "@pulumi/aws"]) {
      link(unpacked, name, join(repository, "node_modules", name));
    }
    bin = join(unpacked, "bin/gatewright.js");
    const lanes = [Promise.resolve(), Promise.resolve()];
    for (const [index, template] of TEMPLATES.entries()) {
      const lane = index % lanes.length;
      const result = (lanes[lane] ?? Promise.resolve()).then(() => tryTemplate(template));
      tries.set(template, result);
      lanes[lane] = result.catch(() => undefined); // reported by its own test
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  function link(project: string, name: string, target: string): void {
    const path = join(project, "node_modules", name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path, "dir");
  }

  /** Installs what the project's package.json names: this package from the tarball, the others from this repository. */
  function install(project: string): void {
    const { dependencies, devDependencies } = manifestOf(project);
    for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
      const source = join(repository, "node_modules", name);
      if (name === "gatewright") {
        execFileSync("cp", ["-r", join(folder, "package"), join(project, "node_modules")]);
        execFileSync("mv", [join(project, "node_modules/package"), join(project, "node_modules/gatewright")]);
      } else {
        assert.ok(existsSync(source), `${name} is in the template, and not tried by this test`);
        link(project, name, source);
      }
    }
  }

  async function run(project: string, command: string, args: string[]): Promise<string> {
    try {
      const program = [join(project, "node_modules", command), ...args];
      return (await execute(process.execPath, program, { cwd: project, encoding: "utf8" })).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return assert.fail(`${command} ${args.join(" ")}:\n${stdout}\n${stderr}`);
    }
  }

  for (const template of TEMPLATES) {
    it(`${template}: is created, type-checks, passes its check and its tests, and answers 200`, () =>
      tries.get(template));
  }

  async function tryTemplate(template: string): Promise<void> {
    const project = join(folder, `my-${template}`);
    const { stdout } = await execute(process.execPath, [bin, "init", `my-${template}`, "--template", template], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.match(stdout, /Next:\n {2}cd my-[a-z-]+ && npm install\n {2}npm start\n$/);
    mkdirSync(join(project, "node_modules"));
    install(project);
    await run(project, "typescript/bin/tsc", ["-p", "."]);
    assert.deepEqual(
      schemaOf(project, `my-${template}`),
      JSON.parse(readFileSync(join(project, "stack.schema.json"), "utf8")),
    );
    assert.match(await run(project, "gatewright/bin/gatewright.js", ["check"]), /no mandatory|advisory|no findings/i);
    await run(project, "mocha/bin/mocha.js", [
      "--require",
      "ts-node/register/transpile-only",
      "--timeout",
      "120000",
      "tests/**/*.test.ts",
    ]);
    if (template === "multi-stack") {
      await run(project, "gatewright/bin/gatewright.js", ["check", "identity"]);
    }
    await answers(project, template);
  }

  /** Returns what `gatewright schema` writes, without a process of its own. */
  function schemaOf(project: string, name: string): unknown {
    const load = createRequire(join(project, "index.js"));
    const { stackConfig } = load("./config.ts") as { stackConfig: { jsonSchema(project: string): object } };
    return JSON.parse(JSON.stringify(stackConfig.jsonSchema(name)));
  }

  async function answers(project: string, template: string): Promise<void> {
    const args = [
      join(project, "node_modules/gatewright/bin/gatewright.js"),
      "serve",
      "--stack",
      "local",
      "--port",
      "0",
    ];
    const server = spawn(process.execPath, args, { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
    try {
      const banner = await printed(server, "Ctrl-C ends.");
      if (template === "websocket") {
        assert.match(banner, /ws:\/\/127\.0\.0\.1:\d+/);
        return;
      }
      const [, line = ""] = /^ {2}curl (.*)$/m.exec(banner) ?? assert.fail(`no curl line:\n${banner}`);
      const status = execFileSync("sh", ["-c", `curl -s -o /dev/null -w '%{http_code}' ${line}`], {
        encoding: "utf8",
        cwd: project,
        env: withNpx(folder),
      });
      assert.equal(status, "200", line);
    } finally {
      server.kill("SIGKILL");
    }
  }

  it("writes nothing where a file is in the way, and says which", () => {
    const project = join(folder, "my-http-api");
    const before = readFileSync(join(project, "index.ts"), "utf8");
    assert.throws(
      () => execFileSync(process.execPath, [bin, "init", project], { encoding: "utf8", stdio: "pipe" }),
      /has .* already: specify an empty or a new folder\./,
    );
    assert.equal(readFileSync(join(project, "index.ts"), "utf8"), before);
  });

  it("writes workflows that are YAML, with the least permissions", () => {
    const workflows = join(folder, "my-http-api/.github/workflows");
    const permissions = readdirSync(workflows).map((file) => {
      return [file, (parse(readFileSync(join(workflows, file), "utf8")) as { permissions: object }).permissions];
    });
    assert.deepEqual(permissions, [
      ["check.yml", { contents: "read", "pull-requests": "write" }],
      ["deploy.yml", { contents: "read", "id-token": "write" }],
    ]);
    assert.match(readFileSync(join(folder, "my-http-api/.gitignore"), "utf8"), /^\.gatewright\/$/m);
  });
});

function manifestOf(folder: string): { dependencies: Record<string, string>; devDependencies: Record<string, string> } {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as never;
}

describe("the name of a new project", () => {
  for (const [folder, name] of [
    ["orders", "orders"],
    ["My API", "my-api"],
    [".hidden", "hidden"],
    ["Grüße!", "grusse"],
    ["Ünïcode Föö", "unicode-foo"],
    ["???", "api"],
    ["a".repeat(80), "a".repeat(50)],
  ] as const) {
    it(`is ${name} for ${folder}`, () => assert.equal(projectName(folder), name));
  }
});

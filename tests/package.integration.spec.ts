import * as assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { GetSchemaRequest, type GetSchemaResponse } from "@pulumi/pulumi/proto/provider_pb";
import { parse } from "yaml";
import * as components from "../components";

const repository = join(__dirname, "..");
const manifest = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
  version: string;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  peerDependenciesMeta: Record<string, { optional: boolean }>;
};

const program = `
import { HttpApi, httpProxy, none } from "gatewright";
import type { NodeFunctionArgs } from "gatewright/functions";

const api = new HttpApi("proxy", {
  defaultAuthorizer: none("public pages"),
  routes: {
    "GET /status": { integration: httpProxy("https://example.com/status"), authorizer: none("a public page") },
    "GET /help": httpProxy("https://example.com/help"),
  },
});
export const url = api.url;
export const args: NodeFunctionArgs = { entry: "index.ts" };
`;

/** In bytes. */
const LIMIT = 700_000;

describe("the package that npm pack makes, with its peers alone", function () {
  this.timeout(240_000);
  let project: string;
  let tarball: string;

  before(() => {
    project = mkdtempSync(join(tmpdir(), "gatewright-package-"));
    const packed = execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", project], {
      cwd: repository,
      // the user's own may be none that can be written to
      env: { ...process.env, npm_config_cache: join(project, ".npm") },
      encoding: "utf8",
    });
    tarball = join(project, packed.trim());
    const installed = join(project, "node_modules", "gatewright");
    mkdirSync(installed, { recursive: true });
    execFileSync("tar", ["-xzf", tarball, "--strip-components=1", "-C", installed]);
    const required = Object.keys(manifest.peerDependencies).filter(
      (name) => !manifest.peerDependenciesMeta[name]?.optional,
    );
    for (const name of [...Object.keys(manifest.dependencies), ...required, "typescript", "ts-node", "@types/node"]) {
      mkdirSync(dirname(join(project, "node_modules", name)), { recursive: true });
      symlinkSync(join(repository, "node_modules", name), join(project, "node_modules", name), "dir");
    }
    writeFileSync(join(project, "package.json"), '{ "name": "consumer", "private": true }\n');
    writeFileSync(join(project, "index.ts"), program);
    writeFileSync(join(project, "Pulumi.yaml"), "name: consumer\nruntime: nodejs\n");
    writeFileSync(join(project, "Pulumi.dev.yaml"), "config:\n  aws:region: eu-west-1\n");
    writeFileSync(
      join(project, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: { strict: true, target: "ES2020", module: "node16", types: ["node"] },
        files: ["index.ts"],
      }),
    );
  });

  after(() => rmSync(project, { recursive: true }));

  const shipped = (): string[] =>
    readdirSync(join(project, "node_modules", "gatewright"), { recursive: true, encoding: "utf8" });

  it("is 700 kB at most", function () {
    const { size } = statSync(tarball);
    this.test!.title += ` (${(size / 1000).toFixed(1)} kB)`;
    assert.ok(size <= LIMIT, `${size} bytes; npm pack --dry-run lists the files`);
  });

  it("loads nothing of the engine, the gateway or the commands for the components", () => {
    const loaded = `
      require("gatewright").HttpApi; require("gatewright").RestApi; require("gatewright/functions"); require("gatewright/config");
      const own = Object.keys(require.cache).filter((file) => file.includes("gatewright/dist/")).map((file) => require("node:path").basename(file));
      console.log(JSON.stringify(own.filter((file) => /^(engine|gateway|cli|policy|doctor|report)/.test(file))));`;
    assert.equal(execFileSync(process.execPath, ["--eval", loaded], { cwd: project, encoding: "utf8" }), "[]\n");
  });

  it("loads no package of Pulumi to start a command", () => {
    const hook = join(project, "loaded.js");
    writeFileSync(
      hook,
      `process.on("exit", () => console.error(Object.keys(require.cache).filter((file) => /@pulumi.(pulumi|aws).index\\.js$/.test(file)).length, "packages of Pulumi"));`,
    );
    const command = join(project, "node_modules", "gatewright", "bin", "gatewright.js");
    for (const name of ["check", "graph", "serve", "report", "choose"]) {
      const { stderr } = spawnSync(process.execPath, ["--require", hook, command, name, "--help"], {
        cwd: project,
        encoding: "utf8",
      });
      assert.equal(stderr, "0 packages of Pulumi\n", name);
    }
  });

  it("loads what few HTTP APIs have with the first one that has it", () => {
    const loaded = `
      const pulumi = require("@pulumi/pulumi");
      const newResource = ({ name, inputs }) => ({ id: name, state: { ...inputs, executionArn: "arn:aws:execute-api:eu-west-1:123456789012:a" } });
      const { HttpApi, httpProxy, none, sqs } = require("gatewright");
      const defaultAuthorizer = none("public pages");
      const domain = { domainName: "api.example.com", certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/a" };
      const evaluate = async (args) => {
        pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "project", "stack", false);
        new HttpApi("api", { defaultAuthorizer, ...args });
        await pulumi.runtime.disconnect();
        return Object.keys(require.cache).flatMap((file) => /gatewright\\/dist\\/later\\/(.*)\\.js/.exec(file)?.[1] ?? []);
      };
      (async () => {
        const usual = await evaluate({ routes: { "GET /status": httpProxy("https://example.com/status") } });
        const routes = { "POST /orders": sqs("arn:aws:sqs:eu-west-1:123456789012:orders") };
        console.log(JSON.stringify([usual, await evaluate({ routes, domain, monitoring: {} })]));
      })();`;
    const printed = execFileSync(process.execPath, ["--eval", loaded], { cwd: project, encoding: "utf8" });
    const [usual, more] = JSON.parse(printed.trim().split("\n").at(-1) ?? "") as [string[], string[]];
    assert.deepEqual(usual, []);
    assert.deepEqual(more.sort(), [
      "aws-constraints-other-models",
      "aws-constraints-rules-others",
      "components-domains-custom-domain-api-domain",
      "components-integrations-kinds-index",
      "components-monitoring-api-monitoring",
    ]);
  });

  it("holds the build, the rules' documentation, the templates and the GitHub action, and no source, test or example", () => {
    const files = readdirSync(join(project, "node_modules", "gatewright")).sort();
    assert.deepEqual(files, [
      ...[".github", "CHANGELOG.md", "LICENSE", "README.md", "action.yml", "bin", "dist", "docs"],
      ...["package.json", "plugin", "policy", "templates"],
    ]);
    const own = shipped().filter((file) => !file.startsWith("templates"));
    const sources = own.filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"));
    assert.deepEqual(sources, []);
  });

  it("has every component and function of the sources by its own name, for CommonJS and for ES modules", () => {
    const list = (expression: string): unknown =>
      JSON.parse(execFileSync(process.execPath, ["--eval", expression], { cwd: project, encoding: "utf8" }));
    const sources = Object.keys(components).sort();
    assert.ok(sources.includes("HttpApi") && sources.includes("RestApi"));
    const named = "JSON.stringify(Object.values(g).map(({ name }) => name).sort())";
    assert.deepEqual(list(`const g = require("gatewright"); console.log(${named})`), sources);
    const keys = `Object.keys(g).filter((key) => !["default", "module.exports"].includes(key)).sort()`;
    assert.deepEqual(list(`import("gatewright").then((g) => console.log(JSON.stringify(${keys})))`), sources);
  });

  it("gives ES modules the names that CommonJS gets, from each entry", () => {
    const compare = `
      const entries = ["gatewright", "gatewright/engine", "gatewright/functions", "gatewright/config", "gatewright/testing", "gatewright/plugin"];
      Promise.all(entries.map(async (entry) => {
        const names = Object.keys(await import(entry)).filter((key) => !["default", "module.exports", "__esModule"].includes(key));
        return [entry, Object.keys(require(entry)).filter((key) => !names.includes(key))];
      })).then((missing) => console.log(JSON.stringify(missing.filter(([, names]) => names.length > 0))));`;
    assert.equal(execFileSync(process.execPath, ["--eval", compare], { cwd: project, encoding: "utf8" }), "[]\n");
  });

  it("compiles what each HTTP API runs with its file, and keeps the names of what programs load", () => {
    const chunks = join(project, "node_modules", "gatewright", "dist", "chunks");
    const text = readdirSync(chunks)
      .map((name) => readFileSync(join(chunks, name), "utf8"))
      .join("\n");
    // each has the name of its variable, as an anonymous function that is assigned
    const eager = ["planHttpApi", "routeResources", "violations"].filter(
      (name) => !text.includes(`var ${name}=(function(`),
    );
    assert.deepEqual(eager, []);
    // of REST APIs, which few HTTP APIs load
    assert.match(text, /\bfunction planRestApi\(/);
  });

  it("holds what the GitHub action runs", () => {
    const folder = join(project, "node_modules", "gatewright");
    const action = parse(readFileSync(join(folder, "action.yml"), "utf8")) as { runs: { steps: { run?: string }[] } };
    const scripts = action.runs.steps.flatMap(({ run }) => /\$GITHUB_ACTION_PATH\/([^"]+)/.exec(run ?? "")?.[1] ?? []);
    assert.deepEqual(scripts, [".github/actions/base-graphs.sh", ".github/actions/check.sh"]);
    assert.deepEqual(
      scripts.filter((script) => !existsSync(join(folder, script))),
      [],
    );
  });

  it("holds every file that its documentation links", () => {
    const folder = join(project, "node_modules", "gatewright");
    const pages = shipped().filter((file) => file.endsWith(".md"));
    assert.ok(pages.includes(join("docs", "rules", "certificate-covers-domain.md")));
    const dead = pages.flatMap((page) => {
      const text = readFileSync(join(folder, page), "utf8").replaceAll(/^```[\s\S]*?^```/gm, "");
      const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target.split("#")[0] ?? "");
      return targets
        .filter((target) => target !== "" && !/^[a-z]+:/.test(target))
        .map((target) => normalize(join(dirname(page), target)))
        .filter((target) => !existsSync(join(folder, target)))
        .map((target) => `${page}: ${target}`);
    });
    assert.deepEqual(dead, []);
  });

  it("type-checks a program that imports it, library types included", () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [require.resolve("typescript/bin/tsc"), "--noEmit", "-p", project],
      {
        encoding: "utf8",
      },
    );
    assert.equal(status, 0, stdout);
  });

  it("evaluates the program from its command line", () => {
    const bin = join("node_modules", "gatewright", "bin", "gatewright.js");
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, "graph", "--stack", "dev", "--json"], {
      cwd: project,
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    const graph = JSON.parse(stdout) as { resources: { type: string; inputs: Record<string, unknown> }[] };
    const routes = graph.resources.filter(({ type }) => type === "aws:apigatewayv2/route:Route");
    assert.deepEqual(
      routes.map(({ inputs }) => inputs.routeKey),
      ["GET /status", "GET /help"],
    );
  });

  it("loads functions and config without their bundler and schemas, and says what to install once a function needs it", () => {
    const make = `
      const { runtime } = require("@pulumi/pulumi");
      require("gatewright/config");
      const { NodeFunction } = require("gatewright/functions");
      runtime.setMocks({ newResource: ({ inputs }) => ({ id: "id", state: inputs }), call: ({ inputs }) => inputs }).then(() => {
        try { new NodeFunction("orders", { entry: "index.ts" }); } catch ({ message }) { console.log(message); }
        process.exit();
      });`;
    assert.equal(
      spawnSync(process.execPath, ["--eval", make], { cwd: project, encoding: "utf8" }).stdout,
      "NodeFunction bundles its code with esbuild, which is not installed: npm install --save-dev esbuild\n",
    );
  });

  it("starts the component provider for other languages, which has the schema", async () => {
    const start = join(project, "node_modules", "gatewright", "plugin", "start.js");
    const started = spawn(process.execPath, [start], { cwd: project, stdio: ["ignore", "pipe", "inherit"] });
    try {
      const [port] = (await once(started.stdout, "data")) as [Buffer];
      const client = new ResourceProviderClient(`127.0.0.1:${String(port).trim()}`, credentials.createInsecure());
      const response = await new Promise<GetSchemaResponse>((resolve, reject) => {
        client.getSchema(new GetSchemaRequest(), (error: Error | null, found: GetSchemaResponse) =>
          error === null ? resolve(found) : reject(error),
        );
      });
      client.close();
      const { version, ...schema } = JSON.parse(response.getSchema()) as { version: string };
      assert.equal(version, manifest.version);
      assert.deepEqual(schema, JSON.parse(readFileSync(join(repository, "plugin/schema.json"), "utf8")));
    } finally {
      started.kill();
    }
  });

  it("says what to install for a command whose package is missing", () => {
    const bin = join("node_modules", "gatewright", "bin", "gatewright.js");
    const { status, stderr } = spawnSync(
      process.execPath,
      [bin, "token", "--sub", "alice", "--issuer", "https://a.test"],
      {
        cwd: project,
        encoding: "utf8",
      },
    );
    assert.equal(status, 2);
    assert.match(stderr, /^gatewright: this command needs the package "jose" .* npm install --save-dev jose$/m);
  });

  const incomplete: [string[], RegExp][] = [
    [
      ["check", "--stack", "dev"],
      /^gatewright: this command needs 2 packages that are not installed: npm install --save-dev @pulumi\/policy ajv$/m,
    ],
    [
      ["serve", "--stack", "dev", "--https", "--port", "0"],
      /^gatewright: this command needs 2 packages that are not installed: npm install --save-dev jose chokidar$/m,
    ],
    [
      ["serve", "--stack", "dev", "--no-watch", "--port", "0"],
      /^gatewright: this command needs the package "jose" .*: npm install --save-dev jose$/m,
    ],
  ];
  for (const [args, message] of incomplete) {
    it(`names everything that \`${args.join(" ")}\` lacks at once, and starts nothing`, () => {
      const bin = join("node_modules", "gatewright", "bin", "gatewright.js");
      const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
        cwd: project,
        encoding: "utf8",
      });
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, message);
    });
  }
});

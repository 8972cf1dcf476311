import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const repository = join(__dirname, "../..");

/** Packs the package as `npm publish` would, without building it again. */
export function packed(): { folder: string; tarball: string } {
  const folder = mkdtempSync(join(tmpdir(), "gatewright-packed-"));
  const name = execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], {
    cwd: repository,
    encoding: "utf8",
  });
  return { folder, tarball: join(folder, name.trim()) };
}

/** The versions of the repository's own packages: what its tests run with. */
function versionOf(name: string): string {
  const manifest = readFileSync(join(repository, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

const PACKAGES = ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/policy", "ajv", "jose", "typescript", "@types/node"];

/** Returns the manifest of a project that installs the tarball beside what it needs. */
export function manifest(tarball: string, more: object = {}): object {
  const dependencies = Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)]));
  return {
    name: "shop",
    version: "1.0.0",
    private: true,
    dependencies: { ...dependencies, gatewright: `file:${tarball}` },
    ...more,
  };
}

/** A program with a component of each kind that other tools' projects have, as an ES module or as CommonJS. */
export function program(form: "import" | "require"): string {
  const names = "CustomDomain, HttpApi, httpProxy, mock, none, RestApi, UsagePlans";
  const head =
    form === "import" ? `import { ${names} } from "gatewright";` : `const { ${names} } = require("gatewright");`;
  const body = `
const orders = new HttpApi("orders", {
  defaultAuthorizer: none("a public page"),
  routes: { "GET /status": httpProxy("https://example.com/status") },
});
const partners = new RestApi("partners", {
  apiKeyRequired: true,
  defaultAuthorizer: none("callers have a key"),
  routes: { "GET /orders": mock({ responses: [{ statusCode: "200" }] }) },
});
new UsagePlans("partners", {
  stages: [{ api: partners }],
  plans: { free: { quota: { limit: 1000, period: "DAY" } } },
  consumers: { acme: { plan: "free" } },
});
new CustomDomain("orders", { domainName: "api.example.com", mappings: { "": { api: orders } } });
`;
  return `${head}\n${body}${form === "import" ? "export const url = orders.url;" : "exports.url = orders.url;"}\n`;
}

/** An API whose function answers on this machine, beside those of `program`. */
export const SERVED = `
import { HttpApi, lambda, none } from "gatewright";
import { Function } from "@pulumi/aws/lambda";
import { asset } from "@pulumi/pulumi";

const hello = new Function("hello", {
  runtime: "nodejs22.x",
  handler: "index.handler",
  role: "arn:aws:iam::123456789012:role/hello",
  code: new asset.AssetArchive({
    "index.js": new asset.StringAsset("exports.handler = async () => ({ statusCode: 200, body: 'hello' });"),
  }),
});
new HttpApi("hello", { defaultAuthorizer: none("a public page"), routes: { "GET /hello": lambda(hello) } });
`;

/** The types of the program's components. */
export const COMPONENTS = ["HttpApi", "RestApi", "UsagePlans", "CustomDomain"].map(
  (name) => `gatewright:index:${name}`,
);

export function writeFiles(folder: string, files: Record<string, string | object>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content, null, 2));
  }
}

/** Pulumi's own files of the project, and its region. */
export const PULUMI_FILES = {
  "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
  "Pulumi.dev.yaml": "config:\n  aws:region: eu-west-1\n",
};

/** Runs a command, and fails with all that it printed. */
export function run(folder: string, [command = "", ...args]: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) {
    throw new Error(`${[command, ...args].join(" ")}: exit code ${status}\n${stdout}\n${stderr}`);
  }
  return stdout;
}

/** Returns the components that a graph has. */
export function componentsOf(graph: string): string[] {
  const { resources } = JSON.parse(graph) as { resources: { type: string }[] };
  return COMPONENTS.filter((type) => resources.some((resource) => resource.type === type));
}

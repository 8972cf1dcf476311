import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { recordedNames } from "../examples/logical-names";
import { type StateResource, whyNoEngine, withEngine } from "./engine";

const repository = join(__dirname, "..", "..");
const NAMES = recordedNames();

/** Returns why programs of a language can't be run here; undefined where they can. */
function whyNot(language: string): string | undefined {
  const has = (command: string, ...args: string[]): boolean => {
    try {
      execFileSync(command, args, { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  };
  const host = `pulumi-language-${language}`;
  if (whyNoEngine() !== undefined || !has("which", host)) {
    return whyNoEngine() ?? `skipped: no ${host} on PATH`;
  }
  if (!existsSync(join(repository, "dist", "plugin"))) {
    return "skipped: not built, see `npm run build`";
  }
  return language === "python" && !has("python3", "-c", "import pulumi, pulumi_aws")
    ? "skipped: no pulumi and pulumi_aws in python3"
    : undefined;
}

const named = (text: string, reason: string | undefined): string =>
  reason === undefined ? text : `${text} (${reason})`;

/** Returns a copy of an example, with another program maybe, that finds the provider of this repository. */
function copyOf(example: string, program?: string): string {
  const project = mkdtempSync(join(tmpdir(), `gatewright-${example}-`));
  cpSync(join(repository, "examples", example), project, { recursive: true });
  const file = join(project, "Pulumi.yaml");
  const manifest = parse(program ?? readFileSync(file, "utf8")) as Record<string, unknown>;
  // the language host's own Python, which has the packages
  const runtime = manifest.runtime === "yaml" ? "yaml" : "python";
  writeFileSync(file, stringify({ ...manifest, runtime, packages: { gatewright: join(repository, "plugin") } }));
  return project;
}

function nameOf(urn: string): string {
  return urn.split("::").slice(2).join("::");
}

const isOfProgram = ({ type }: StateResource): boolean => !/^pulumi:(pulumi|providers):/.test(type);

describe("components in other languages on the real engine", function () {
  this.timeout(240_000);
  let project: string | undefined;

  afterEach(() => {
    if (project !== undefined) {
      rmSync(project, { recursive: true });
    }
    project = undefined;
  });

  const noYaml = whyNot("yaml");

  it(named("are made by a program in YAML, and stay as they are in the next update", noYaml), async function () {
    if (noYaml !== undefined) {
      this.skip();
    }
    project = copyOf("yaml-shop");
    await withEngine(project, { stage: "dev" }, async (engine) => {
      const previewed = Object.keys((await engine.preview()).steps)
        .map(nameOf)
        .filter(isRecorded);
      assert.deepEqual(previewed.sort(), NAMES["yaml-shop dev"]);
      await engine.up();
      const state = (await engine.export()).filter(isOfProgram);
      assert.deepEqual(state.map(({ urn }) => nameOf(urn)).sort(), NAMES["yaml-shop dev"]);
      const [mapping] = state.filter(({ type }) => type === "aws:apigatewayv2/apiMapping:ApiMapping");
      // AWS refuses a mapping of a stage that is not there yet
      assert.match(JSON.stringify(mapping?.dependencies), /stage:Stage::/);
      const { urls, keys } = await engine.outputs();
      assert.deepEqual(urls, { partners: "https://api.example.com/partners", shop: "https://api.example.com/shop" });
      assert.equal(keys, "[secret]");
      assert.deepEqual((await engine.up()).summary, { same: state.length + 1 });
    });
  });

  it(named("fail with what turns out to be wrong with an argument, and no stack", noYaml), async function () {
    if (noYaml !== undefined) {
      this.skip();
    }
    const route = (integration: string): string => `routes: { GET /: { integration: { ${integration} } } }`;
    project = copyOf(
      "yaml-shop",
      `
name: yaml-shop
runtime: yaml
resources:
  queue: { type: "aws:sqs:Queue", properties: { name: orders } }
  shop:
    type: gatewright:HttpApi
    properties: { defaultAuthorizer: { kind: none, reason: a test }, ${route('kind: lambda, functionArn: "${queue.name}"')} }
`,
    );
    await withEngine(project, { stage: "dev" }, async (engine) => {
      await assert.rejects(engine.preview(), (error: Error) => {
        assert.match(
          error.message,
          /HttpApi "shop".*: 1 problem\n.*functionArn: got "orders", expected the ARN of a Lambda function/,
        );
        assert.doesNotMatch(error.message, / at .*\.js/);
        return true;
      });
    });
  });

  const noPython = whyNot("python");

  it(
    named("are made by a program in Python, with the SDK that `pulumi package add` makes", noPython),
    async function () {
      if (noPython !== undefined) {
        this.skip();
      }
      project = copyOf("python-shop");
      const sdk = join(project, "sdks");
      const home = join(project, "home");
      const environment = { ...process.env, PULUMI_HOME: home, PULUMI_BACKEND_URL: `file://${project}` };
      execFileSync("pulumi", ["package", "gen-sdk", join(repository, "plugin"), "--language", "python", "--out", sdk], {
        env: { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" },
        stdio: "ignore",
      });
      cpSync(join(sdk, "python", "pulumi_gatewright"), join(project, "pulumi_gatewright"), { recursive: true });
      await withEngine(project, { stage: "dev" }, async (engine) => {
        const made = (await engine.previewed()).filter(isOfProgram);
        assert.deepEqual(made.map(({ urn }) => nameOf(urn)).sort(), NAMES["python-shop dev"]);
        const routes = made.filter(({ type }) => type === "aws:apigatewayv2/route:Route");
        assert.deepEqual(routes.map(({ inputs }) => inputs?.routeKey).sort(), [
          "GET /health",
          "GET /orders/{id}",
          "POST /orders",
        ]);
      });
    },
  );
});

function isRecorded(name: string): boolean {
  return !/^pulumi:(pulumi|providers):/.test(name);
}

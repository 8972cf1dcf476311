import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluate } from "../support/evaluate";
import {
  analyzeGraph,
  checkConfigFile,
  PolicyPack,
  type PolicyReport,
  readPolicyConfig,
  readPolicyConfigFile,
  remediator,
} from "../../policy-host";
import { readConfiguration } from "../../engine/project/configuration";
import { readProject } from "../../engine/project/project";
import { type LocalPack, type PolicyEvent, whyNoEngine, withEngine } from "./engine";

const ROOT = join(__dirname, "..", "..");
const ORDERS = join(__dirname, "fixtures", "orders");
const PLANTED = join(__dirname, "fixtures", "planted");
const OPEN = join(__dirname, "fixtures", "open");
const OURS = { directory: join(ROOT, "policy") };
const FEATURES = { directory: join(ROOT, "tests", "policy-host", "fixtures", "pack") };
const AWSGUARD = { directory: join(__dirname, "fixtures", "awsguard") };
const skipped = whyNoEngine();

/** The diagnostics of `gatewright check --mode preview`, in the engine's terms. */
async function checked(directory: string, stage: string, pack: LocalPack): Promise<PolicyEvent[]> {
  const project = readProject(directory);
  const { values, secretKeys } = await readConfiguration(project, stage, { overrides: {}, environment: process.env });
  const stack = { project: project.name, stack: stage, preview: true, config: values, configSecretKeys: secretKeys };
  const running = await PolicyPack.start(pack.directory, stack);
  try {
    await running.configure(stack, pack.configFile === undefined ? undefined : readPolicyConfig(pack.configFile));
    const remediated: PolicyReport = { diagnostics: [], remediations: [] };
    const analyzer = remediator(Promise.resolve([running]), remediated);
    // the verdicts are compared, that of aws-accepts among them
    const { graph } = await evaluate({ directory, stack: stage, mode: "preview", analyzer, planted: true });
    const { diagnostics } = await analyzeGraph([running], graph, { of: "program", remediated });
    return diagnostics.map(({ policy, pack: name, urn, message, enforcement, severity }) => ({
      policy,
      pack: name,
      urn,
      message: message.trim(),
      enforcement,
      severity,
    }));
  } finally {
    await running.close();
  }
}

/** In an order of their own, as the engine's is random, and secrets masked, which the engine does not do. */
function inOrder(events: PolicyEvent[]): string[] {
  return events.map((event) => JSON.stringify(event).replaceAll(/hush-hush(?:-too)?/g, "[secret]")).sort();
}

async function assertSameVerdict(directory: string, stage: string, pack: LocalPack): Promise<PolicyEvent[]> {
  let real: PolicyEvent[] = [];
  await withEngine(directory, { stage }, async (engine) => {
    real = await engine.policies([pack]);
  });
  assert.deepEqual(inOrder(await checked(directory, stage, pack)), inOrder(real));
  return real;
}

describe(`policies on the real engine and on ours${skipped === undefined ? "" : ` (${skipped})`}`, function () {
  this.timeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), "gatewright-policy-"));
  before(function () {
    if (skipped !== undefined) {
      this.skip();
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  function configFile(content: object): string {
    const file = join(folder, "config.json");
    writeFileSync(file, JSON.stringify(content));
    return file;
  }

  it("give the same verdict of our pack on a small program", async () => {
    await assertSameVerdict(ORDERS, "dev", OURS);
  });

  it("give the same verdict of our pack by the quotas of the account in the stack's config", async () => {
    const events = await assertSameVerdict(ORDERS, "small", OURS);
    assert.deepEqual(
      events
        .filter(({ policy }) => policy === "within-quotas")
        .map(({ enforcement, message }) => `${enforcement}: ${message.split("\n")[0]}`),
      ["mandatory: orders has 2 routes, and the quota is 1."],
    );
  });

  it("give the same verdict of our pack on a program with many faults", async () => {
    const events = await assertSameVerdict(PLANTED, "dev", { ...OURS, configFile: configFile({ all: "mandatory" }) });
    const secrets = events.filter(({ policy }) => policy === "no-secret-in-stage-variables");
    assert.deepEqual(
      secrets.map(({ message }) => message.split("\n")[0]),
      ["The stage variable password of orders is marked secret, and stage variables are plain text."],
    );
    assert.ok(
      new Set(events.map(({ policy }) => policy)).size >= 5,
      JSON.stringify(events.map(({ policy }) => policy)),
    );
  });

  it("give the same verdict of our pack where its remediations act", async () => {
    const remediated = ["cors-origin-is-origin", "minimum-tls"];
    const config = Object.fromEntries(remediated.map((rule) => [rule, "remediate"]));
    const before = await assertSameVerdict(PLANTED, "dev", { ...OURS, configFile: configFile({}) });
    const after = await assertSameVerdict(PLANTED, "dev", { ...OURS, configFile: configFile(config) });
    const mended = before.filter(
      ({ policy, urn }) => !after.some((left) => left.policy === policy && left.urn === urn),
    );
    // a domain of apigatewayv2 with TLS_1_0 is refused by AWS, too
    const also = ["aws-accepts", "tls-policy-supported"];
    assert.deepEqual([...new Set(mended.map(({ policy }) => policy))].sort(), [...also, ...remediated].sort());
  });

  it("give the same verdict of our pack on the sample", async () => {
    await assertSameVerdict(ROOT, "prod", { ...OURS, configFile: configFile({ all: "mandatory" }) });
  });

  it("differ in names that no rule has: the real engine ignores them, and gatewright check refuses them", async () => {
    const level = { enforcementLevel: "mandatory", allowed: ["GET /beside"] };
    const verdict = async (config: object): Promise<string[]> => {
      let events: PolicyEvent[] = [];
      await withEngine(OPEN, { stage: "dev" }, async (engine) => {
        events = await engine.policies([{ ...OURS, configFile: configFile({ all: "disabled", ...config }) }]);
      });
      return inOrder(events);
    };
    const right = await verdict({ "route-authorized": level });
    const unknown = { "nope-rule": "mandatory", "route-authorized": { ...level, alowed: ["*"] } };
    assert.deepEqual(await verdict(unknown), right);
    assert.equal(right.length, 2);
    const running = await PolicyPack.start(OURS.directory, { project: "open", stack: "dev", preview: true });
    try {
      const file = readPolicyConfigFile(configFile(unknown));
      await assert.rejects(
        checkConfigFile(running.info, file, { closed: true }),
        /unknown rule "nope-rule"[^]*route-authorized: unknown setting "alowed". The nearest is "allowed"\./,
      );
    } finally {
      await running.close();
    }
  });

  it("give the same verdict of open routes that the program gives a reason for, and take it or not", async () => {
    const rules = ["method-authorized", "route-authorized"];
    const verdict = async (acceptReasons: boolean): Promise<string[]> => {
      const settings = { enforcementLevel: "mandatory", acceptReasons };
      const config = { all: "disabled", ...Object.fromEntries(rules.map((rule) => [rule, settings])) };
      const events = await assertSameVerdict(OPEN, "dev", { ...OURS, configFile: configFile(config) });
      return events.map(({ enforcement, message }) => `${enforcement}: ${message.split("\n")[0]}`).sort();
    };
    assert.deepEqual(await verdict(true), [
      "advisory: exempted: $connect is open to anybody. Exempted: a public chat.",
      "advisory: exempted: GET /prices of the OpenAPI body is open to anybody. Exempted: a public price list.",
      "advisory: exempted: GET /status is open to anybody. Exempted: a public page.",
      "mandatory: GET /beside is open to anybody.",
    ]);
    assert.deepEqual(await verdict(false), [
      'mandatory: $connect is open to anybody. The program\'s reason is "a public chat".',
      "mandatory: GET /beside is open to anybody.",
      'mandatory: GET /prices of the OpenAPI body is open to anybody. The program\'s reason is "a public price list".',
      'mandatory: GET /status is open to anybody. The program\'s reason is "a public page".',
    ]);
  });

  it("show a policy the same resources, options, secrets and unknowns, and take its remediations", async () => {
    const config = { all: "disabled", "stack-seen": "advisory", "everything-seen": "advisory", encrypt: "remediate" };
    const events = await assertSameVerdict(PLANTED, "dev", { ...FEATURES, configFile: configFile(config) });
    assert.ok(events.length > 10, String(events.length));
  });

  const missing = existsSync(join(AWSGUARD.directory, "node_modules"))
    ? undefined
    : "skipped: run npm install in tests/real/fixtures/awsguard";
  it(`give the same verdict of Pulumi's own @pulumi/awsguard${missing === undefined ? "" : ` (${missing})`}`, async function () {
    if (missing !== undefined) {
      this.skip();
    }
    const events = await assertSameVerdict(PLANTED, "dev", AWSGUARD);
    assert.ok(events.length > 0, "awsguard finds something in the planted program");
  });
});

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ResourceNode } from "../../engine/graph/graph";
import { type PropertyValue, secret, UNKNOWN } from "../../engine/graph/value";
import { analyzeGraph, PolicyPack, type PolicyPackOptions } from "../../policy-host";
import { contentOf, untilGone } from "../support/processes";
import { bucket, FIXTURE_PACK, graphOf } from "./graphs";

const ROOT = join(__dirname, "../..");
const BATCHED_PACK = join(__dirname, "fixtures/batched");
const stack = { project: "shop", stack: "dev", preview: true };

/** Buckets b0, b1, ... that each say something, but for those that are given. */
function buckets(count: number, others: Record<string, Record<string, PropertyValue>> = {}): ResourceNode[] {
  return Array.from({ length: count }, (_, index) => `b${index}`).map((name) =>
    bucket(name, others[name] ?? { does: "report", value: `v${name}` }),
  );
}

describe("a pack that takes resources in batches", () => {
  const running: PolicyPack[] = [];
  afterEach(() => Promise.all(running.splice(0).map((pack) => pack.close())));

  async function start(options?: PolicyPackOptions): Promise<PolicyPack> {
    const pack = await PolicyPack.start(BATCHED_PACK, stack, options);
    running.push(pack);
    await pack.configure(stack);
    return pack;
  }

  /** Asks about all resources in one turn; returns the messages about each, or the text of its error. */
  async function verdicts(pack: PolicyPack, resources: ResourceNode[]): Promise<(string | undefined)[]> {
    const settled = await Promise.allSettled(resources.map((node) => pack.analyze({ node })));
    return settled.map((one) =>
      one.status === "rejected"
        ? String(one.reason)
        : one.value.map(({ message, urn }) => `${urn.split("::").at(-1)}: ${message}`).join("\n"),
    );
  }

  const said = (name: string, value = `v${name}`): string =>
    `${name}: Does what the resource says.\n${name} has ${value}`;

  it("judges each resource, in their order", async () => {
    const { diagnostics } = await analyzeGraph([await start()], graphOf(buckets(300)), { of: "program" });
    assert.deepEqual(
      diagnostics.map(({ urn, message }) => `${urn.split("::").at(-1)}: ${message}`),
      buckets(300).map(({ name }) => said(name)),
    );
  });

  it("is asked about the same resources as one that takes none, such as a user's own", async () => {
    const other = await PolicyPack.start(FIXTURE_PACK, stack);
    running.push(other);
    await other.configure(stack, {
      "no-public-bucket": { enforcement: "disabled" },
      tagged: { enforcement: "mandatory" },
    });
    const both = await analyzeGraph([other, await start()], graphOf(buckets(300)), { of: "program" });
    assert.deepEqual(
      both.diagnostics.filter(({ policy }) => policy !== "two-buckets").map(({ policy, urn }) => [policy, urn]),
      buckets(300).flatMap(({ urn }) => [
        ["tagged", urn],
        ["deed", urn],
      ]),
    );
  });

  it("takes resources that are larger together than a batch, and larger alone", async () => {
    const values: Record<string, string> = { b5: "x".repeat(700_000), b6: "y".repeat(700_000), b7: "z".repeat(20e6) };
    const others = Object.entries(values).map(([name, value]) => [name, { does: "report", value }] as const);
    const resources = buckets(40, Object.fromEntries(others));
    const found = await verdicts(await start(), resources);
    assert.deepEqual(
      found.map((text, index) => text === said(`b${index}`, values[`b${index}`])),
      resources.map(() => true),
    );
  });

  it("gets unknown and secret values as in single calls, and notes what is unknown for its resource alone", async () => {
    const found = await verdicts(
      await start(),
      buckets(6, {
        b3: { does: "report", value: UNKNOWN },
        b4: { does: "report", value: secret("hunter22") },
      }),
    );
    assert.deepEqual(found, [
      ...["b0", "b1", "b2"].map((name) => said(name)),
      "b3: can't run policy 'deed' from policy pack 'batched@v1.0.0' during preview: string value at .value can't be known during preview",
      said("b4", "hunter22"),
      said("b5"),
    ]);
    const { diagnostics } = await analyzeGraph(
      [running[0] as PolicyPack],
      graphOf([bucket("b4", { does: "report", value: secret("hunter22") })]),
      { of: "program" },
    );
    assert.deepEqual(
      diagnostics.map(({ message }) => message),
      ["Does what the resource says.\nb4 has [secret]"],
    );
  });

  it("fails for a resource whose policy throws, with its words, and judges the others of its batch", async () => {
    const resources = buckets(40, { b7: { does: "throw" } });
    const found = await verdicts(await start(), resources);
    const error =
      "PolicyPackError: running policy pack \"batched@v1.0.0\" failed: Error validating resource with policy 'deed' from policy pack 'batched@v1.0.0':\nError: cannot judge b7";
    assert.deepEqual(
      found,
      resources.map(({ name }) => (name === "b7" ? error : said(name))),
    );
  });

  it("fails for a resource that cannot be encoded, and judges the others", async () => {
    let endless: PropertyValue = [];
    for (let depth = 0; depth < 200_000; depth++) {
      endless = [endless];
    }
    const resources = buckets(40, { b7: { does: "report", value: endless } });
    const found = await verdicts(await start(), resources);
    assert.deepEqual(
      found,
      resources.map(({ name }) => (name === "b7" ? "RangeError: Maximum call stack size exceeded" : said(name))),
    );
  });

  it("is given up after a time for the batch of a resource that it never answers", async () => {
    const found = await verdicts(await start({ callTimeoutMs: 1000 }), buckets(40, { b7: { does: "hang" } }));
    // b0 and b1 go alone, b2 to b33 together
    const error = 'PolicyPackError: running policy pack "batched@v1.0.0" failed: Deadline exceeded after 1 s';
    assert.deepEqual(
      found.slice(2, 34),
      Array.from({ length: 32 }, () => error),
    );
  });

  it("is reported with what it printed last where its process ends in the middle of a batch", async () => {
    const resources = buckets(300, { b20: { does: "exit" } });
    const pack = await start();
    const found = await verdicts(pack, resources);
    const error =
      'PolicyPackError: running policy pack "batched@v1.0.0" failed: Its process ended with exit code 3.\nout of memory';
    assert.deepEqual(
      found,
      resources.map(({ name }, index) => (index < 2 ? said(name) : error)),
    );
    await assert.rejects(analyzeGraph([pack], graphOf(buckets(300)), { of: "program" }), {
      name: "PolicyPackError",
      message: error.replace("PolicyPackError: ", ""),
    });
  });

  it("ends with the check on Ctrl-C in the middle of a batch", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gatewright-batches-"));
    const notes = join(folder, "pid");
    const names = Array.from({ length: 40 }, (_, index) => `b${index}`);
    writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    writeFileSync(join(folder, "Pulumi.dev.yaml"), "config: {}\n");
    writeFileSync(join(folder, "package.json"), '{ "main": "index.js" }');
    writeFileSync(
      join(folder, "index.js"),
      `const { CustomResource } = require(${JSON.stringify(join(ROOT, "node_modules/@pulumi/pulumi"))});
for (const name of ${JSON.stringify(names)}) {
  const inputs = name === "b20" ? { does: "hang", notes: ${JSON.stringify(notes)} } : {};
  new CustomResource("test:index:Bucket", name, inputs);
}
`,
    );
    const command = ["-r", "ts-node/register/transpile-only", join(ROOT, "cli", "index.ts"), "check", folder];
    const child = spawn(process.execPath, [...command, "--policy-pack", BATCHED_PACK], {
      cwd: ROOT,
      stdio: "ignore",
    });
    const pack = Number(await contentOf(notes));
    const ended = once(child, "exit");
    child.kill("SIGINT");
    assert.deepEqual(await ended, [130, null]);
    await untilGone(pack);
    rmSync(folder, { recursive: true });
  });
});

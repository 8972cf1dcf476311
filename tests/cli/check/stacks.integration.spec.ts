import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { choosePacks, type PackChoice } from "../../../cli/check/packs";
import { type StackResult } from "../../../cli/check/result";
import { checkStacks, type CheckInput } from "../../../cli/check/stacks";
import { readProject } from "../../../engine/project/project";
import { bucket, FIXTURE_PACK, graphOf } from "../../policy-host/graphs";

const project = readProject(join(__dirname, "fixtures", "program"));
const silent = { tell: () => undefined, close: () => undefined };

/** Returns the results of stacks that can all be checked; fails with the one error of those that can't. */
async function checkAll(input: CheckInput, packs: PackChoice[]): Promise<StackResult[]> {
  const { results, failure } = await checkStacks(input, packs, 2, silent);
  if (failure !== undefined) {
    assert.deepEqual(results, []);
    throw failure;
  }
  return results;
}

describe("checking stacks", () => {
  const folder = mkdtempSync(join(tmpdir(), "gatewright-check-"));
  after(() => rmSync(folder, { recursive: true }));

  function config(stack: string, content: object): void {
    writeFileSync(join(folder, `${stack}.json`), JSON.stringify({ all: "disabled", ...content }));
  }

  async function check(stacks: string[]): Promise<StackResult[]> {
    const packs = choosePacks([FIXTURE_PACK], [join(folder, "{stack}.json")], undefined);
    return checkAll({ of: "program", project, stacks, mode: "deploy" }, packs);
  }

  it("evaluates each stack with its own config and judges it with its own policy config", async () => {
    config("dev", { "no-public-bucket": "mandatory" });
    config("prod", { "no-public-bucket": "advisory", environment: "advisory" });
    const results = await check(["dev", "prod"]);
    assert.deepEqual(
      results.map(({ stack, findings, rules }) => [
        stack,
        findings.map(({ rule, enforcement }) => [rule.name, enforcement]),
        rules.length,
      ]),
      [
        ["dev", [], 1],
        ["prod", [["no-public-bucket", "advisory"]], 2],
      ],
    );
    const { message, resource, source } = results[1]?.findings[0] ?? {};
    assert.deepEqual(
      [message, resource, source?.line],
      ["acl is public, expected one of private", { type: "test:index:Bucket", name: "logs" }, 17],
    );
  });

  it("lets remediated inputs flow on, so that the policy no longer finds anything", async () => {
    config("dev", { encrypt: "remediate" });
    const [result] = await check(["dev"]);
    assert.deepEqual(
      result?.findings.map(({ enforcement, message }) => [enforcement, message]),
      [["remediate", "Buckets are encrypted. The policy changes encrypted."]],
    );
    assert.equal(result?.graph.resources.find(({ name }) => name === "logs")?.inputs.encrypted, true);
  });

  it("fails with one error that names the stacks and the reason, with no secret in it", async () => {
    config("dev", { throws: "advisory" });
    config("prod", { limited: { limit: 99, level: "middle" } });
    await assert.rejects(check(["dev", "prod"]), {
      message: [
        "could not check dev: running policy pack \"fixture@v1.2.3\" failed: Error validating resource with policy 'throws' from policy pack 'fixture@v1.2.3':",
        "Error: cannot judge [secret]",
        `could not check prod: policy config "${join(folder, "prod.json")}":`,
        '  validating policy config: fixture 1.2.3  limited: level: level must be one of the following: "low", "high"',
        "  validating policy config: fixture 1.2.3  limited: limit: Must be less than or equal to 10",
      ].join("\n"),
    });
  });

  it("refuses a rule that no pack of the run has, of every pack at once", async () => {
    config("dev", { "no-public-buckets": "mandatory" });
    const file = join(folder, "{stack}.json");
    const packs = choosePacks([FIXTURE_PACK, FIXTURE_PACK], [file, file], undefined);
    const subject: CheckInput = { of: "program", project, stacks: ["dev"], mode: "deploy" };
    const problem = `policy config "${join(folder, "dev.json")}":\n  unknown rule "no-public-buckets". The nearest is "no-public-bucket".`;
    await assert.rejects(checkAll(subject, packs), {
      message: `could not check dev: ${problem}\n${problem}`,
    });
  });

  it("warns of a setting that the policy of another's pack does not list, and checks", async () => {
    config("dev", { limited: { limits: 3 } });
    const packs = choosePacks([FIXTURE_PACK], [join(folder, "{stack}.json")], undefined);
    const warning = {
      severity: "warning",
      message: `policy config "${join(folder, "dev.json")}": limited: unknown setting "limits". The nearest is "limit".`,
    };
    const graph = graphOf([bucket("logs", {})]);
    const subjects: CheckInput[] = [
      { of: "program", project, stacks: ["dev"], mode: "deploy" },
      { of: "state", graph },
    ];
    for (const subject of subjects) {
      assert.deepEqual((await checkStacks(subject, packs, 2, silent)).diagnostics, [warning]);
    }
  });

  it("checks a state, and notes what is undecided", async () => {
    const graph = graphOf([bucket("logs", { acl: "public" })]);
    const packs = choosePacks([FIXTURE_PACK], [], undefined);
    const { results } = await checkStacks({ of: "state", graph }, packs, 2, silent);
    assert.deepEqual(
      results.map(({ stack, findings }) => [stack, findings.map(({ rule }) => rule.name)]),
      [["dev", ["no-public-bucket", "tagged"]]],
    );
  });
});

describe("the choice of packs", () => {
  it("is our own pack with the project's policy config, otherwise the pack's", () => {
    const folder = mkdtempSync(join(tmpdir(), "gatewright-packs-"));
    const [pack] = choosePacks([], [], folder);
    assert.equal(pack?.directory, join(__dirname, "..", "..", "..", "policy"));
    assert.equal(pack?.stackIndependent, true);
    assert.equal(pack?.readConfig("no-such-stack"), undefined);
    rmSync(folder, { recursive: true });
  });

  it("pairs each pack with its config file, in order", () => {
    const folder = mkdtempSync(join(tmpdir(), "gatewright-packs-"));
    const files = ["1-prod.json", "2.json"].map((name) => join(folder, name));
    files.forEach((file) => writeFileSync(file, "{}"));
    const packs = choosePacks(["one", "two"], [join(folder, "1-{stack}.json"), join(folder, "2.json")], undefined);
    assert.deepEqual(
      packs.map(({ directory, readConfig, stackIndependent }) => [
        directory,
        readConfig("prod")?.origin,
        stackIndependent,
      ]),
      [
        ["one", files[0], false],
        ["two", files[1], false],
      ],
    );
    rmSync(folder, { recursive: true });
    assert.throws(
      () => choosePacks(["one", "two"], ["1.json"], undefined),
      /--config is given 1 times for 2 policy packs/,
    );
  });
});

import assert from "node:assert/strict";
import { EarlyAnalysis, type PolicyDiagnostic } from "../../policy-host";
import { type ResourcePolicies } from "../../policy-host/resource-analysis";
import { bucket } from "./graphs";

/** A pack that reports the inputs of each resource once it is let. */
function slowPack() {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const pack: ResourcePolicies = {
    remediates: false,
    remediate: () => Promise.reject(new Error("nothing is to be remediated")),
    analyze: ({ node }) => {
      asked.push(node.name);
      return new Promise((resolve) => answers.push(() => resolve([diagnostic(node.urn, JSON.stringify(node.inputs))])));
    },
  };
  return { pack, asked, answerAll: () => answers.splice(0).forEach((answer) => answer()) };
}

function diagnostic(urn: string, message: string): PolicyDiagnostic {
  const origin = { policy: "echo", pack: "slow", packVersion: "1", description: "" };
  return { ...origin, urn, message, enforcement: "advisory", severity: "unspecified" };
}

describe("the analysis of a program that is still running", () => {
  const remediator = {
    analyze: () => Promise.resolve({ inputs: { bucket: "remediated" } }),
  };
  const register = async (early: EarlyAnalysis, name: string): Promise<void> => {
    const node = bucket(name, { bucket: "given" });
    await early.behind(remediator).analyze({ inputs: node.inputs, node });
  };

  it("waits for the packs, asks them in the order of registration, and judges what the remediator made", async () => {
    const early = new EarlyAnalysis();
    await register(early, "a");
    await register(early, "b");
    const { pack, asked, answerAll } = slowPack();
    early.start([pack]);
    await register(early, "c");
    assert.deepEqual(asked, ["a", "b", "c"]);
    answerAll();
    const report = await early.reportOn(bucket("b", {}).urn);
    assert.deepEqual(
      report?.diagnostics.map(({ message }) => message),
      ['{"bucket":"remediated"}'],
    );
    assert.equal(early.reportOn(bucket("unseen", {}).urn), undefined);
  });

  it("has a bounded number of questions under way", async () => {
    const early = new EarlyAnalysis();
    const { pack, asked, answerAll } = slowPack();
    early.start([pack]);
    for (let index = 0; index < 300; index++) {
      await register(early, `b${index}`);
    }
    assert.equal(asked.length, 128);
    while (asked.length < 300) {
      answerAll();
      await new Promise(setImmediate);
    }
    answerAll();
    assert.equal((await early.reportOn(bucket("b299", {}).urn))?.diagnostics.length, 1);
  });

  it("fails with the pack where the report is asked for, and not before", async () => {
    const early = new EarlyAnalysis();
    const { pack } = slowPack();
    early.start([{ ...pack, analyze: () => Promise.reject(new Error("the pack has ended")) }]);
    await register(early, "a");
    await new Promise(setImmediate);
    await assert.rejects(async () => early.reportOn(bucket("a", {}).urn), /the pack has ended/);
  });
});

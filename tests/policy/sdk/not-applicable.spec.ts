import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { type AnalyzeResponse, PolicyNotApplicable } from "@pulumi/pulumi/proto/analyzer_pb";
import { leaveOutNotApplicable, UNREAD } from "../../../policy/sdk/not-applicable";

type Make = (diagnostics: unknown[], notApplicable?: PolicyNotApplicable[]) => AnalyzeResponse;

describe("what policies do not apply to", () => {
  const sdk = createRequire(__filename)("@pulumi/policy/protoutil") as { makeAnalyzeResponse: Make };
  const original = sdk.makeAnalyzeResponse;
  const note = new PolicyNotApplicable();
  note.setPolicyName("access-logging");
  afterEach(() => {
    sdk.makeAnalyzeResponse = original;
  });

  function answered(): AnalyzeResponse.AsObject {
    const violation = {
      policyName: "tracing",
      policyPackName: "gatewright",
      message: "off",
      enforcementLevel: "advisory",
    };
    return sdk.makeAnalyzeResponse([violation], [note]).toObject();
  }

  it("is left out of the answers to an engine that does not read it, and nothing else is", () => {
    leaveOutNotApplicable({ [UNREAD]: "true" });
    const { diagnosticsList, notApplicableList } = answered();
    assert.deepEqual(
      diagnosticsList.map(({ policyname, message }) => ({ policyname, message })),
      [{ policyname: "tracing", message: "off" }],
    );
    assert.deepEqual(notApplicableList, []);
  });

  it("is reported to every other engine, which counts by it what passed", () => {
    leaveOutNotApplicable({});
    assert.deepEqual(
      answered().notApplicableList.map(({ policyName }) => policyName),
      ["access-logging"],
    );
  });
});

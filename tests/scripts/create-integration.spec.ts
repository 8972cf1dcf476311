import assert from "node:assert/strict";
import * as typescript from "typescript";
import { integrationKinds } from "../../components/integrations/kinds";
import { existingKinds, integrationFiles } from "../../scripts/create-integration";
import { moduleName } from "../../scripts/generate/names";
import { unfinished } from "../components/integrations/kind-sources";

const existing = { kinds: ["sqs", "dynamo-db"], services: ["sqs", "dynamodb"] };
const created = { kind: "polly-speech", service: "polly", action: "StartSpeechSynthesisTask" };

describe("npm run create-integration", () => {
  it("writes a kind, its stand-in and its spec, all TypeScript with something to do", () => {
    const files = integrationFiles(created, existing);
    assert.deepEqual(
      [...files.keys()],
      [
        "components/integrations/kinds/polly-speech.ts",
        "gateway/server/aws-services/stand-ins/polly-speech.ts",
        "tests/components/integrations/kinds/polly-speech.spec.ts",
      ],
    );
    for (const [path, text] of files) {
      assert.match(text, /\bpollySpeech/, path);
      assert.match(text, /"polly"|:polly:/, path);
      assert.match(text, /StartSpeechSynthesisTask/, path);
      assert.ok(unfinished(text).length > 0, path);
      assert.deepEqual(typescript.transpileModule(text, { reportDiagnostics: true }).diagnostics, [], path);
    }
  });

  it("refuses names that are taken, and what is not a name, all problems at once", () => {
    const refusal = (more: Partial<typeof created>): string => {
      try {
        integrationFiles({ ...created, ...more }, existing);
        return "";
      } catch (error) {
        return (error as Error).message;
      }
    };
    assert.equal(
      refusal({ kind: "dynamo-db", service: "dynamodb" }),
      'the kind "dynamo-db" exists already: components/integrations/kinds/dynamo-db.ts\n' +
        '"dynamodb" has a kind already: add the action to it, or use the kind awsService',
    );
    for (const kind of ["PollySpeech", "polly_speech", "../polly", "polly-", ""]) {
      assert.match(refusal({ kind }), /is not the name of a kind/, kind);
    }
    for (const service of ["Polly", "polly.eu", ""]) {
      assert.match(refusal({ service }), /is not a service/, service);
    }
    for (const action of ["startTask", "Start-Task", ""]) {
      assert.match(refusal({ action }), /is not an action/, action);
    }
  });

  it("knows the kinds and services of the repository", () => {
    const { kinds, services } = existingKinds();
    assert.deepEqual([...kinds].sort(), Object.keys(integrationKinds).map(moduleName).sort());
    assert.ok(services.includes("states") && services.includes("dynamodb"));
  });
});

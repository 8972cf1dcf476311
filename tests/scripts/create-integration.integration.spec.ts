import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { integrationFiles } from "../../scripts/create-integration";
import { compileErrors } from "../support/compile-errors";

const ROOT = join(__dirname, "../..");

describe("the files that npm run create-integration writes", function () {
  this.timeout(240_000);

  it("compile, in the repository with its generated indexes", () => {
    const texts = integrationFiles(
      { kind: "polly-speech", service: "polly", action: "StartSpeechSynthesisTask" },
      { kinds: [], services: [] },
    );
    const files = new Map([...texts].map(([path, text]) => [join(ROOT, path), text]));
    // what the generators would write
    replace(files, "components/index.ts", (text) => {
      const line = 'export { pollySpeech } from "./integrations/kinds/polly-speech";\n';
      return text + line;
    });
    replace(files, "components/integrations/kinds/index.ts", (text) =>
      text
        .replace(
          "import { type SqsIntegration",
          'import { type PollySpeechIntegration, pollySpeechKind } from "./polly-speech";\nimport { type SqsIntegration',
        )
        .replace("  sqs: SqsIntegration;", "  pollySpeech: PollySpeechIntegration;\n  sqs: SqsIntegration;")
        .replace("  sqs: sqsKind,", "  pollySpeech: pollySpeechKind,\n  sqs: sqsKind,"),
    );
    assert.deepEqual(compileErrors(files), []);
  });
});

function replace(files: Map<string, string>, path: string, change: (text: string) => string): void {
  const text = readFileSync(join(ROOT, path), "utf8");
  assert.notEqual(change(text), text);
  files.set(join(ROOT, path), change(text));
}

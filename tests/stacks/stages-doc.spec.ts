import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import Ajv from "ajv";
import ts from "typescript";
import { parse } from "yaml";
import { z } from "zod";
import { type ConfigSource } from "../../stacks/config-values";
import { parseStageConfig, type RouteLimits } from "../../stacks/config";
import { stageSchema } from "../../scripts/generate/stack-schema";

const root = join(__dirname, "../..");
const page = readFileSync(join(root, "docs/stages.md"), "utf8");
const stageFile = z.object({ config: z.record(z.string(), z.unknown()) });
const projectFile = z.object({ config: z.record(z.string(), z.object({ default: z.unknown() })) });

/** The text of the one fenced block that contains `marker`, without its indentation. */
function snippet(marker: string): string {
  const blocks = [...page.matchAll(/^( *)```\w+\n([\s\S]*?)^ *```$/gm)]
    .map(([, indent = "", text = ""]) => text.replaceAll(new RegExp(`^${indent}`, "gm"), ""))
    .filter((text) => text.includes(marker));
  assert.equal(blocks.length, 1, `blocks with ${marker}`);
  return blocks[0] ?? "";
}

/** What Pulumi passes to the program for a stage's file: the defaults of Pulumi.yaml under the file's own values. */
function source(stage: string, text: string): ConfigSource {
  const project = projectFile.parse(parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")));
  const defaults = Object.entries(project.config).map(([key, value]) => [`gatewright:${key}`, value.default] as const);
  const values = Object.entries({ ...Object.fromEntries(defaults), ...stageFile.parse(parse(text)).config });
  return {
    project: "gatewright",
    stage,
    values: Object.fromEntries(
      values.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    ),
    secretKeys: [],
  };
}

describe("docs/stages.md", () => {
  for (const stage of ["local", "dev", "staging", "prod"]) {
    it(`tells the tier, the days and the limits of ${stage} as its file has them`, () => {
      const file = readFileSync(join(root, `stacks/Pulumi.${stage}.yaml`), "utf8");
      const { tier, logRetentionDays, throttle, writeThrottle } = parseStageConfig(source(stage, file));
      const text = (limits?: RouteLimits): string | undefined => limits && `${limits.rateLimit}, ${limits.burstLimit}`;
      const row = page.split("\n").find((line) => line.startsWith(`| \`${stage}\``));
      const cells = row?.split("|").map((cell) => cell.trim());
      assert.deepEqual(cells?.slice(2, 5), [
        `\`${tier}\``,
        `${logRetentionDays} days`,
        [
          text(throttle) ?? "those of `HttpApi`",
          ...(writeThrottle ? [`changing orders ${text(writeThrottle)}`] : []),
        ].join("; "),
      ]);
    });
  }

  it("shows a new stage's file that is valid", () => {
    const text = snippet("# stacks/Pulumi.qa.yaml");
    const validate = new Ajv().compile(stageSchema("gatewright"));
    assert.equal(validate(parse(text)), true, JSON.stringify(validate.errors));
    const { region, logRetentionDays, writeThrottle } = parseStageConfig(source("qa", text));
    assert.deepEqual(
      { region, logRetentionDays, writeThrottle },
      {
        region: "eu-central-1",
        logRetentionDays: 30,
        writeThrottle: undefined,
      },
    );
  });

  it("shows the very error that the file with mistakes gives", () => {
    const wrong = source("prod", snippet("# stacks/Pulumi.prod.yaml, with mistakes"));
    const message = snippet("The config of stage prod has").trimEnd();
    assert.throws(() => parseStageConfig(wrong), { message });
  });

  it("shows a new key that works, with the same description and a default that it allows", () => {
    const declared = z
      .object({ functionMemory: z.object({ type: z.string(), description: z.string(), default: z.unknown() }) })
      .parse(parse(snippet("type: integer"))).functionMemory;
    const code = ts.transpile(`({ ${snippet("functionMemory: z")} })`);
    const keys: unknown = runInNewContext(code, { z });
    const { functionMemory } = z.object({ functionMemory: z.instanceof(z.ZodType) }).parse(keys);
    assert.equal(functionMemory.description, declared.description);
    assert.equal(functionMemory.safeParse(declared.default).success, true);
    assert.equal(functionMemory.safeParse(300).error?.issues[0]?.message, "128, 256, 512, 1024");
  });
});

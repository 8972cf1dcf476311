import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import Ajv from "ajv";
import ts from "typescript";
import { parse } from "yaml";
import { z } from "zod";
import type { ConfigSource } from "../../config";
import { stackFiles } from "../../config/stack-files";
import { parseStackConfig, type RouteLimits, stackConfig } from "../../stacks/config";
import { removeProjects, temporaryProject } from "../support/temporary-project";

const root = join(__dirname, "../..");
const page = readFileSync(join(root, "docs/stacks.md"), "utf8");
const stackFile = z.object({ config: z.record(z.string(), z.unknown()) });

/** The text of the one fenced block that contains `marker`, without its indentation. */
function snippet(marker: string): string {
  const blocks = [...page.matchAll(/^( *)```\w+\n([\s\S]*?)^ *```$/gm)]
    .map(([, indent = "", text = ""]) => text.replaceAll(new RegExp(`^${indent}`, "gm"), ""))
    .filter((text) => text.includes(marker));
  assert.equal(blocks.length, 1, `blocks with ${marker}`);
  return blocks[0] ?? "";
}

/** Returns what Pulumi passes to the program for a stack's file. */
function source(stack: string, text: string): ConfigSource {
  const directory = temporaryProject({
    "Pulumi.yaml": "name: gatewright\nstackConfigDir: stacks\n",
    [`stacks/Pulumi.${stack}.yaml`]: text,
  });
  const values = Object.entries(stackFile.parse(parse(text)).config);
  return {
    project: "gatewright",
    stack,
    values: Object.fromEntries(
      values.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    ),
    files: stackFiles(directory, "gatewright", stack),
  };
}

describe("docs/stacks.md", () => {
  after(removeProjects);

  for (const stack of ["local", "dev", "staging", "prod"]) {
    it(`tells the tier, the days and the limits of ${stack} as its file has them`, () => {
      const file = readFileSync(join(root, `stacks/Pulumi.${stack}.yaml`), "utf8");
      const { tier, logRetentionDays, throttle, writeThrottle } = parseStackConfig(source(stack, file));
      const text = (limits?: RouteLimits): string | undefined => limits && `${limits.rateLimit}, ${limits.burstLimit}`;
      const row = page.split("\n").find((line) => line.startsWith(`| \`${stack}\``));
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

  it("shows a new stack's file that is valid", () => {
    const text = snippet("# stacks/Pulumi.qa.yaml");
    const validate = new Ajv().compile(stackConfig.jsonSchema("gatewright"));
    assert.equal(validate(parse(text)), true, JSON.stringify(validate.errors));
    const { region, logRetentionDays, writeThrottle } = parseStackConfig(source("qa", text));
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
    const message = snippet("The config of stack prod has").trimEnd();
    assert.throws(() => parseStackConfig(wrong), { message });
  });

  it("shows a new key that works", () => {
    const code = ts.transpile(`({ ${snippet("functionMemory: z")} })`);
    const keys: unknown = runInNewContext(code, { z });
    const { functionMemory } = z.object({ functionMemory: z.instanceof(z.ZodType) }).parse(keys);
    assert.ok(functionMemory.description);
    assert.equal(functionMemory.safeParse(300).error?.issues[0]?.message, "128, 256, 512, 1024");
  });
});

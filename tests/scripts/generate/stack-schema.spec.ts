import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import { stackKeys } from "../../../stacks/stack-keys";
import { STACK_SCHEMA_FILE, stackSchema, stackSchemaText } from "../../../scripts/generate/stack-schema";

const root = join(__dirname, "../../..");
const stackFiles = readdirSync(join(root, "stacks")).filter((file) => /^Pulumi\..*\.yaml$/.test(file));

function readText(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

describe("the JSON Schema of the stack files", () => {
  const validate = new Ajv({ allErrors: true }).compile(stackSchema("gatewright"));

  it("is current: `npm run generate` writes it", async () => {
    assert.equal(readFileSync(STACK_SCHEMA_FILE, "utf8"), await stackSchemaText());
  });

  it("covers the four stacks", () => {
    assert.deepEqual(stackFiles.sort(), [
      "Pulumi.dev.yaml",
      "Pulumi.local.yaml",
      "Pulumi.prod.yaml",
      "Pulumi.staging.yaml",
    ]);
  });

  for (const file of stackFiles) {
    it(`is named by stacks/${file}, which is valid`, () => {
      const text = readText(`stacks/${file}`);
      assert.equal(text.split("\n")[0], "# yaml-language-server: $schema=./stack.schema.json");
      assert.equal(validate(parse(text)), true, JSON.stringify(validate.errors));
    });
  }

  it("refuses an unknown key of this project, a wrong value and a missing region", () => {
    assert.equal(validate({ config: { "gatewright:corsOrigin": [], "gatewright:logRetentionDays": 45 } }), false);
    assert.deepEqual(
      validate.errors?.map(({ keyword, instancePath }) => [keyword, instancePath]),
      [
        ["required", "/config"],
        ["additionalProperties", "/config"],
        ["enum", "/config/gatewright:logRetentionDays"],
        ["type", "/config/gatewright:logRetentionDays"],
        ["anyOf", "/config/gatewright:logRetentionDays"],
      ],
    );
  });

  it("allows the quotes that the Pulumi CLI puts around a number, but no other number in them", () => {
    const quoted = (days: string): object => ({
      config: { "aws:region": "eu-west-1", "gatewright:logRetentionDays": days },
    });
    assert.equal(validate(quoted("365")), true);
    assert.equal(validate(quoted("36")), false);
  });

  it("allows the keys of other namespaces and the keys that Pulumi itself writes", () => {
    const stack = { encryptionsalt: "v1:x", config: { "aws:region": "eu-west-1", "aws:profile": "shop" } };
    assert.equal(validate(stack), true);
  });
});

interface DeclaredKey {
  type: string;
  description: string;
  default: unknown;
}

describe("the config that Pulumi.yaml declares", () => {
  const { config } = parse(readText("Pulumi.yaml")) as { config: Record<string, DeclaredKey> };
  const names = Object.keys(stackKeys).filter((key): key is Exclude<keyof typeof stackKeys, "aws:region"> => {
    return key !== "aws:region";
  });

  it("has every key of stacks/stack-keys.ts and no other", () => {
    assert.deepEqual(Object.keys(config), names);
  });

  for (const name of names) {
    it(`gives ${name} the description, a type and a default that stacks/stack-keys.ts allows`, () => {
      const declared = config[name];
      assert.equal(declared?.description, stackKeys[name].description);
      assert.deepEqual(stackKeys[name].safeParse(declared?.default).error, undefined);
      assert.equal(declared?.type, pulumiType(declared?.default));
    });
  }
});

function pulumiType(value: unknown): string {
  if (Array.isArray(value)) {
    return "array";
  }
  return typeof value === "number" ? "integer" : typeof value;
}

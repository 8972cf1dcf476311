import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import { stackConfig } from "../../../stacks/config";
import { STACK_SCHEMA_FILE, stackSchemaText } from "../../../scripts/generate/stack-schema";

const root = join(__dirname, "../../..");
const stackFiles = readdirSync(join(root, "stacks")).filter((file) => /^Pulumi\..*\.yaml$/.test(file));

function readText(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

describe("the JSON Schema of the stack files", () => {
  const validate = new Ajv({ allErrors: true }).compile(stackConfig.jsonSchema("gatewright"));

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

  it("refuses an unknown key of this project, a wrong value, a missing region and a missing tier", () => {
    assert.equal(validate({ config: { "gatewright:corsOrigin": [], "gatewright:logRetentionDays": 45 } }), false);
    assert.deepEqual(
      validate.errors?.map(({ keyword, instancePath }) => [keyword, instancePath]),
      [
        ["required", "/config"],
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
      config: { "aws:region": "eu-west-1", "gatewright:tier": "local", "gatewright:logRetentionDays": days },
    });
    assert.equal(validate(quoted("365")), true);
    assert.equal(validate(quoted("36")), false);
  });

  it("allows the keys of other namespaces and the keys that Pulumi itself writes", () => {
    const stack = {
      encryptionsalt: "v1:x",
      config: { "aws:region": "eu-west-1", "gatewright:tier": "local", "aws:profile": "shop" },
    };
    assert.equal(validate(stack), true);
  });
});

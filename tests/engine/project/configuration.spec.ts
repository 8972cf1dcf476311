import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Configuration, readConfiguration } from "../../../engine/project/configuration";
import { readProject } from "../../../engine/project/project";
import { failureOf, fixture } from "../fixture";
import { removeProjects, temporaryProject } from "../../support/temporary-project";

const HEAD = "name: shop\nruntime: nodejs\n";

async function read(
  files: Record<string, string>,
  overrides: Record<string, string> = {},
  environment: NodeJS.ProcessEnv = {},
): Promise<Configuration> {
  return readConfiguration(readProject(temporaryProject(files)), "dev", { overrides, environment });
}

describe("readConfiguration", () => {
  after(removeProjects);

  it("merges defaults in both forms, the stage's values and overrides", async () => {
    const { values, secretKeys } = await read(
      {
        "Pulumi.yaml": `${HEAD}config:\n  aws:region: eu-west-1\n  size: 3\n  name: {type: string, default: a, description: d}\n  on: true\n`,
        "Pulumi.dev.yaml": "config:\n  shop:name: b\n  shop:tags: {b: 1, a: [x]}\n  size: 4\n",
      },
      { "aws:region": "us-east-1", on: "false" },
    );
    assert.deepEqual(values, {
      "aws:region": "us-east-1",
      "shop:size": "4",
      "shop:name": "b",
      "shop:on": "false",
      "shop:tags": '{"a":["x"],"b":1}',
    });
    assert.deepEqual(secretKeys, []);
  });

  it("finds the stages' files in stackConfigDir, and in the folder of the older config form", async () => {
    for (const key of ["stackConfigDir", "config"]) {
      const { values } = await read({
        "Pulumi.yaml": `${HEAD}${key}: stages\n`,
        "stages/Pulumi.dev.yaml": "config:\n  shop:a: 1\n",
      });
      assert.deepEqual(values, { "shop:a": "1" });
    }
  });

  it("names every missing key and every value of a wrong type at once, with file and line", async () => {
    const error = await failureOf(
      read({
        "Pulumi.yaml": `${HEAD}config:\n  a: {type: string}\n  b: {type: integer}\n  c: {type: array, items: {type: string}}\n`,
        "Pulumi.dev.yaml": "config:\n  shop:b: many\n  shop:c: [x, [y]]\n",
      }),
    );
    const lines = error.message.split("\n  ");
    assert.equal(lines[0], 'The configuration of stack "dev" has 3 problems:');
    assert.match(lines[1] ?? "", /Pulumi\.yaml:4:3: shop:a has no value in stack "dev": set a string, or a default$/);
    assert.match(lines[2] ?? "", /Pulumi\.dev\.yaml:2:3: shop:b is "many", and must be of type integer$/);
    assert.match(
      lines[3] ?? "",
      /Pulumi\.dev\.yaml:3:3: shop:c is \["x",\["y"\]\], and must be of type array<string>$/,
    );
  });

  it("lets a project without any stage file run with its defaults", async () => {
    const { values } = await read({ "Pulumi.yaml": `${HEAD}config:\n  size: 3\n` });
    assert.deepEqual(values, { "shop:size": "3" });
  });

  it("opens what the Pulumi CLI has encrypted", async () => {
    const text = readFileSync(join(fixture("sealed"), "Pulumi.dev.yaml"), "utf8");
    const files = { "Pulumi.yaml": "name: sealed\nruntime: nodejs\n", "Pulumi.dev.yaml": text };
    const { values, secretKeys } = await read(files, {}, { PULUMI_CONFIG_PASSPHRASE: "correct-horse" });
    assert.equal(values["sealed:password"], "hunter2");
    assert.equal(values["sealed:nested"], '{"token":"abc","user":"ann"}');
    assert.deepEqual(secretKeys, ["sealed:password", "sealed:nested"]);
  });

  it("keeps a secret closed without the passphrase, and says how to open it", async () => {
    const text = readFileSync(join(fixture("sealed"), "Pulumi.dev.yaml"), "utf8");
    const files = { "Pulumi.yaml": "name: sealed\nruntime: nodejs\n", "Pulumi.dev.yaml": text };
    const { values, secretKeys, diagnostics } = await read(files);
    assert.equal(values["sealed:password"], "[secret]");
    assert.ok(secretKeys.includes("sealed:password"));
    assert.match(diagnostics[0]?.message ?? "", /sealed:password can't be decrypted .* PULUMI_CONFIG_PASSPHRASE/);
  });

  it("refuses another passphrase", async () => {
    const text = readFileSync(join(fixture("sealed"), "Pulumi.dev.yaml"), "utf8");
    const files = { "Pulumi.yaml": "name: sealed\nruntime: nodejs\n", "Pulumi.dev.yaml": text };
    const error = await failureOf(read(files, {}, { PULUMI_CONFIG_PASSPHRASE: "wrong" }));
    assert.match(
      error.message,
      /Pulumi\.dev\.yaml:1:1: PULUMI_CONFIG_PASSPHRASE is not the passphrase of this stack\.$/,
    );
  });
});

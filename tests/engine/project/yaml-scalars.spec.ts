import assert from "node:assert/strict";
import { readConfiguration } from "../../../engine/project/configuration";
import { readProject } from "../../../engine/project/project";
import { removeProjects, temporaryProject } from "../../support/temporary-project";

/** The values that pulumi 3.260 handed a program of a stack's file, tried. */
const VALUES: [yaml: string, text: string][] = [
  ["{<<: {a: 1, b: 2}, b: 3}", '{"a":1,"b":3}'],
  ["0755", "493"],
  ["012345671234", "1402434204"],
  ["2024-01-02", "2024-01-02 00:00:00 +0000 UTC"],
  ["9007199254740993", "9007199254740993"],
  ["0b11", "3"],
  ["1_000", "1000"],
  [
    "{x: 0755, y: 2024-01-02, z: 9007199254740993}",
    '{"x":493,"y":"2024-01-02 00:00:00 +0000 UTC","z":9007199254740993}',
  ],
  ["yes", "yes"],
  ["1.50", "1.5"],
  ["0x1F", "31"],
  ["1e3", "1000"],
  ["0o17", "15"],
  ["~", ""],
  ["2024-01-02T10:00:00Z", "2024-01-02 10:00:00 +0000 UTC"],
  ["10:20:30", "10:20:30"],
  [".5", "0.5"],
  ["+12", "12"],
  ["-0b11", "-3"],
  ["0x_1F", "31"],
  ["1_0.5", "10.5"],
  ["Yes", "Yes"],
  ["ON", "ON"],
  ["True", "true"],
  ["12e03", "12000"],
  ["1.0", "1"],
  ["123456789.123456789", "123456789.12345679"],
  ["12345678901234567890123", "1.2345678901234568e+22"],
  ["089", "89"],
  ['"0755"', "0755"],
  [
    "[0755, 2024-01-02, 1.50, 1.0, 9007199254740993, 1e3]",
    '[493,"2024-01-02 00:00:00 +0000 UTC",1.5,1,9007199254740993,1000]',
  ],
  ["2024-1-2", "2024-01-02 00:00:00 +0000 UTC"],
  ["2024-01-02 10:00:00", "2024-01-02 10:00:00 +0000 UTC"],
  ["y", "y"],
  ["100000000000000000000.0", "100000000000000000000"],
  ["1e21", "1e+21"],
  ["0.0000001", "1e-7"],
];

describe("the scalars of Pulumi's YAML", () => {
  after(removeProjects);

  it("are those that the CLI reads, in a stack's file", async () => {
    const lines = VALUES.map(([yaml], index) => `  shop:v${index}: ${yaml}\n`).join("");
    const files = { "Pulumi.yaml": "name: shop\nruntime: nodejs\n", "Pulumi.dev.yaml": `config:\n${lines}` };
    const project = readProject(temporaryProject(files));
    const { values } = await readConfiguration(project, "dev", { overrides: {}, environment: {} });
    assert.deepEqual(
      VALUES.map(([yaml], index) => [yaml, values[`shop:v${index}`]]),
      VALUES,
    );
  });

  it("are those in Pulumi.yaml's declarations too", async () => {
    const config = "config:\n  p: 0755\n  r: {value: {<<: {a: 1}, b: 0b11}}\n  s: {type: integer, default: 0755}\n";
    const project = readProject(temporaryProject({ "Pulumi.yaml": `name: shop\nruntime: nodejs\n${config}` }));
    const { values } = await readConfiguration(project, "dev", { overrides: {}, environment: {} });
    assert.deepEqual(values, { "shop:p": "493", "shop:r": '{"a":1,"b":3}', "shop:s": "493" });
  });

  const secrets: [what: string, declared: string, given: string, refused: boolean][] = [
    ["a secret's plain default", "{type: string, secret: true, default: abc}", "", true],
    ["a secret's plain value", "{type: string, secret: true}", "config:\n  shop:a: plain\n", true],
    [
      "no plain value of a secret without a type",
      "{secret: true, description: x}",
      "config:\n  shop:a: plain\n",
      false,
    ],
  ];
  for (const [what, declared, given, refused] of secrets) {
    it(`refuse ${what}, as the CLI does`, async () => {
      const files = {
        "Pulumi.yaml": `name: shop\nruntime: nodejs\nconfig:\n  a: ${declared}\n`,
        "Pulumi.dev.yaml": given,
      };
      const read = readConfiguration(readProject(temporaryProject(files)), "dev", { overrides: {}, environment: {} });
      if (refused) {
        await assert.rejects(read, /shop:a is declared secret and must be encrypted/);
      } else {
        assert.deepEqual((await read).values, { "shop:a": "plain" });
      }
    });
  }
});

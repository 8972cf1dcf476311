import assert from "node:assert/strict";
import { EvaluationError, readStackExport } from "../../../engine";
import { secret } from "../../../engine/graph/value";
import { fixture, resource } from "../fixture";

function messageOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof EvaluationError, String(error));
    return error.message;
  }
  return assert.fail("it was read");
}

describe("readStackExport", () => {
  const graph = readStackExport(fixture("recorded", "stack-export.json"));

  it("reads the project, the stage, the resources and the stack's outputs", () => {
    assert.deepEqual([graph.project, graph.stack, graph.mode], ["local-component", "dev", "deploy"]);
    const bucket = resource(graph, "orders-bucket");
    assert.equal(bucket.id, "orders-bucket-e5b6857");
    assert.equal(bucket.outputs.arn, "arn:aws:s3:::orders-bucket-e5b6857");
    assert.equal(bucket.options.protect, true);
    assert.equal(bucket.provider, "urn:pulumi:dev::local-component::pulumi:providers:aws::default_7_48_0");
    assert.equal(graph.outputs.bucket, "orders-bucket-e5b6857");
  });

  it("keeps what is encrypted closed, and opens what was exported in the clear", () => {
    assert.deepEqual(graph.outputs.password, secret("[secret]"));
    const shown = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      plaintext: '{"user":"ann"}',
    };
    const urn = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
    const resources = [{ urn, type: "pulumi:pulumi:Stack", outputs: { shown } }];
    assert.deepEqual(readStackExport({ version: 3, deployment: { resources } }).outputs.shown, secret({ user: "ann" }));
  });

  it("refuses other files, with the command that makes the right one", () => {
    assert.throws(
      () => readStackExport({ steps: [] }),
      /^EvaluationError: This is not the output of `pulumi stack export`/,
    );
    assert.throws(
      () => readStackExport({ version: 1, deployment: {} }),
      /^EvaluationError: This is not what `pulumi stack export` writes: version is 1, expected 3 or 4$/,
    );
    assert.throws(
      () => readStackExport({ version: 3, deployment: { resources: [] } }),
      /This has no resource: expected the output of `pulumi stack export`/,
    );
  });

  it("says of a file that it is not there, a folder or no JSON, and how to write it", () => {
    const message = (source: string): string => messageOf(() => readStackExport(source));
    assert.equal(
      message("no-such-file.json"),
      "no-such-file.json: no such file. Write it with: pulumi stack export --stack <stack> --file no-such-file.json",
    );
    assert.match(message(__dirname), /^.+: it is a folder\. Write it with: pulumi stack export/);
    assert.match(
      message(__filename),
      /state\.spec\.ts is not the output of `pulumi stack export`: it is not JSON: Unexpected token 'i'$/,
    );
  });

  const urn = "urn:pulumi:dev::shop::aws:sns/topic:Topic::news";
  const secretOf = (plaintext: unknown) => ({
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    plaintext,
  });
  const malformed: [string, unknown, string][] = [
    [
      "a URN of another form",
      [{ urn: "x" }],
      'deployment.resources[0].urn is "x", expected urn:pulumi:<stack>::<project>::<type>::<name>',
    ],
    [
      "no URN",
      [{ type: "a:b:C" }],
      "deployment.resources[0].urn is missing, expected urn:pulumi:<stack>::<project>::<type>::<name>",
    ],
    [
      "a type that is no text",
      [{ urn }, { urn, type: 5 }],
      'deployment.resources[1].type is 5, expected a type, such as "aws:s3/bucket:Bucket"',
    ],
    [
      "inputs that are a list",
      [{ urn, inputs: ["a"] }],
      "deployment.resources[0].inputs is a list, expected an object",
    ],
    ["a resource that is no object", ["x"], 'deployment.resources[0] is "x", expected an object'],
    ["resources that are no list", { urn }, "deployment.resources is an object, expected a list"],
    [
      "a flag that is a text",
      [{ urn, custom: "true" }],
      'deployment.resources[0].custom is "true", expected true or false',
    ],
    ["a parent that is none", [{ urn, parent: 1 }], "deployment.resources[0].parent is 1, expected a string"],
    [
      "dependencies that are none",
      [{ urn, dependencies: [1], propertyDependencies: { a: "b" } }],
      "\n  deployment.resources[0].dependencies is a list, expected a list of strings" +
        "\n  deployment.resources[0].propertyDependencies is an object, expected an object of lists of strings",
    ],
    [
      "an open secret that is no JSON, which is not repeated",
      [{ urn, outputs: { list: [secretOf("hunter2")] } }],
      "deployment.resources[0].outputs.list[0].plaintext is no JSON, expected the JSON of a secret",
    ],
  ];
  for (const [what, resources, problem] of malformed) {
    it(`refuses ${what}, with its place, what is there and what was expected`, () => {
      assert.equal(
        messageOf(() => readStackExport({ version: 3, deployment: { resources } })),
        `This is not what \`pulumi stack export\` writes:${problem.startsWith("\n") ? "" : " "}${problem}`,
      );
    });
  }

  it("tells the first problems of many, and how many more there are", () => {
    const resources = Array.from({ length: 8 }, () => ({ urn: "x" }));
    const lines = messageOf(() => readStackExport({ version: 3, deployment: { resources } })).split("\n");
    assert.equal(lines.length, 7);
    assert.equal(lines[6], "  and 3 more");
  });

  it("takes null for what is not there, as Pulumi may write it", () => {
    const resources = [
      { urn, type: "aws:sns/topic:Topic", dependencies: null, propertyDependencies: { a: null }, inputs: null },
    ];
    assert.deepEqual(readStackExport({ version: 3, deployment: { resources } }).resources[0]?.dependencies, []);
  });
});

import assert from "node:assert/strict";
import { readPreview } from "../../../engine";
import { fixture, resource } from "../fixture";

describe("readPreview", () => {
  it("reads what a stack is going to have", () => {
    const graph = readPreview(fixture("recorded", "preview.json"));
    assert.deepEqual([graph.project, graph.stack, graph.mode], ["local-component", "dev", "preview"]);
    const parameter = resource(graph, "orders-password");
    assert.equal(parameter.id, undefined);
    assert.equal(parameter.inputs.value, "[secret]");
    assert.deepEqual(parameter.outputs, parameter.inputs);
    assert.deepEqual(parameter.dependencies, [resource(graph, "orders-bucket").urn]);
    assert.deepEqual(parameter.options.replaceOnChanges, ["type"]);
  });

  it("leaves out what is deleted, and takes the last step of a replacement", () => {
    const urn = (name: string) => `urn:pulumi:dev::shop::aws:sns/topic:Topic::${name}`;
    const step = (op: string, name: string, displayName: string) => ({
      op,
      urn: urn(name),
      newState: { urn: urn(name), custom: true, inputs: { displayName } },
    });
    const steps = [step("create-replacement", "a", "1"), step("replace", "a", "2"), step("delete", "b", "3")];
    const { resources } = readPreview({ steps });
    assert.deepEqual(
      resources.map(({ name, inputs }) => [name, inputs.displayName]),
      [["a", "2"]],
    );
  });

  it("refuses other files", () => {
    assert.throws(() => readPreview({ deployment: {} }), /This is not the output of `pulumi preview --json`/);
    assert.throws(() => readPreview("nope.json"), {
      message: "nope.json: no such file. Write it with: pulumi preview --stack <stack> --json > nope.json",
    });
  });

  it("refuses a step or a state that is none, with its place", () => {
    const urn = "urn:pulumi:dev::shop::aws:sns/topic:Topic::news";
    const refused = (step: unknown, problem: string): void => {
      assert.throws(() => readPreview({ steps: [step] }), {
        message: `This is not what \`pulumi preview --json\` writes: ${problem}`,
      });
    };
    refused("x", 'steps[0] is "x", expected an object');
    refused({ urn }, 'steps[0].op is missing, expected an operation, such as "create"');
    refused({ op: "create", urn, newState: [] }, "steps[0].newState is a list, expected an object");
    refused(
      { op: "create", urn, newState: { urn, type: 5 } },
      'steps[0].newState.type is 5, expected a type, such as "aws:s3/bucket:Bucket"',
    );
  });
});

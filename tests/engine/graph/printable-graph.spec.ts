import assert from "node:assert/strict";
import { printableGraph } from "../../../engine/graph/printable-graph";
import { secret } from "../../../engine/graph/value";
import { bucket, graphOf, STACK_URN, urnOf } from "../../policy-host/graphs";

describe("printableGraph", () => {
  it("masks what is marked, and the stage's secrets wherever the program put them", () => {
    const graph = graphOf(
      [
        bucket("hunter2", { password: secret("other"), note: "it is hunter2" }),
        bucket(
          "copy",
          {},
          {
            id: "copy-of-hunter2",
            outputs: { arn: "arn:hunter2" },
            parent: urnOf("test:index:Bucket", "hunter2"),
            provider: urnOf("pulumi:providers:test", "hunter2"),
            dependencies: [urnOf("test:index:Bucket", "hunter2")],
            propertyDependencies: { note: [urnOf("test:index:Bucket", "hunter2")] },
            options: { protect: true, aliases: ["old-hunter2"], import: "hunter2", deletedWith: "hunter2" },
          },
        ),
      ],
      { outputs: { plain: "hunter2", closed: secret("other"), open: "other" }, secretTexts: ["hunter2"] },
    );
    const { resources, outputs, ...rest } = printableGraph(graph);
    assert.deepEqual(rest, { version: 1, project: "shop", stack: "dev", mode: "preview" });
    assert.deepEqual(outputs, { plain: "[secret]", closed: "[secret]", open: "other" });
    const hidden = urnOf("test:index:Bucket", "[secret]");
    assert.deepEqual(resources[1], {
      urn: hidden,
      type: "test:index:Bucket",
      name: "[secret]",
      parent: STACK_URN,
      custom: true,
      external: false,
      inputs: { password: "[secret]", note: "it is [secret]" },
      outputs: { password: "[secret]", note: "it is [secret]" },
      dependencies: [],
      propertyDependencies: {},
      options: {},
    });
    assert.deepEqual(resources[2], {
      urn: urnOf("test:index:Bucket", "copy"),
      type: "test:index:Bucket",
      name: "copy",
      parent: hidden,
      custom: true,
      external: false,
      id: "copy-of-[secret]",
      inputs: {},
      outputs: { arn: "arn:[secret]" },
      provider: urnOf("pulumi:providers:test", "[secret]"),
      dependencies: [hidden],
      propertyDependencies: { note: [hidden] },
      options: { protect: true, aliases: ["old-[secret]"], import: "[secret]", deletedWith: "[secret]" },
    });
  });

  it("is the same graph where nothing is secret", () => {
    const graph = graphOf([bucket("logs", { acl: "private" })], { outputs: { count: 3 } });
    assert.deepEqual(printableGraph(graph), graph);
  });
});

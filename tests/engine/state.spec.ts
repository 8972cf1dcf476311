import assert from "node:assert/strict";
import { readStackExport } from "../../engine";
import { secret } from "../../engine/value";
import { fixture, resource } from "./fixture";

describe("readStackExport", () => {
  const graph = readStackExport(fixture("recorded", "stack-export.json"));

  it("reads the project, the stage, the resources and the stack's outputs", () => {
    assert.deepEqual([graph.project, graph.stage, graph.mode], ["local-component", "dev", "deploy"]);
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
    assert.throws(() => readStackExport({ steps: [] }), /Not the output of `pulumi stack export`/);
    assert.throws(() => readStackExport({ version: 1, deployment: {} }), /has the version 1: only 3 and 4/);
    assert.throws(() => readStackExport({ version: 3, deployment: { resources: [] } }), /There is no resource in it/);
    assert.throws(() => readStackExport("no-such-file.json"), /no-such-file\.json is not the output of/);
  });
});

import assert from "node:assert/strict";
import { AnalyzeRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { readStructs } from "../../../policy/sdk/read-structs";

const PROPERTIES = { name: "orders", tags: { owner: "shop", none: null }, list: [1, true, ["x"]], empty: {} };

describe("the properties of a resource that are kept as bytes", () => {
  const statics = Object.getOwnPropertyDescriptors(Struct);
  const methods = Object.getOwnPropertyDescriptors(Struct.prototype);
  let bytes: Uint8Array;

  before(() => {
    bytes = new AnalyzeRequest()
      .setName("a")
      .setProperties(Struct.fromJavaScript(PROPERTIES))
      .setUrn("urn:a")
      .serializeBinary();
    readStructs();
  });

  after(() => {
    const { deserializeBinaryFromReader } = statics;
    const { getFieldsMap, toJavaScript } = methods;
    Object.defineProperties(Struct, { deserializeBinaryFromReader });
    Object.defineProperties(Struct.prototype, { getFieldsMap, toJavaScript });
  });

  const read = (): AnalyzeRequest => AnalyzeRequest.deserializeBinary(bytes);

  it("are read into plain values, as the SDK reads them, each time anew", () => {
    assert.notEqual(Reflect.get(Struct.prototype, "toJavaScript"), methods.toJavaScript.value);
    const struct = read().getProperties();
    assert.deepEqual(struct?.toJavaScript(), PROPERTIES);
    assert.notEqual(struct?.toJavaScript(), struct?.toJavaScript());
    assert.deepEqual(Object.keys(struct?.toJavaScript() ?? {}), ["empty", "list", "name", "tags"]);
  });

  it("leave the fields after them as they are", () => {
    assert.deepEqual([read().getName(), read().getUrn()], ["a", "urn:a"]);
  });

  it("are there as fields for whoever asks for those, and are written again", () => {
    const request = read();
    assert.equal(request.getProperties()?.getFieldsMap().get("name")?.getStringValue(), "orders");
    assert.deepEqual(request.getProperties()?.toJavaScript(), PROPERTIES);
    assert.deepEqual(Buffer.from(read().serializeBinary()), Buffer.from(bytes));
  });

  it("that are made in this process are read as ever", () => {
    assert.deepEqual(Struct.fromJavaScript(PROPERTIES).toJavaScript(), PROPERTIES);
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { RegisterResourceRequest, RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { readProperties, type Properties, writeProperties } from "../../../engine/monitor/property-codec";
import { MONITOR_SERVICE } from "../../../engine/monitor/registration-message";
import { MessageWriter } from "../../../language/message-writer";
import { readStruct } from "../../../language/struct-bytes";

const values = fc.letrec<{ value: Properties[string] }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    fc.double(),
    fc.integer(),
    fc.string({ unit: "binary" }),
    fc.array(tie("value")),
    fc.dictionary(fc.string({ unit: "binary" }), tie("value")),
  ),
})).value;
const properties = fc.dictionary(fc.string({ unit: "binary" }), values) as fc.Arbitrary<Properties>;

describe("the bytes of a struct", () => {
  it("are read as the generated classes read them, in the same order", () => {
    fc.assert(
      fc.property(properties, (given) => {
        const bytes = writeProperties(given).serializeBinary();
        const expected = readProperties(Struct.deserializeBinary(bytes));
        const read = readStruct(bytes);
        assert.deepEqual(read, expected);
        assert.deepEqual(Object.keys(read), Object.keys(expected));
      }),
    );
  });

  it("are written as the generated classes read them", () => {
    fc.assert(
      fc.property(properties, (given) => {
        const response = RegisterResourceResponse.deserializeBinary(new MessageWriter().struct(3, given).bytes());
        assert.deepEqual(readProperties(response.getObject()), readProperties(writeProperties(given)));
      }),
    );
  });

  it("of more than a megabyte keep every value", () => {
    const given = { list: Array.from({ length: 2000 }, (_, index) => ({ text: "x".repeat(600), index })) };
    const response = RegisterResourceResponse.deserializeBinary(new MessageWriter().struct(3, given).bytes());
    assert.deepEqual(readProperties(response.getObject()), given);
    assert.deepEqual(readStruct(response.getObject()?.serializeBinary() ?? Uint8Array.of()), given);
  });

  it("that end too early, or are none of a message, are refused", () => {
    assert.throws(() => readStruct(Uint8Array.of(0x80)), RangeError);
    assert.throws(() => readStruct(Uint8Array.of(0x0f)), RangeError);
  });
});

describe("a registration", () => {
  const request = new RegisterResourceRequest()
    .setType("aws:s3/bucket:Bucket")
    .setName("files")
    .setCustom(true)
    .setObject(writeProperties({ bucket: "files", tags: { a: "b" } }))
    .setDependenciesList(["urn:a", "urn:b"]);
  request.getPropertydependenciesMap().set("bucket", new RegisterResourceRequest.PropertyDependencies());

  it("is read with its inputs apart from the rest", () => {
    const { request: read, inputs } = MONITOR_SERVICE.registerResource.requestDeserialize(
      Buffer.from(request.serializeBinary()),
    );
    assert.deepEqual(inputs, { bucket: "files", tags: { a: "b" } });
    const { object, ...others } = request.toObject();
    assert.ok(object);
    assert.deepEqual(read.toObject(), { ...others, object: undefined });
  });

  it("without inputs is read as it is", () => {
    const bare = new RegisterResourceRequest().setType("pulumi:pulumi:Stack").setName("dev");
    const read = MONITOR_SERVICE.registerResource.requestDeserialize(Buffer.from(bare.serializeBinary()));
    assert.deepEqual(read.inputs, {});
    assert.deepEqual(read.request.toObject(), bare.toObject());
  });

  it("is answered as the SDK reads it", () => {
    const bytes = MONITOR_SERVICE.registerResource.responseSerialize({
      urn: "urn:c",
      id: "files-1",
      outputs: { arn: "arn:aws:s3:::files", nothing: null },
    });
    const response = RegisterResourceResponse.deserializeBinary(bytes);
    assert.equal(response.getUrn(), "urn:c");
    assert.equal(response.getId(), "files-1");
    assert.deepEqual(readProperties(response.getObject()), { arn: "arn:aws:s3:::files", nothing: null });
  });
});

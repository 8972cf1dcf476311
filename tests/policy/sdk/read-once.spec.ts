import assert from "node:assert/strict";
import messages, { AnalyzerResource } from "@pulumi/pulumi/proto/analyzer_pb";
import { readingOnce, readOnce } from "../../../policy/sdk/read-once";

describe("the getters of a message", () => {
  let reads: number;
  const get = readingOnce(function (this: unknown) {
    reads += 1;
    return (this as { name: string }).name;
  });
  beforeEach(() => {
    reads = 0;
  });

  it("read a message once, and each message on its own", () => {
    const [one, two] = [{ name: "one" }, { name: "two" }];
    assert.deepEqual([get.call(one), get.call(one), get.call(two), get.call(one)], ["one", "one", "two", "one"]);
    assert.equal(reads, 2);
  });

  it("leave the message as it is for whoever lists it", () => {
    const message = { name: "one" };
    get.call(message);
    assert.deepEqual(Object.keys(message), ["name"]);
    assert.equal(JSON.stringify(message), '{"name":"one"}');
  });

  it("return what the SDK's own return", () => {
    const classes = Object.values(messages).filter((value) => typeof value === "function");
    const before = classes.map(({ prototype }) => Object.getOwnPropertyDescriptors(prototype));
    const own = Object.getOwnPropertyDescriptor(AnalyzerResource.prototype, "getUrn")?.value as unknown;
    try {
      readOnce();
      const replaced = Object.getOwnPropertyDescriptor(AnalyzerResource.prototype, "getUrn")?.value as unknown;
      assert.notEqual(replaced, own);
      const resource = new AnalyzerResource();
      resource.setUrn("urn:pulumi:dev::shop::aws:s3/bucket:Bucket::b");
      assert.equal(resource.getUrn(), "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::b");
    } finally {
      classes.forEach(({ prototype }, index) => Object.defineProperties(prototype, before[index] ?? {}));
    }
  });
});

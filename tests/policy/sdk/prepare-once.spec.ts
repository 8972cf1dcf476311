import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { AnalyzerResource, AnalyzeStackRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { prepareOnce } from "../../../policy/sdk/prepare-once";
import { unpackOnce } from "../../../policy/sdk/unpack-once";

const sdk = createRequire(__filename);
const REPLACED: [object, string][] = [
  [AnalyzeStackRequest.prototype, "getResourcesList"],
  [sdk("@pulumi/policy/deserialize") as object, "deserializeProperties"],
  [sdk("@pulumi/policy/proxy") as object, "unknownCheckingProxy"],
];

function stackOf(...names: string[]): AnalyzeStackRequest {
  const request = new AnalyzeStackRequest();
  request.setResourcesList(
    names.map((name) => {
      const resource = new AnalyzerResource();
      resource.setName(name);
      resource.setProperties(Struct.fromJavaScript({ name }));
      return resource;
    }),
  );
  return request;
}

/** The names that one policy gets, as the SDK's server walks the list for it. */
function handedTo(request: AnalyzeStackRequest): string[] {
  const names: string[] = [];
  for (const resource of request.getResourcesList()) {
    names.push(resource.getName());
  }
  return names;
}

describe("the resources of a stack that are prepared once", () => {
  const originals = REPLACED.map(([holder, name]) => [holder, name, Reflect.get(holder, name)] as const);
  let first: unknown;
  const made = {};

  beforeEach(() => {
    first = undefined;
    unpackOnce();
    prepareOnce((properties) => (first !== undefined && properties === first ? made : undefined));
  });
  afterEach(() => {
    originals.forEach(([holder, name, original]) => Reflect.set(holder, name, original));
  });

  function makeGraphOf(request: AnalyzeStackRequest): void {
    const properties = sdk("@pulumi/policy/deserialize") as {
      deserializeProperties: (properties: unknown, copy: boolean) => object;
    };
    const proxy = sdk("@pulumi/policy/proxy") as { unknownCheckingProxy: (unpacked: object) => object };
    const message = request.getResourcesList()[0]?.getProperties();
    first = proxy.unknownCheckingProxy(properties.deserializeProperties(message, false));
  }

  it("are all handed to each policy until one made something of them, and the first alone after that", () => {
    const request = stackOf("api", "route", "stage");
    assert.deepEqual(handedTo(request), ["api", "route", "stage"]);
    assert.deepEqual(handedTo(request), ["api", "route", "stage"]);
    makeGraphOf(request);
    assert.deepEqual([handedTo(request), handedTo(request)], [["api"], ["api"]]);
  });

  it("are all handed out where what was made is of another stack with equal resources", () => {
    makeGraphOf(stackOf("api", "route"));
    assert.deepEqual(handedTo(stackOf("api", "route")), ["api", "route"]);
  });

  it("are all there for what reads the list otherwise", () => {
    const request = stackOf("api", "route");
    makeGraphOf(request);
    assert.equal(request.getResourcesList().length, 2);
    assert.equal(
      request.getResourcesList().some((resource) => resource.getName() === "route"),
      true,
    );
  });

  it("are all handed out where the server's resources are not the same objects each time", () => {
    originals.slice(1).forEach(([holder, name, original]) => Reflect.set(holder, name, original));
    const request = stackOf("api", "route");
    makeGraphOf(request);
    assert.deepEqual(handedTo(request), ["api", "route"]);
  });
});

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { AnalyzeRequest, AnalyzerResource, AnalyzeStackRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { NO_TYPE, SeenTypes } from "../../../policy/sdk/seen-types";

const STAGES = ["aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage"];
const [REST = "", HTTP = ""] = STAGES;

function ask(type: string): void {
  const request = new AnalyzeRequest();
  request.setType(type);
  assert.equal(request.getType(), type);
}

function askStack(types: string[]): void {
  const request = new AnalyzeStackRequest();
  request.setResourcesList(
    types.map((type) => {
      const resource = new AnalyzerResource();
      resource.setType(type);
      return resource;
    }),
  );
  assert.deepEqual(
    request.getResourcesList().map((resource) => resource.getType()),
    types,
  );
}

describe("the types that a pack was given", () => {
  const originals: [object, string, unknown][] = [
    [AnalyzeRequest.prototype, "getType", Reflect.get(AnalyzeRequest.prototype, "getType")],
    [AnalyzeStackRequest.prototype, "getResourcesList", Reflect.get(AnalyzeStackRequest.prototype, "getResourcesList")],
  ];
  let seen: SeenTypes;

  beforeEach(() => {
    seen = new SeenTypes();
    seen.watch();
  });
  afterEach(() => {
    originals.forEach(([prototype, getter, original]) => Reflect.set(prototype, getter, original));
  });

  it("spare a rule the look at a stack that has nothing of its types", () => {
    askStack(["aws:s3/bucket:Bucket"]);
    assert.equal(seen.typeOf(STAGES), NO_TYPE);
    assert.equal(seen.typeOf([REST]), NO_TYPE);
  });

  it("are a rule's one type while there is no other of its types", () => {
    ask(HTTP);
    assert.equal(seen.typeOf(STAGES), HTTP);
    assert.equal(seen.typeOf([REST]), NO_TYPE);
  });

  it("leave a rule to look at everything where there are several of its types, also after another stack", () => {
    askStack([HTTP, REST]);
    askStack(["aws:s3/bucket:Bucket"]);
    assert.equal(seen.typeOf(STAGES), undefined);
    assert.equal(seen.typeOf([REST]), REST);
  });

  it("are not known with an SDK that is built otherwise, so that every rule looks", () => {
    const unwatched = new SeenTypes();
    assert.equal(unwatched.typeOf(STAGES), undefined);
    assert.equal(unwatched.typeOf([REST]), REST);
  });

  it("are noted by the copy of the messages that the policy SDK reads", () => {
    const ours = createRequire(__filename);
    const theirs: unknown = createRequire(ours.resolve("@pulumi/policy"))("@pulumi/pulumi/proto/analyzer_pb");
    assert.equal(Reflect.get(theirs as object, "AnalyzeRequest"), AnalyzeRequest);
  });
});

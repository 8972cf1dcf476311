import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { AnalyzeRequest, AnalyzerResource, AnalyzeStackRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { handOutApplicable, NO_TYPE } from "../../../policy/sdk/applicable-policies";
import { UNREAD } from "../../../policy/sdk/not-applicable";

const REST = "aws:apigateway/stage:Stage";
const HTTP = "aws:apigatewayv2/stage:Stage";
const BUCKET = "aws:s3/bucket:Bucket";
const QUEUE = "aws:sqs/queue:Queue";

interface TestPolicy {
  name: string;
  validateResource?: object;
  validateStack?: object;
}

const looks = (): undefined => undefined;
const POLICIES: { policy: TestPolicy; types: string[] }[] = [
  { policy: { name: "stages", validateResource: looks, validateStack: looks }, types: [REST, HTTP] },
  { policy: { name: "rest", validateResource: looks }, types: [REST] },
  { policy: { name: "buckets", validateStack: looks }, types: [BUCKET] },
  {
    policy: { name: "undecided", validateStack: Object.assign(() => undefined, { __pulumiType: NO_TYPE }) },
    types: [HTTP],
  },
];

function askAbout(type: string): void {
  const request = new AnalyzeRequest();
  request.setType(type);
  assert.equal(request.getType(), type);
}

function askAboutStack(types: string[]): void {
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

/** The policies as the SDK's server walks them: it skips a function of another type than it was asked about. */
function walked(policies: TestPolicy[]): string[] {
  const names: string[] = [];
  for (const policy of policies) {
    const [check] = [policy.validateResource, policy.validateStack].filter((found) => found !== undefined);
    const type: unknown = Reflect.get(check ?? {}, "__pulumiType");
    names.push(typeof type === "string" ? `${policy.name}: only ${type}` : policy.name);
  }
  return names;
}

describe("the policies that apply to what the engine asks about", () => {
  const originals = [
    [AnalyzeRequest.prototype, "getType", Reflect.get(AnalyzeRequest.prototype, "getType")],
    [AnalyzeStackRequest.prototype, "getResourcesList", Reflect.get(AnalyzeStackRequest.prototype, "getResourcesList")],
  ] as const;

  afterEach(() => {
    originals.forEach(([prototype, getter, original]) => Reflect.set(prototype, getter, original));
  });

  it("alone are walked for a resource where the engine ignores which others there are", () => {
    const policies = handOutApplicable(POLICIES, { [UNREAD]: "true" });
    askAbout(REST);
    assert.deepEqual(walked(policies), ["stages", "rest"]);
    askAbout(HTTP);
    assert.deepEqual(walked(policies), ["stages", `undecided: only ${NO_TYPE}`]);
    askAbout(QUEUE);
    assert.deepEqual(walked(policies), []);
  });

  it("are walked beside the others, which name a type that the resource does not have, where the engine lists those", () => {
    const policies = handOutApplicable(POLICIES, {});
    askAbout(HTTP);
    assert.deepEqual(walked(policies), [
      "stages",
      `rest: only ${REST}`,
      `buckets: only ${BUCKET}`,
      `undecided: only ${NO_TYPE}`,
    ]);
    askAbout(QUEUE);
    assert.deepEqual(walked(policies), [
      `stages: only ${REST}`,
      `rest: only ${REST}`,
      `buckets: only ${BUCKET}`,
      `undecided: only ${HTTP}`,
    ]);
  });

  it("are walked for a stack by the types that are in it, without those that have nothing left to say", () => {
    const policies = handOutApplicable(POLICIES, { [UNREAD]: "true" });
    askAboutStack([HTTP, QUEUE]);
    assert.deepEqual(walked(policies), ["stages"]);
    askAboutStack([REST, BUCKET]);
    assert.deepEqual(walked(policies), ["stages", "rest", "buckets"]);
  });

  it("are all of them for who walks the list without a question, and for who reads it otherwise", () => {
    const policies = handOutApplicable(POLICIES, { [UNREAD]: "true" });
    const all = ["stages", "rest", "buckets", `undecided: only ${NO_TYPE}`];
    assert.deepEqual(walked(policies), all);
    askAbout(QUEUE);
    assert.deepEqual(
      policies.map(({ name }) => name),
      POLICIES.map(({ policy }) => policy.name),
    );
    assert.deepEqual([walked(policies), walked(policies)], [[], all]);
  });

  it("are asked for by the copy of the messages that the policy SDK reads", () => {
    const ours = createRequire(__filename);
    const theirs: unknown = createRequire(ours.resolve("@pulumi/policy"))("@pulumi/pulumi/proto/analyzer_pb");
    assert.equal(Reflect.get(theirs as object, "AnalyzeRequest"), AnalyzeRequest);
  });
});

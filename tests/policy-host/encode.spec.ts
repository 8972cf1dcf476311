import assert from "node:assert/strict";
import { AnalyzeRequest, AnalyzeStackRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { encodeAnalyzeRequest, encodeStackResource } from "../../policy-host/encode";
import {
  type PropertyValue,
  RESOURCE_REFERENCE_SIGNATURE,
  SECRET_SIGNATURE,
  SIGNATURE_KEY,
} from "../../engine/graph/value";
import { bucket, node, STACK_URN, urnOf } from "./graphs";

const KEEP = { keepInternal: true };
const provider = node("pulumi:providers:test", "explicit", { inputs: { region: "eu-west-1", __internal: 1 } });

/** Returns what the SDK's own classes read of the properties that were sent. */
function sent(properties: Record<string, PropertyValue>, options = KEEP): unknown {
  const request = AnalyzeRequest.deserializeBinary(
    encodeAnalyzeRequest(bucket("logs", {}), properties, undefined, options),
  );
  return request.getProperties()?.toJavaScript();
}

describe("encoding a resource for policies", () => {
  it("writes every kind of value as the SDK reads it", () => {
    const values = {
      text: "grüße 👋",
      empty: "",
      number: -1.5,
      zero: 0,
      yes: true,
      no: false,
      nothing: null,
      list: [1, "two", [false, null], { three: 3 }],
      none: [],
      deep: { er: { est: ["x".repeat(40_000)] } },
      blank: {},
    };
    assert.deepEqual(sent(values), values);
  });

  it("leaves out what providers keep for themselves, at the top level alone, unless a remediation needs it", () => {
    const values = { __defaults: ["acl"], tags: { __kept: "yes" } };
    assert.deepEqual(sent(values, { keepInternal: false }), { tags: { __kept: "yes" } });
    assert.deepEqual(sent(values), values);
  });

  it("sends a reference as its id or URN, within secrets too, and a placeholder for a secret that cannot be read", () => {
    const reference = (changes: Record<string, PropertyValue>): PropertyValue => ({
      [SIGNATURE_KEY]: RESOURCE_REFERENCE_SIGNATURE,
      urn: "urn:x",
      ...changes,
    });
    const secretOf = (value?: PropertyValue): { [key: string]: PropertyValue } => ({
      [SIGNATURE_KEY]: SECRET_SIGNATURE,
      ...(value === undefined ? { ciphertext: "v1:abc" } : { value }),
    });
    assert.deepEqual(
      sent({
        known: reference({ id: "i-1" }),
        component: [reference({})],
        hidden: secretOf({ ref: reference({ id: "i-2" }) }),
        locked: secretOf(),
      }),
      {
        known: "i-1",
        component: ["urn:x"],
        hidden: secretOf({ ref: "i-2" }),
        locked: secretOf("[secret]"),
      },
    );
  });

  it("writes identity, options and provider of a resource before its deployment", () => {
    const logs = bucket(
      "logs",
      { acl: "private" },
      {
        options: {
          protect: true,
          ignoreChanges: ["tags", "acl"],
          deleteBeforeReplace: true,
          additionalSecretOutputs: ["token"],
          aliases: ["urn:old"],
          customTimeouts: { create: "1h30m", update: "250ms", delete: "90s" },
        },
      },
    );
    const request = AnalyzeRequest.deserializeBinary(
      encodeAnalyzeRequest(logs, logs.inputs, provider, { keepInternal: false }),
    );
    assert.deepEqual(
      [request.getType(), request.getName(), request.getUrn()],
      ["test:index:Bucket", "logs", urnOf("test:index:Bucket", "logs")],
    );
    assert.deepEqual(request.getOptions()?.toObject(), {
      protect: true,
      ignorechangesList: ["tags", "acl"],
      deletebeforereplace: true,
      deletebeforereplacedefined: true,
      additionalsecretoutputsList: ["token"],
      aliasesList: ["urn:old"],
      customtimeouts: { create: 5400, update: 0.25, pb_delete: 90, read: 0 },
      parent: STACK_URN,
    });
    assert.deepEqual(
      [request.getProvider()?.getName(), request.getProvider()?.getProperties()?.toJavaScript()],
      ["explicit", { region: "eu-west-1" }],
    );
  });

  it("tells an option that is set to false from one that is not set", () => {
    const defined = (deleteBeforeReplace?: boolean): boolean | undefined =>
      AnalyzeRequest.deserializeBinary(
        encodeAnalyzeRequest(bucket("logs", {}, { options: { deleteBeforeReplace } }), {}, undefined, KEEP),
      )
        .getOptions()
        ?.getDeletebeforereplacedefined();
    assert.deepEqual([defined(), defined(false), defined(true)], [false, true, true]);
  });

  it("writes the resources of a stack with outputs, parent and dependencies", () => {
    const first = bucket("first", {});
    const second = bucket(
      "second",
      { acl: "private" },
      {
        parent: first.urn,
        outputs: { arn: "arn:second" },
        dependencies: [first.urn, STACK_URN],
        propertyDependencies: { source: [first.urn], none: [] },
      },
    );
    const request = AnalyzeStackRequest.deserializeBinary(
      Buffer.concat([encodeStackResource(first, undefined), encodeStackResource(second, provider)]),
    );
    const [one, two] = request.getResourcesList();
    assert.equal(request.getResourcesList().length, 2);
    assert.deepEqual([one?.getName(), one?.getProvider(), one?.getDependenciesList()], ["first", undefined, []]);
    assert.deepEqual(two?.getProperties()?.toJavaScript(), { arn: "arn:second" });
    assert.deepEqual(
      [two?.getParent(), two?.getDependenciesList(), two?.getProvider()?.getName()],
      [first.urn, [first.urn, STACK_URN], "explicit"],
    );
    assert.deepEqual(
      [...(two?.getPropertydependenciesMap().entries() ?? [])].map(([key, list]) => [key, list.getUrnsList()]),
      [["source", [first.urn]]],
    );
  });
});

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { asset } from "@pulumi/pulumi";
import {
  type PolicyResource,
  type PolicyResourceOptions,
  type ReportViolation,
  type ResourceValidationArgs,
} from "@pulumi/policy";
import * as sdk from "@pulumi/policy";
import { policyOf } from "../../policy/pack/policy";
import { type Options } from "../../policy/pack/option";
import { type ResourceRule, type Rule, type StackRule } from "../../policy/pack/rule";
import { type SdkFunction } from "../../policy/sdk/sdk";
import { remembering } from "../../policy/sdk/unpack-once";
import { defined } from "../../language/defined";

/** The engine's own proxy, whose type the SDK does not publish. */
const unknownCheckingProxy = Reflect.get(sdk, "unknownCheckingProxy") as (properties: unknown) => Props;

/** The text that the engine puts instead of a text that is not known before the deployment. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const SECRET = { signature: "4dabf18193072939515e22adb298388d", mark: "1b47061264138c4ac30d75fd1eb44270" };

/** A value as the engine sends it where the program marked it secret. */
export function secret(value: unknown): object {
  return { [SECRET.signature]: SECRET.mark, value };
}

/** The server's own unpacking of a message, as the pack puts its own around it. */
const sdkDeserialize = createRequire(__filename)("@pulumi/policy/deserialize") as {
  deserializeProperties: SdkFunction;
};
const unpack = remembering(sdkDeserialize.deserializeProperties);

export type Props = Record<string, unknown>;

/** A resource of a test's stack. `refs` says which resources flow into which property, as the engine records it. */
export interface TestResource {
  type: string;
  props: Props;
  refs?: Record<string, string[]>;
  /** The name of the component that it is in. */
  parent?: string;
  dependsOn?: string[];
  providerRegion?: string;
  /** Further inputs of its provider. */
  provider?: Props;
  /** @default `default` */
  providerName?: string;
  /** True for what `get` reads, of which the engine hands a policy no inputs. */
  isRead?: true;
  options?: Partial<PolicyResourceOptions>;
}

export type Stack = Record<string, TestResource>;

/**
 * The changes of a case to the baseline: `"stage.tags.owner": "x"` sets a property, with undefined it takes it away;
 * `"stage": undefined` takes the resource away, and `"stage": {type, props}` adds or replaces it.
 */
export type Changes = Record<string, unknown>;

export interface Finding {
  message: string;
  name: string;
  level: string;
}

export interface Cases {
  /** A stack that the rule has nothing against. */
  baseline: Stack;
  /** Other stacks that it must let pass. */
  passes?: Record<string, Changes>;
  /** Each change makes exactly these findings. */
  fails: Record<string, [Changes, ...RegExp[]]>;
  /** With values that are not known yet: no violation, and one note that matches, or none where the value plays no part. */
  unknown: Record<string, [Changes, RegExp | "not needed"]>;
  /** With these settings, exactly these findings. A rule without settings of its own is tried with an exemption. */
  config?: Record<string, [Changes, Props, ...RegExp[]]>;
  /** At the level `remediate`, the change comes back as these properties. */
  remediates?: Record<string, [Changes, resource: string, property: string, expected: unknown]>;
}

/** The data that the completeness test reads: the kinds of case that each rule was tried with. */
export const tried = new Map<string, Set<"compliant" | "failing" | "unknown" | "config">>();

export function describeRule<O extends Options>(rule: ResourceRule<O> | StackRule<O>, cases: Cases): void {
  const erased = rule as Rule;
  tried.set(rule.name, kindsOf(cases, Object.keys(rule.options).length > 0));
  describe(rule.name, () => {
    it("finds nothing in the compliant baseline", async () => {
      assert.deepEqual(await run(erased, cases.baseline), []);
    });
    for (const [behaviour, changes] of Object.entries(cases.passes ?? {})) {
      it(`passes ${behaviour}`, async () => {
        assert.deepEqual(await run(erased, changed(cases.baseline, changes)), []);
      });
    }
    for (const [behaviour, [changes, ...expected]] of Object.entries(cases.fails)) {
      it(`reports ${behaviour}`, async () => {
        matches(await run(erased, changed(cases.baseline, changes)), expected);
      });
    }
    for (const [behaviour, [changes, note]] of Object.entries(cases.unknown)) {
      it(`does not decide ${behaviour}`, async () => {
        const findings = await run(erased, changed(cases.baseline, changes));
        matches(findings, note === "not needed" ? [] : [note]);
        assert.ok(findings.every(({ message, level }) => message.startsWith("undecided: ") && level === "advisory"));
      });
    }
    for (const [behaviour, [changes, config, ...expected]] of Object.entries(cases.config ?? {})) {
      it(`with settings: ${behaviour}`, async () => {
        matches(await run(erased, changed(cases.baseline, changes), config), expected);
      });
    }
    for (const [behaviour, [changes, name, property, expected]] of Object.entries(cases.remediates ?? {})) {
      it(`remediates ${behaviour}`, async () => {
        const resource = changed(cases.baseline, changes)[name];
        assert.ok(resource && erased.kind === "resource");
        assert.deepEqual(at(remediate(erased, name, resource), property), expected);
        assert.deepEqual(await run(erased, { [name]: { ...resource, props: remediate(erased, name, resource) } }), []);
      });
    }
    it("judges no secret by its placeholder", async () => {
      for (const [path, stack] of withClosedSecrets(cases.baseline)) {
        const findings = (await run(erased, stack)).filter(({ message }) => !message.startsWith("undecided: "));
        // a stage variable that is secret is what one rule is about, and needs no value for it
        assert.deepEqual(rule.name === "no-secret-in-stage-variables" ? [] : findings, [], path);
      }
    });
    exemptionCases(erased, cases);
  });
}

/** The stack once for each text of each type in it, in which that text is a secret that cannot be decrypted. */
function withClosedSecrets(stack: Stack): [path: string, stack: Stack][] {
  const stacks = new Map<string, [path: string, stack: Stack]>();
  for (const [name, resource] of Object.entries(stack)) {
    for (const path of textPaths(resource.props)) {
      const closed = { ...stack, [name]: { ...resource, props: replaced(resource.props, path) as Props } };
      stacks.set(`${resource.type} ${path.join(".")}`, [`${name}.${path.join(".")}`, closed]);
    }
  }
  return [...stacks.values()];
}

function textPaths(value: unknown): string[][] {
  if (typeof value === "string") {
    return value === "" ? [] : [[]];
  }
  if (typeof value !== "object" || value === null || asset.Asset.isInstance(value) || asset.Archive.isInstance(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, item]) => textPaths(item).map((path) => [key, ...path]));
}

function replaced(value: unknown, [key, ...rest]: string[]): unknown {
  if (key === undefined) {
    return "[secret]";
  }
  const item: unknown = Reflect.get(value as object, key);
  return Array.isArray(value)
    ? value.map((one: unknown, index) => (String(index) === key ? replaced(one, rest) : one))
    : { ...(value as Props), [key]: replaced(item, rest) };
}

function exemptionCases(rule: Rule, cases: Cases): void {
  const configured = Object.values(cases.config ?? {}).find((one) => one.length > 2);
  const [changes, ...expected] = Object.values(cases.fails)[0] ?? [
    configured?.[0] ?? {},
    ...(configured?.slice(2) ?? []),
  ];
  const settings = Object.keys(cases.fails).length > 0 ? {} : (configured?.[1] ?? {});
  const stack = changed(cases.baseline, changes);
  it("lists an exempted finding as a note with its reason", async () => {
    const findings = await run(rule, stack, {
      ...settings,
      exemptions: [{ resource: "*", reason: "agreed with the security team" }],
    });
    assert.equal(findings.length, expected.length);
    for (const { message, level } of findings) {
      assert.match(message, /^exempted: .* Exempted: agreed with the security team\.$/s);
      assert.equal(level, "advisory");
    }
  });
  it("reports a finding whose exemption has expired", async () => {
    const exemptions = [{ resource: "urn:pulumi:*", reason: "until the move", expires: "2020-02-29" }];
    const findings = await run(rule, stack, { ...settings, exemptions });
    assert.equal(findings.length, expected.length);
    for (const { message, level } of findings) {
      assert.match(
        message,
        /Its exemption \("until the move"\) ended on 2020-02-29\.\nFix: .* Or renew the exemption\.$/,
      );
      assert.equal(level, rule.blocks === "always" ? "mandatory" : "as configured");
    }
  });
}

function kindsOf(cases: Cases, ownSettings: boolean): Set<"compliant" | "failing" | "unknown" | "config"> {
  const kinds = new Set<"compliant" | "failing" | "unknown" | "config">(["compliant"]);
  // A rule that is off unless it is asked for fails with its settings.
  if (
    [...Object.values(cases.fails), ...Object.values(cases.config ?? {})].some((one) => one.at(-1) instanceof RegExp)
  ) {
    kinds.add("failing");
  }
  if (Object.keys(cases.unknown).length > 0) {
    kinds.add("unknown");
  }
  if (!ownSettings || Object.keys(cases.config ?? {}).length > 0) {
    kinds.add("config");
  }
  return kinds;
}

function matches(findings: Finding[], expected: RegExp[]): void {
  assert.equal(findings.length, expected.length, JSON.stringify(findings, null, 2));
  for (const pattern of expected) {
    assert.ok(
      findings.some(({ message }) => pattern.test(message)),
      `no finding matches ${String(pattern)}: ${JSON.stringify(findings, null, 2)}`,
    );
  }
}

/** The rule's findings on the stack, as the policy server would collect them. */
export async function run(
  rule: Rule,
  stack: Stack,
  config: Props = {},
  stackTags = new Map<string, string>(),
): Promise<Finding[]> {
  const policy = policyOf(rule);
  const findings: Finding[] = [];
  const report = reporter(stack, policy.enforcementLevel === "mandatory" ? "mandatory" : "as configured", findings);
  const shared = { stackTags, getConfig: <T extends object>() => config as T, notApplicable: neverCalled };
  if ("validateResource" in policy) {
    const validate = policy.validateResource;
    assert.ok(typeof validate === "function");
    for (const [name, resource] of Object.entries(stack).filter(([, { isRead }]) => isRead !== true)) {
      await validate({ ...resourceArgs(name, resource), ...shared }, (message) => {
        report(message, urnOf(name, resource.type));
      });
    }
  }
  assert.ok("validateStack" in policy);
  // the server asks for the type, and skips what applies to none
  if (Reflect.get(policy.validateStack, "__pulumiType") !== "gatewright:policy:NothingUndecided") {
    await policy.validateStack({ resources: policyResources(stack), ...shared }, report);
  }
  return findings;
}

function remediate(rule: Rule, name: string, resource: TestResource): Props {
  const policy = policyOf(rule);
  assert.ok("remediateResource" in policy && policy.remediateResource);
  const shared = { stackTags: new Map(), getConfig: <T extends object>() => ({}) as T, notApplicable: neverCalled };
  const result = policy.remediateResource({ ...resourceArgs(name, resource), ...shared }) as Props;
  return plain(result) as Props;
}

function reporter(stack: Stack, level: string, findings: Finding[]): ReportViolation {
  return (violation: unknown, urn?: string) => {
    assert.ok(typeof violation === "object" && violation !== null && "message" in violation);
    const { message } = violation;
    assert.ok(typeof message === "string");
    const where = "urn" in violation && typeof violation.urn === "string" ? violation.urn : (urn ?? "");
    const own = "enforcementLevel" in violation ? violation.enforcementLevel : undefined;
    const name = where.split("::").at(-1) ?? "";
    assert.ok(name in stack, `reported on ${where}, which is none of ${Object.keys(stack).join(", ")}`);
    findings.push({ message, name, level: typeof own === "string" ? own : level });
  };
}

function neverCalled(): never {
  throw new Error("no rule calls notApplicable");
}

function urnOf(name: string, type: string): string {
  return `urn:pulumi:test::gatewright::${type}::${name}`;
}

function resourceArgs(
  name: string,
  resource: TestResource,
): Omit<ResourceValidationArgs, "stackTags" | "getConfig" | "notApplicable"> {
  return defined({
    type: resource.type,
    name,
    urn: urnOf(name, resource.type),
    props: unknownCheckingProxy(unpacked(resource.props)),
    opts: {
      protect: false,
      ignoreChanges: [],
      aliases: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
      additionalSecretOutputs: [],
      ...resource.options,
    },
    provider:
      resource.providerRegion === undefined && resource.provider === undefined
        ? undefined
        : {
            type: "pulumi:providers:aws",
            name: "default",
            urn: urnOf(resource.providerName ?? "default", "pulumi:providers:aws"),
            props: unknownCheckingProxy({ ...resource.provider, region: resource.providerRegion }),
          },
    isType: () => false,
    asType: () => undefined,
  });
}

export function policyResources(stack: Stack): PolicyResource[] {
  const resources = new Map<string, PolicyResource>();
  for (const [name, resource] of Object.entries(stack)) {
    resources.set(name, { ...resourceArgs(name, resource), dependencies: [], propertyDependencies: {} });
  }
  const all = (names: string[]): PolicyResource[] =>
    names.map((name) => resources.get(name)).filter((resource): resource is PolicyResource => resource !== undefined);
  for (const [name, { refs = {}, dependsOn = [], parent }] of Object.entries(stack)) {
    const resource = resources.get(name);
    assert.ok(resource);
    resource.parent = parent === undefined ? undefined : resources.get(parent);
    resource.dependencies = all([...Object.values(refs).flat(), ...dependsOn]);
    resource.propertyDependencies = Object.fromEntries(Object.entries(refs).map(([path, names]) => [path, all(names)]));
  }
  return [...resources.values()];
}

export function changed(stack: Stack, changes: Changes): Stack {
  const result = copy(stack) as Stack;
  for (const [path, value] of Object.entries(changes)) {
    const [name = "", ...keys] = path.split(".");
    if (keys.length === 0) {
      if (value === undefined) {
        Reflect.deleteProperty(result, name);
      } else {
        result[name] = copy(value) as TestResource;
      }
      continue;
    }
    const resource = result[name];
    assert.ok(resource, `the baseline has no ${name}`);
    if (
      ["refs", "provider", "providerName", "isRead", "providerRegion", "options", "dependsOn", "parent"].includes(
        keys[0] ?? "",
      )
    ) {
      Object.assign(resource, { [keys[0] ?? ""]: value });
      continue;
    }
    const last = keys.pop() ?? "";
    let parent: Props = resource.props;
    for (const key of keys) {
      parent[key] ??= {};
      parent = parent[key] as Props;
    }
    if (value === undefined) {
      Reflect.deleteProperty(parent, last);
    } else {
      parent[last] = value;
    }
  }
  return result;
}

/** Only where there are secrets by way of the message: it holds no assets of this process. */
function unpacked(props: Props): unknown {
  return JSON.stringify(props).includes(SECRET.mark)
    ? unpack(Struct.fromJavaScript(props as Parameters<typeof Struct.fromJavaScript>[0]), false)
    : copy(props);
}

/** A deep copy that leaves assets and archives what they are. */
function copy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(copy);
  }
  if (asset.Asset.isInstance(value) || asset.Archive.isInstance(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item)]));
}

/** Returns what stands behind the proxies. */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return Array.from({ length: value.length }, (_, index) => plain(value[index]));
  }
  return Object.fromEntries(Object.keys(value).map((key) => [key, plain((value as Props)[key])]));
}

function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, key) => (inner as Props)[key], value);
}

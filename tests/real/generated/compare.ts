import { isDeepStrictEqual } from "node:util";
import type { ResourceGraph, ResourceNode } from "../../../engine/graph/graph";
import {
  ARCHIVE_SIGNATURE,
  ASSET_SIGNATURE,
  containsUnknown,
  isUnknown,
  type PropertyValue,
  RESOURCE_REFERENCE_SIGNATURE,
  secret,
  SECRET_SIGNATURE,
  SIGNATURE_KEY,
} from "../../../engine/graph/value";
import { SECRET_PLACEHOLDER } from "../../../language/secret-placeholder";
import { checkedInputs } from "../../../engine/synthesis";
import { defined } from "../../../language/defined";
import { isRecord } from "../../../language/is-record";
import type { StateResource } from "../engine";

/** A resource as both engines have it, in one form. */
export type Comparable = Record<string, unknown> & { urn: string };

/** A difference between the engines. */
export interface Difference {
  urn: string;
  property: string;
  embedded: unknown;
  real: unknown;
}

/** The properties that differ, of all resources of either engine. */
export function differences(embedded: readonly Comparable[], real: readonly Comparable[]): Difference[] {
  const [ours, theirs] = [byUrn(embedded), byUrn(real)];
  return [...new Set([...ours.keys(), ...theirs.keys()])].sort().flatMap((urn) => {
    const [one, other] = [ours.get(urn), theirs.get(urn)];
    if (one === undefined || other === undefined) {
      return [{ urn, property: "resource", embedded: one !== undefined, real: other !== undefined }];
    }
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((property) =>
      deep(urn, property, one[property], other[property]),
    );
  });
}

/** Resources that stand before something that they depend on. */
export function disordered(resources: readonly Comparable[]): string[] {
  const places = new Map(resources.map(({ urn }, at) => [urn, at]));
  return resources.flatMap(({ urn, parent, provider, dependencies }, at) =>
    [parent, provider, ...(dependencies as string[])]
      .filter((one): one is string => typeof one === "string" && (places.get(one) ?? -1) > at)
      .map((one) => `${urn} stands before ${one}`),
  );
}

export function embeddedResources({ resources, mode }: ResourceGraph): Comparable[] {
  const unconfigured = new Set(
    resources
      .filter((node) => mode === "preview" && isProvider(node) && containsUnknown(node.inputs))
      .map(({ urn }) => urn),
  );
  return resources.map((node) => ({
    urn: node.urn,
    custom: node.custom,
    external: node.external,
    id: isProvider(node) ? undefined : node.id,
    parent: node.parent,
    provider: node.provider,
    // a provider that isn't configured yet checks no inputs and has no outputs, which the graph has as unknown
    inputs: normal(unconfigured.has(node.provider ?? "") ? node.inputs : inputsOf(node)),
    outputs: unconfigured.has(node.provider ?? "") ? {} : normal(node.outputs),
    dependencies: node.dependencies,
    propertyDependencies: node.propertyDependencies,
    ...options({ ...node.options }),
  }));
}

export function realResources(state: readonly StateResource[]): Comparable[] {
  return state.map((resource) => ({
    urn: resource.urn,
    custom: resource.custom === true,
    external: resource.external === true,
    id: isProvider(resource) ? undefined : known(resource.id),
    parent: resource.parent,
    provider: resource.provider?.split("::").slice(0, -1).join("::"),
    inputs: normal(resource.inputs ?? {}),
    outputs: normal(resource.outputs ?? {}),
    dependencies: [...(resource.dependencies ?? [])].sort(),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies ?? {})
        .filter(([, urns]) => urns !== null && urns.length > 0)
        .map(([key, urns]) => [key, [...urns].sort()]),
    ),
    ...options({ ...resource, import: resource.importID }),
  }));
}

/** A provider's id is random on the real engine. */
function isProvider({ type }: { type: string }): boolean {
  return type.startsWith("pulumi:providers:");
}

/** The engine keeps inputs as the provider's check returns them: with the names that it makes. */
function inputsOf(node: ResourceNode): Record<string, PropertyValue> {
  const { type, name, urn, inputs, dependencies } = node;
  return node.custom && !node.external && type.startsWith("aws:")
    ? checkedInputs({ type, name, urn, inputs, dependencies })
    : inputs;
}

const OPTIONS = [
  "protect",
  "retainOnDelete",
  "deletedWith",
  "additionalSecretOutputs",
  "import",
  "ignoreChanges",
  "replaceOnChanges",
  "customTimeouts",
] as const;

/** Options without those that are off. */
function options(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return defined(
    Object.fromEntries(
      OPTIONS.map((option) => {
        const value = given[option];
        const isOff = value === false || value === "" || (Array.isArray(value) && value.length === 0);
        return [
          option,
          isOff
            ? undefined
            : Array.isArray(value)
              ? [...(value as string[])].sort()
              : option === "customTimeouts"
                ? seconds(value)
                : value,
        ];
      }),
    ),
  );
}

/** A state has timeouts in seconds, a program in Go's notation: `1h30m`. */
function seconds(timeouts: unknown): unknown {
  const units = { h: 3600, m: 60, s: 1 };
  const inSeconds = (time: unknown): unknown =>
    typeof time === "string"
      ? [...time.matchAll(/(\d+)([hms])/g)].reduce(
          (sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units],
          0,
        )
      : time;
  return isRecord(timeouts)
    ? Object.fromEntries(Object.entries(timeouts).map(([operation, time]) => [operation, inSeconds(time)]))
    : timeouts;
}

function known(id: string | undefined): string | undefined {
  return id === "" || isUnknown(id) ? undefined : id;
}

/** One form for what a state and a graph write differently: the plain text of secrets, and what is not there. */
function normal(value: PropertyValue): PropertyValue {
  if (Array.isArray(value)) {
    return value.map(normal);
  }
  if (!isRecord(value)) {
    return value;
  }
  if (value[SIGNATURE_KEY] === SECRET_SIGNATURE) {
    const plain = typeof value.plaintext === "string" ? (JSON.parse(value.plaintext) as PropertyValue) : value.value;
    return secret(normal(plain ?? null));
  }
  if (value[SIGNATURE_KEY] === ASSET_SIGNATURE || value[SIGNATURE_KEY] === ARCHIVE_SIGNATURE) {
    return mapped(value, (item) => (item === "" ? undefined : normal(item)));
  }
  if (value[SIGNATURE_KEY] === RESOURCE_REFERENCE_SIGNATURE) {
    // a state has an empty text for what a graph leaves out, or knows not yet
    return { ...value, id: isUnknown(value.id) ? "" : (value.id ?? ""), packageVersion: value.packageVersion ?? "" };
  }
  // where a plugin comes from: the engine's own note
  return mapped(value, (item) => normal(item), ["__internal"]);
}

function mapped(
  value: Record<string, PropertyValue>,
  change: (item: PropertyValue) => PropertyValue | undefined,
  without: readonly string[] = [],
): Record<string, PropertyValue> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const changed = without.includes(key) ? undefined : change(item);
      return changed === undefined ? [] : [[key, changed] as const];
    }),
  );
}

function deep(urn: string, property: string, embedded: unknown, real: unknown): Difference[] {
  if (isDeepStrictEqual(embedded, real)) {
    return [];
  }
  if (isRecord(embedded) && isRecord(real)) {
    return [...new Set([...Object.keys(embedded), ...Object.keys(real)])].flatMap((key) =>
      deep(urn, `${property}.${key}`, embedded[key], real[key]),
    );
  }
  return [{ urn, property, embedded, real }];
}

function byUrn(resources: readonly Comparable[]): Map<string, Comparable> {
  return new Map(resources.map((resource) => [resource.urn, resource]));
}

/** A preview on the real engine shows no default provider, no text that is a secret, and no text of an asset in an output. */
export function asPreviewed(resources: readonly Comparable[], secrets: readonly string[]): Comparable[] {
  return resources
    .filter(({ urn }) => !/::pulumi:providers:\w+::default(?:_|$)/.test(urn))
    .map((resource) => ({
      ...resource,
      inputs: masked(resource.inputs as PropertyValue, false, secrets),
      outputs: masked(resource.outputs as PropertyValue, true, secrets),
    }));
}

function masked(value: PropertyValue, isOutput: boolean, secrets: readonly string[]): PropertyValue {
  if (typeof value === "string") {
    return secrets.reduce((text, one) => text.replaceAll(one, SECRET_PLACEHOLDER), value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => masked(item, isOutput, secrets));
  }
  if (!isRecord(value)) {
    return value;
  }
  if (value[SIGNATURE_KEY] === SECRET_SIGNATURE) {
    return SECRET_PLACEHOLDER;
  }
  const isText = isOutput && value[SIGNATURE_KEY] === ASSET_SIGNATURE && "text" in value;
  return mapped(value, (item) => masked(item, isOutput, secrets), isText ? ["text"] : []);
}

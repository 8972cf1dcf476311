import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { ResourceGraph } from "../../engine/graph/graph";

const EXAMPLES = resolve(__dirname, "../../examples");
export const RECORDED = join(__dirname, "recorded-names.json");

/** The types and names of an example's resources, by `<example> <stack>`, as URNs have them. */
export type RecordedNames = Record<string, string[]>;

export function recordedNames(): RecordedNames {
  return existsSync(RECORDED) ? (JSON.parse(readFileSync(RECORDED, "utf8")) as RecordedNames) : {};
}

/**
 * Fails where an example's resources are no longer those that were recorded. Under another type or name, Pulumi deletes a resource and makes
 * it anew; with an alias it goes on with the one that stands, and the recorded name is found among the aliases.
 */
export function assertLogicalNames(directory: string, graph: ResourceGraph): void {
  if (dirname(resolve(directory)) !== EXAMPLES) {
    return;
  }
  const key = `${basename(directory)} ${graph.stack}`;
  const recorded = recordedNames();
  if (process.env.RECORD_NAMES !== undefined) {
    recorded[key] = namesOf(graph).sort();
    const sorted = Object.entries(recorded).sort(([one], [other]) => one.localeCompare(other));
    writeFileSync(RECORDED, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
    return;
  }
  const names = recorded[key];
  // each example is recorded in the stacks that its own spec evaluates
  assert.deepEqual(
    names === undefined ? [] : nameDifferences(names, graph),
    [],
    `examples/${key}: see "Names that last" in CONTRIBUTING.md`,
  );
}

/** Returns what an update would make anew or delete, and what was never recorded. */
export function nameDifferences(recorded: readonly string[], graph: ResourceGraph): string[] {
  const known = new Set(graph.resources.flatMap(({ urn, options }) => [urn, ...(options.aliases ?? [])].map(nameOf)));
  const gone = recorded
    .filter((name) => !known.has(name))
    .map((name) => `${name} is gone: give its successor an alias`);
  const before = new Set(recorded);
  const added = graph.resources
    .filter(isOfProgram)
    .filter(({ urn, options }) => ![urn, ...(options.aliases ?? [])].some((one) => before.has(nameOf(one))))
    .map(({ urn }) => `${nameOf(urn)} is new: record it`);
  return [...gone, ...added];
}

export function namesOf({ resources }: ResourceGraph): string[] {
  return resources.filter(isOfProgram).map(({ urn }) => nameOf(urn));
}

/** Stacks and providers are the program's own affair. */
function isOfProgram({ type }: ResourceGraph["resources"][number]): boolean {
  return !/^pulumi:(pulumi|providers):/.test(type);
}

/** `type::name` of `urn:pulumi:stack::project::type::name`, with the types of the parents. */
function nameOf(urn: string): string {
  return urn.split("::").slice(2).join("::");
}

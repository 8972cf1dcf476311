import type { PropertyValue } from "../../graph/value";
import { isRecord } from "../../../language/is-record";

export type Json = { [key: string]: PropertyValue };

/** One statement as the provider renders it from the arguments of `getPolicyDocument`. */
export function statement(given: Json, version: string): Json {
  const replaced = (value: PropertyValue | undefined): PropertyValue | undefined => set(value, version);
  return compact({
    Sid: given.sid === "" ? undefined : given.sid,
    Effect: given.effect ?? "Allow",
    Action: set(given.actions),
    NotAction: set(given.notActions),
    Resource: replaced(given.resources),
    NotResource: replaced(given.notResources),
    Principal: principals(listOf(given.principals).map(objectOf), version),
    NotPrincipal: principals(listOf(given.notPrincipals).map(objectOf), version),
    Condition: conditions(listOf(given.conditions).map(objectOf), version),
  });
}

/** `{ type: "*", identifiers: ["*"] }` alone is the bare "*"; otherwise one entry a type. */
function principals(given: Json[], version: string): PropertyValue | undefined {
  const [only] = given;
  if (only === undefined) {
    return undefined;
  }
  if (given.length === 1 && only.type === "*" && set(only.identifiers) === "*") {
    return "*";
  }
  const byType = new Map<string, string[]>();
  for (const { type, identifiers } of given) {
    const [name = ""] = textsOf(type);
    byType.set(name, [...(byType.get(name) ?? []), ...textsOf(set(identifiers, version))]);
  }
  return Object.fromEntries([...byType].sort(byKey).map(([type, names]) => [type, bareIfOne(names)]));
}

/** Values keep their order; those of the same test and variable come together. */
function conditions(given: Json[], version: string): PropertyValue | undefined {
  if (given.length === 0) {
    return undefined;
  }
  const tests = new Map<string, Map<string, string[]>>();
  for (const condition of given) {
    const [test = ""] = textsOf(condition.test);
    const [variable = ""] = textsOf(condition.variable);
    const variables = tests.get(test) ?? new Map<string, string[]>();
    const values = textsOf(condition.values).map((value) => variablesIn(value, version));
    tests.set(test, variables.set(variable, [...(variables.get(variable) ?? []), ...values]));
  }
  return Object.fromEntries(
    [...tests].sort(byKey).map(([test, variables]) => {
      const rendered = [...variables].sort(byKey).map(([variable, values]) => [variable, bareIfOne(values)] as const);
      return [test, Object.fromEntries(rendered)];
    }),
  );
}

/** A set of texts as the provider writes it: without repeats, in reverse order, a single one bare. */
function set(value: PropertyValue | undefined, version?: string): PropertyValue | undefined {
  const items = [...new Set(textsOf(value))].sort().reverse();
  const replaced = version === undefined ? items : items.map((item) => variablesIn(item, version));
  return replaced.length === 0 ? undefined : bareIfOne(replaced);
}

/** `&{aws:username}` stands for the policy variable `${aws:username}`, which the older version doesn't have. */
function variablesIn(text: string, version: string): string {
  if (version === "2008-10-17" && text.includes("&{")) {
    throw new Error(
      `getPolicyDocument: "${text}" has a policy variable (&{...}), which version 2008-10-17 does not support. Use version 2012-10-17.`,
    );
  }
  return text.replaceAll("&{", "${");
}

function bareIfOne(items: string[]): PropertyValue {
  return items.length === 1 ? (items[0] ?? "") : items;
}

/** The value's texts: those of a list, or of the value alone. */
export function textsOf(value: PropertyValue | undefined): string[] {
  const items = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return items.map((item) => (typeof item === "string" ? item : JSON.stringify(item)));
}

export function listOf(value: PropertyValue | undefined): PropertyValue[] {
  return Array.isArray(value) ? value : [];
}

export function objectOf(value: PropertyValue | undefined): Json {
  return isRecord(value) ? value : {};
}

export function compact(value: Record<string, PropertyValue | undefined>): Json {
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, PropertyValue] => entry[1] !== undefined),
  );
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

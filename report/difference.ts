import {
  alarmFacts,
  apiFacts,
  domainFacts,
  type Facts,
  keyFacts,
  type NamedFacts,
  planFacts,
  sharedQuotas,
  routeFacts,
  stackFacts,
  stageFacts,
} from "./difference-facts";
import type { StackReport } from "./stack-report";

/** The parts that one stack has and another has not. */
export interface Difference {
  /** The name of the other stack, or its file. */
  base: string;
  stack: string;
  changes: Change[];
}

/** One difference of an API, or of what its stack has beside its APIs. */
export interface Change {
  /** The name of the API, or `the stack`. */
  api: string;
  /** `added` is what the base has not. */
  kind: "added" | "removed" | "changed";
  /** Such as `route GET /orders: throttle`. */
  what: string;
  before?: string;
  after?: string;
}

/** The owner of what belongs to no single API, in place of an API's name. */
const WHOLE_STACK = "the stack";

/** Compares two stacks, or two commits of one. */
export function difference(base: StackReport, stack: StackReport, baseName = base.stack): Difference {
  const before = new Map(base.apis.map((api) => [api.name, api]));
  const after = new Map(stack.apis.map((api) => [api.name, api]));
  const names = [...new Set([...after.keys(), ...before.keys()])];
  const changes = names.flatMap((name): Change[] => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old === undefined || now === undefined) {
      return [{ api: name, kind: old === undefined ? "added" : "removed", what: "the whole API" }];
    }
    return [
      ...compared(name, apiFacts(old), apiFacts(now)),
      ...compared(name, ...sharedQuotas(old.quotas, now.quotas)),
      ...namedChanges(name, "stage", stageFacts(old), stageFacts(now)),
      ...namedChanges(name, "domain", domainFacts(old), domainFacts(now)),
      ...namedChanges(name, "route", routeFacts(old), routeFacts(now)),
    ];
  });
  return { base: baseName, stack: stack.stack, changes: [...changes, ...sharedChanges(base, stack)] };
}

/** Compares what belongs to no single API. */
function sharedChanges(base: StackReport, stack: StackReport): Change[] {
  return [
    ...namedChanges(WHOLE_STACK, "usage plan", planFacts(base), planFacts(stack)),
    ...namedChanges(WHOLE_STACK, "API key", keyFacts(base), keyFacts(stack)),
    ...namedChanges(WHOLE_STACK, "alarm", alarmFacts(base), alarmFacts(stack)),
    ...compared(WHOLE_STACK, stackFacts(base), stackFacts(stack)),
    ...compared(WHOLE_STACK, ...sharedQuotas(base.account, stack.account)),
  ];
}

function compared(api: string, before: Facts, after: Facts, place = ""): Change[] {
  return [...new Set([...Object.keys(after), ...Object.keys(before)])].flatMap((fact) => {
    const [was = "", is = ""] = [before[fact], after[fact]];
    return was === is ? [] : [{ api, kind: "changed" as const, what: `${place}${fact}`, before: was, after: is }];
  });
}

/** Compares what has names: what only one has is added or removed, what both have by its facts. */
function namedChanges(api: string, what: string, before: NamedFacts, after: NamedFacts): Change[] {
  return [...new Set([...Object.keys(after), ...Object.keys(before)])].flatMap((name): Change[] => {
    const [was, is] = [before[name], after[name]];
    const place = `${what} ${name}`;
    return was === undefined || is === undefined
      ? [{ api, kind: was === undefined ? "added" : "removed", what: place }]
      : compared(api, was, is, `${place}: `);
  });
}

import * as pulumi from "@pulumi/pulumi";
import { shownJson } from "../language/shown-json";
import { nearestName } from "../language/nearest-name";
import { bareName } from "./source";

/** One thing that is wrong in the config of a stack. */
export interface ConfigProblem {
  /** The key with its path, as `pulumi config set --path` takes it: `corsOrigins[1]`. This project's without namespace. */
  key: string;
  /** The value; left out where the key is missing. */
  received?: unknown;
  /** The values that are allowed, in words. */
  expected: string;
  /** The change that solves the problem. @default the command that sets the key */
  fix?: string;
}

/** A problem with its place, in the form of the message. */
export interface PlacedProblem extends ConfigProblem {
  /** The file, and the line where it has the key. */
  place: string;
  /** The full key with its path. */
  fullKey: string;
  /** The state of the key, to be read after it. @default made of `received` */
  state?: string;
  fix: string;
}

/** Everything that is wrong in the config of a stack. Pulumi prints its message without a stack trace. */
export class ConfigError extends pulumi.RunError {
  constructor(
    readonly stackName: string,
    readonly problems: readonly PlacedProblem[],
  ) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super(
      `The config of stack ${stackName} has ${count}:${problems.map((problem) => `\n  ${lineOf(problem)}`).join("")}`,
    );
    this.name = "ConfigError";
  }
}

function lineOf({ place, fullKey, received, expected, fix, state }: PlacedProblem): string {
  const found = state ?? (received === undefined ? "is missing" : `is ${shownJson(received)}`);
  return `${place}: ${fullKey} ${found}; expected ${expected}. Fix: ${fix}`;
}

/** Returns the command that sets a key; for a part of a value, by its path. A list is set item by item. */
export function setCommand(fullKey: string, stack: string, isSecret: boolean, isList = false): string {
  if (isList) {
    return setCommand(`${fullKey}[0]`, stack, isSecret);
  }
  const flags = [...(isSecret ? ["--secret"] : []), ...(/[.[]/.test(bareName(fullKey)) ? ["--path"] : [])];
  const key = /^[\w:.-]+$/.test(fullKey) ? fullKey : `'${fullKey}'`;
  return ["pulumi config set --stack", stack, ...flags, key, "<value>"].join(" ");
}

/** Returns the known key that `name` most likely stands for, whatever its namespace; undefined if none is near. */
export function nearestKey(name: string, known: readonly string[]): string | undefined {
  const nearest = nearestName(bareName(name), known.map(bareName));
  return known.find((key) => bareName(key) === nearest);
}

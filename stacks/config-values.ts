import { z } from "zod";
import { nearestKey, qualified, type ConfigProblem } from "./config-problems";

/** The interface by which a program reads its config from. */
export interface ConfigSource {
  project: string;
  stack: string;
  /** All values as text by their full key, `<namespace>:<name>`; objects and lists are JSON. */
  values: Record<string, string>;
  /** The full keys whose values are encrypted. */
  secretKeys: string[];
}

/** The values that each key allows. Keys without a namespace belong to the project. */
type Keys = Record<string, z.ZodType>;

/** The values that are right on their own, and what is wrong with the others. */
export function readValues(
  keys: Keys,
  source: ConfigSource,
): { right: Record<string, unknown>; problems: ConfigProblem[] } {
  const right: Record<string, unknown> = {};
  const problems = unknownKeys(keys, source);
  for (const [key, schema] of Object.entries(keys)) {
    const fullKey = qualified(key, source.project);
    if (source.secretKeys.includes(fullKey)) {
      problems.push({ key, message: "is a secret, but stands readable in the API: set it with --plaintext" });
      continue;
    }
    const value = decode(source.values[fullKey], schema);
    const result = schema.safeParse(value);
    if (result.success) {
      right[key] = value;
    } else {
      problems.push(...result.error.issues.flatMap((issue) => issueProblems(issue, key, schema, value)));
    }
  }
  return { right, problems };
}

/** Pulumi passes every value as text: a string as it is, anything else as JSON. */
function decode(text: string | undefined, schema: z.ZodType): unknown {
  if (text === undefined || schema instanceof z.ZodString || schema instanceof z.ZodEnum) {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function unknownKeys(keys: Keys, { project, values }: ConfigSource): ConfigProblem[] {
  const known = Object.keys(keys).map((key) => qualified(key, project));
  return Object.keys(values)
    .filter((fullKey) => fullKey.startsWith(`${project}:`))
    .map((fullKey) => fullKey.slice(project.length + 1))
    .filter((key) => key.includes(":") || !(key in keys))
    .map((key) => ({ key: `${project}:${key}`, message: unknownMessage(key, known) }));
}

function unknownMessage(name: string, known: string[]): string {
  const nearest = nearestKey(name, known);
  return nearest === undefined
    ? `is not a key of this program; the keys are ${known.join(", ")}`
    : `is not a key of this program; did you mean ${nearest}?`;
}

/** One problem for each thing that zod found wrong in the value of `key`. */
function issueProblems(issue: z.core.$ZodIssue, key: string, schema: z.ZodType, value: unknown): ConfigProblem[] {
  if (issue.code === "unrecognized_keys") {
    const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
    return issue.keys.map((name) => ({ key: `${key}.${name}`, message: unknownMessage(name, known) }));
  }
  const path = issue.path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  const found = issue.path.reduce<unknown>(memberOf, value);
  const state = found === undefined ? "is missing" : `is ${JSON.stringify(found)}`;
  return [{ key: `${key}${path}`, message: `${state}; allowed: ${issue.message}` }];
}

function memberOf(value: unknown, part: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined;
}

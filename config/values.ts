import type { z } from "zod";
import { environmentOf } from "../language/environment";
import { ownValue } from "../language/own-value";
import { parsedJson } from "../language/parsed-json";
import { SECRET_PLACEHOLDER } from "../language/secret-placeholder";
import { expectedText } from "./expected";
import { type ConfigProblem, nearestKey } from "./problems";
import { qualified, type ConfigSource } from "./source";
import type { ConfigShape } from "./types";

/** A problem of a key, before it is placed. */
export interface FoundProblem extends ConfigProblem {
  /** The key that it is about, and the rest of the path. */
  at: { key: string; path: readonly PropertyKey[] };
  state?: string;
}

/** The parts of a definition that reading needs. */
export interface KeyDefinitions {
  shape: ConfigShape;
  secrets: readonly string[];
  /** By stack, environment or `*`. */
  defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  rejectsUnknown: boolean;
}

/** The values that are right on their own, decoded and parsed, and what is wrong with the others. */
export interface ReadValues {
  /** As they stand in the files, decoded. */
  decoded: Record<string, unknown>;
  parsed: Record<string, unknown>;
  problems: FoundProblem[];
}

/** Reads every key of a stack. */
export function readValues(definitions: KeyDefinitions, source: ConfigSource): ReadValues {
  const { shape, secrets, rejectsUnknown } = definitions;
  const read: ReadValues = {
    decoded: {},
    parsed: {},
    problems: rejectsUnknown ? unknownKeys(shape, source) : [],
  };
  for (const [key, schema] of Object.entries(shape)) {
    const isSecret = secrets.includes(key);
    const encryption = encryptionProblem(key, isSecret, source);
    if (encryption !== undefined) {
      read.problems.push(encryption);
      continue;
    }
    const text = source.values[qualified(key, source.project)];
    if (isSecret && text === SECRET_PLACEHOLDER) {
      // it stays closed on this machine
      read.decoded[key] = read.parsed[key] = text;
      continue;
    }
    const { value, result } =
      text === undefined ? fromDefaults(definitions, key, schema, source) : decode(text, schema);
    if (result.success) {
      read.decoded[key] = value;
      read.parsed[key] = result.data;
    } else {
      read.problems.push(...result.error.issues.flatMap((issue) => issueProblems(issue, key, schema, value)));
    }
  }
  return read;
}

/** A secret value may go to secret keys alone, and a stack's file has no readable value of those. */
function encryptionProblem(key: string, isSecret: boolean, source: ConfigSource): FoundProblem | undefined {
  const fullKey = qualified(key, source.project);
  const at = { key, path: [] };
  if (!isSecret && source.secretKeys?.includes(fullKey) === true) {
    return {
      ...{ key, at, state: "is encrypted", expected: "a readable value: the program uses it in the open" },
      fix: `pulumi config set --stack ${source.stack} --plaintext ${fullKey} <value>, or declare the key in secrets`,
    };
  }
  const isReadable = isSecret && source.values[fullKey] !== undefined && source.secretKeys?.includes(fullKey) !== true;
  return isReadable && source.files?.isReadable(fullKey) === true
    ? { key, at, state: "stands readable in the file", expected: "an encrypted value" }
    : undefined;
}

interface Decoded {
  value: unknown;
  result: z.ZodSafeParseResult<unknown>;
}

/**
 * Pulumi passes every value as text: a text as it is, anything else as JSON. A schema that takes the text gets the text; any other gets
 * what the JSON means.
 */
function decode(text: string, schema: z.ZodType): Decoded {
  const asText = { value: text, result: schema.safeParse(text) };
  const meant = jsonValue(text);
  if (meant === undefined || (asText.result.success && !isContainer(meant))) {
    return asText;
  }
  const asJson = { value: meant, result: schema.safeParse(meant) };
  if (asJson.result.success) {
    return asJson;
  }
  return asText.result.success || !isRefusedType(asText.result.error) ? asText : asJson;
}

/** Returns whether a schema takes no text at all, so that what it says of one helps nobody. */
function isRefusedType({ issues }: z.ZodError): boolean {
  const codes = ["invalid_type", "invalid_value", "invalid_union"];
  return issues.some(({ code, path }) => path.length === 0 && codes.includes(code));
}

function isContainer(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** Returns the value of a JSON text that is no string; undefined for other texts. */
function jsonValue(text: string): unknown {
  const value = parsedJson(text);
  return typeof value === "string" ? undefined : value;
}

function fromDefaults({ defaults }: KeyDefinitions, key: string, schema: z.ZodType, { stack }: ConfigSource): Decoded {
  const sets = [stack, environmentOf(stack), "*"].flatMap((name) => {
    const set = name === undefined ? undefined : ownValue(defaults, name);
    return set !== undefined && Object.hasOwn(set, key) ? [set] : [];
  });
  const value = sets[0]?.[key];
  return { value, result: schema.safeParse(value) };
}

function unknownKeys(shape: ConfigShape, { project, values }: ConfigSource): FoundProblem[] {
  const known = Object.keys(shape).map((key) => qualified(key, project));
  return Object.keys(values)
    .filter((fullKey) => fullKey.startsWith(`${project}:`) && !known.includes(fullKey) && !isToolKey(fullKey))
    .map((fullKey) => ({ key: fullKey, at: { key: fullKey, path: [] }, ...unknownName(fullKey, known) }));
}

/** The keys of Gatewright's commands, where a project is itself called gatewright. */
function isToolKey(fullKey: string): boolean {
  return fullKey === "gatewright:local" || fullKey === "gatewright:quotas";
}

function unknownName(name: string, known: readonly string[]): Pick<FoundProblem, "state" | "expected" | "fix"> {
  const nearest = nearestKey(name, known);
  const state = "is not a key of this program";
  return nearest === undefined
    ? { state, expected: known.length === 0 ? "no key here" : `one of ${known.join(", ")}`, fix: "remove it" }
    : { state, expected: nearest, fix: "rename it" };
}

/** Returns one problem for each thing that zod found wrong in the value of `key`. */
export function issueProblems(
  issue: z.core.$ZodIssue,
  key: string,
  schema: z.ZodType | undefined,
  value: unknown,
): FoundProblem[] {
  if (issue.code === "unrecognized_keys") {
    const known = Object.keys(shapeAt(schema, issue.path));
    return issue.keys.map((name) => {
      const path = [...issue.path, name];
      return { key: keyPath(key, path), at: { key, path }, ...unknownName(name, known) };
    });
  }
  const received = issue.path.reduce<unknown>(memberOf, value);
  return [{ key: keyPath(key, issue.path), at: { key, path: issue.path }, received, expected: expectedText(issue) }];
}

/** Returns a key with a path as `pulumi config set --path` takes it: `corsOrigins[1]`, `throttle.rateLimit`. */
export function keyPath(key: string, path: readonly PropertyKey[]): string {
  const rest = path.map((part) => {
    return typeof part === "number"
      ? `[${part}]`
      : /^[\w-]+$/.test(String(part))
        ? `.${String(part)}`
        : `["${String(part)}"]`;
  });
  return `${key}${rest.join("")}`;
}

function memberOf(value: unknown, part: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined;
}

/** The members of the object that a path refers to in a schema; none where it is no object. */
function shapeAt(schema: unknown, path: readonly PropertyKey[]): object {
  const definition = memberOf(schema, "def");
  const inner = memberOf(definition, "innerType") ?? memberOf(definition, "in");
  if (inner !== undefined) {
    return shapeAt(inner, path);
  }
  const shape = memberOf(definition, "shape");
  const [first, ...rest] = path;
  if (first === undefined) {
    return typeof shape === "object" && shape !== null ? shape : {};
  }
  const member = memberOf(shape, first) ?? memberOf(definition, "element") ?? memberOf(definition, "valueType");
  return member === undefined ? {} : shapeAt(member, rest);
}

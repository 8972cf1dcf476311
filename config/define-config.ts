import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { nearestName } from "../language/nearest-name";
import { SECRET_PLACEHOLDER } from "../language/secret-placeholder";
import { shownJson } from "../language/shown-json";
import { configSchema, writeRequestedSchema } from "./json-schema";
import { ConfigError, type ConfigProblem, type PlacedProblem, setCommand } from "./problems";
import { bareName, type ConfigSource, qualified, type RunningSource, runningStack } from "./source";
import { LIST } from "./expected";
import { unreadFiles } from "./stack-files";
import type { ConfigInputs, ConfigOf, ConfigRule, ConfigShape, ConfigValues } from "./types";
import { type FoundProblem, issueProblems, type KeyDefinitions, readValues } from "./values";

/** The options of a config. */
export interface ConfigOptions<Shape extends ConfigShape, Secret extends keyof Shape & string = never> {
  /**
   * The keys whose values stay encrypted: the program gets secret Outputs. @default none
   * @example ["databasePassword"]
   */
  secrets?: readonly Secret[];
  /**
   * The values of keys that a stack's file does not set: by the stack's name, by its environment (local, dev, staging, prod, also of
   * stacks such as prod-eu), and `*` for every stack. @default none
   * @example { "*": { logRetentionDays: 30 }, prod: { logRetentionDays: 365 } }
   */
  defaults?: Readonly<Record<string, Partial<ConfigInputs<Shape>>>>;
  /**
   * The rules between the values of several keys. All problems of all rules are reported. @default none
   * @example [({ limit, burst }) => (limit > burst ? [{ key: "limit", received: limit, expected: `at most ${burst}` }] : [])]
   */
  rules?: readonly ConfigRule<Shape>[];
  /**
   * The treatment of the project's keys that the schema does not have: a problem, or none. @default "reject"
   * @example "ignore"
   */
  unknownKeys?: "reject" | "ignore";
}

/** A config that is defined: it is read in each stack. */
export interface DefinedConfig<Shape extends ConfigShape, Secret extends keyof Shape & string = never> {
  /**
   * Returns the values of the stack that is being evaluated.
   *
   * @throws ConfigError with every problem at once
   */
  read(): ConfigOf<Shape, Secret>;
  /**
   * Returns the values of any stack, for tests.
   *
   * @throws ConfigError with every problem at once
   */
  parse(source: ConfigSource): ConfigOf<Shape, Secret>;
  /** Returns the JSON Schema of a stack's file, by which an editor completes and checks it. */
  jsonSchema(project: string): object;
}

/**
 * Defines the config of a project's stacks: a zod schema with a member for each key, such as `logRetentionDays` of this project or
 * `"aws:region"`.
 *
 * @example
 * ```ts
 * const stackConfig = defineConfig(
 *   z.object({ logRetentionDays: z.number().int().positive(), databasePassword: z.string().min(12) }),
 *   { secrets: ["databasePassword"], defaults: { local: { logRetentionDays: 7, databasePassword: "only-on-this-machine" } } },
 * );
 * const { logRetentionDays, databasePassword } = stackConfig.read();
 * ```
 */
export function defineConfig<Shape extends ConfigShape, const Secret extends keyof Shape & string = never>(
  schema: z.ZodObject<Shape>,
  options: ConfigOptions<Shape, Secret> = {},
): DefinedConfig<Shape, Secret> {
  refuseOtherSchema(schema);
  refuseUnknownOptions(options);
  const { secrets = [], defaults = {}, rules = [], unknownKeys = "reject" } = options;
  const { shape } = schema;
  refuseUnknownSecrets(secrets, Object.keys(shape));
  refuseUnknownDefaults(defaults, Object.keys(shape));
  refuseSameNames(Object.keys(shape));
  const definitions: KeyDefinitions = { shape, secrets, defaults, rejectsUnknown: unknownKeys === "reject" };
  const parse = (source: RunningSource): ConfigOf<Shape, Secret> => {
    const { decoded, parsed, problems } = readValues(definitions, source);
    const values = named(parsed) as Partial<ConfigValues<Shape>>;
    const crossed = rules.flatMap((rule) => rule(values, source.stack)).map((problem) => located(problem, shape));
    const found = [...problems, ...crossed];
    // a rule of the whole can't judge a secret that stays closed
    const isSealed = Object.values(parsed).includes(SECRET_PLACEHOLDER);
    const whole = found.length > 0 || isSealed ? undefined : schema.safeParse(decoded);
    if (whole?.success === false) {
      found.push(...whole.error.issues.flatMap((issue) => wholeProblems(issue, schema, decoded)));
    }
    if (found.length > 0) {
      throw new ConfigError(
        source.stack,
        found.map((problem) => placed(problem, definitions, source)),
      );
    }
    return named(
      Object.fromEntries(
        Object.entries(parsed).map(([key, value]) => [
          key,
          (secrets as readonly string[]).includes(key) ? pulumi.secret(value) : value,
        ]),
      ),
    ) as ConfigOf<Shape, Secret>;
  };
  const jsonSchema = (project: string): object => configSchema(schema, definitions, project);
  writeRequestedSchema(jsonSchema);
  return { read: () => parse(runningStack()), parse, jsonSchema };
}

/** @throws RunError where a program that is not type-checked passes no schema of an object */
function refuseOtherSchema(schema: Partial<z.ZodObject> | undefined): void {
  if (typeof schema?.shape !== "object") {
    throw new pulumi.RunError(
      "defineConfig: the schema is not that of an object; expected z.object({ ... }) with a member for each key. " +
        'Fix: write defineConfig(z.object({ logRetentionDays: z.number() })), with import { z } from "zod"',
    );
  }
}

const OPTIONS = ["secrets", "defaults", "rules", "unknownKeys"] as const satisfies (keyof ConfigOptions<ConfigShape>)[];

/** @throws RunError where a program that is not type-checked has an option that would be ignored, such as `defualts` */
function refuseUnknownOptions(options: object): void {
  refuseUnknown("options", Object.keys(options), OPTIONS, "the options");
  const unknownKeys: unknown = Reflect.get(options, "unknownKeys");
  if (unknownKeys !== undefined && unknownKeys !== "reject" && unknownKeys !== "ignore") {
    throw new pulumi.RunError(
      `defineConfig: unknownKeys: got ${shownJson(unknownKeys)}, expected "reject" or "ignore". Fix: write one of them`,
    );
  }
}

/** @throws RunError where a key that would stay encrypted is none of the schema: the one that was meant would be in plain text */
function refuseUnknownSecrets(secrets: readonly string[], keys: readonly string[]): void {
  refuseUnknown("secrets", secrets, keys, "the schema's keys", "or add it to the schema");
}

/** @throws RunError where a default is of a key that the schema does not have: it would have no effect */
function refuseUnknownDefaults(defaults: Readonly<Record<string, object>>, keys: readonly string[]): void {
  for (const [stack, values] of Object.entries(defaults)) {
    refuseUnknown(`defaults["${stack}"]`, Object.keys(values), keys, "the schema's keys", "or add it to the schema");
  }
}

function refuseUnknown(
  place: string,
  names: readonly string[],
  known: readonly string[],
  kind: string,
  otherwise?: string,
): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const near = nearestName(unknown, known);
    const removal = ["remove it", ...(otherwise === undefined ? [] : [otherwise])].join(", ");
    throw new pulumi.RunError(
      `defineConfig: ${place}: got "${unknown}", expected one of ${kind}: ${known.join(", ")}. ` +
        `Fix: ${near === undefined ? removal : `write "${near}"`}`,
    );
  }
}

/** @throws Error where two keys would be one property of the values */
function refuseSameNames(keys: readonly string[]): void {
  const first = new Map<string, string>();
  for (const key of keys) {
    const name = bareName(key);
    const other = first.get(name);
    if (other !== undefined) {
      throw new Error(`defineConfig: "${other}" and "${key}" are both "${name}" in the program. Rename one of them.`);
    }
    first.set(name, key);
  }
}

/** The values by the names that the program uses. */
function named(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [bareName(key), value]));
}

function wholeProblems(issue: z.core.$ZodIssue, schema: z.ZodObject, decoded: Record<string, unknown>): FoundProblem[] {
  const [first, ...path] = issue.path;
  return first === undefined
    ? issueProblems(issue, "", undefined, decoded)
    : issueProblems(
        { ...issue, path },
        String(first),
        schema.shape[String(first)] as z.ZodType,
        decoded[String(first)],
      );
}

/** Finds the key of a rule's problem by its first name. */
function located(problem: ConfigProblem, shape: ConfigShape): FoundProblem {
  const [, head = "", rest = ""] = /^((?:[\w-]+:)?[^.[]*)(.*)$/s.exec(problem.key) ?? [];
  const key = Object.keys(shape).find((name) => name === head || bareName(name) === head) ?? head;
  const path = Array.from(rest.matchAll(/\.([^.[]+)|\[(\d+)\]/g), ([, name, index]) => name ?? Number(index));
  return { ...problem, key: `${key}${rest}`, at: { key, path } };
}

function placed(problem: FoundProblem, { secrets }: KeyDefinitions, source: RunningSource): PlacedProblem {
  const { at, ...rest } = problem;
  const { project, stack } = source;
  const isSecret = secrets.includes(at.key);
  const fullKey = qualified(problem.key, project);
  return {
    ...rest,
    received: isSecret && problem.received !== undefined ? SECRET_PLACEHOLDER : problem.received,
    place: placeOf(at, source),
    fullKey,
    fix:
      problem.fix ??
      fixOf(at, source) ??
      setCommand(fullKey, stack, isSecret, problem.received === undefined && problem.expected === LIST),
  };
}

function placeOf({ key, path }: FoundProblem["at"], source: RunningSource): string {
  const { project, stack, files = unreadFiles(stack), runValues = {} } = source;
  const fullKey = qualified(key, project);
  const set = runValues[fullKey];
  if (set === undefined) {
    return files.placeOf(fullKey, path);
  }
  return set.option === LOCAL_SETTINGS ? files.placeOf(LOCAL_SETTINGS, ["config", set.key, ...path]) : set.option;
}

/** Returns the change of a value that is set for this run alone; undefined for those of the stack's file. */
function fixOf({ key }: FoundProblem["at"], { project, runValues = {} }: RunningSource): string | undefined {
  const set = runValues[qualified(key, project)];
  return set && (set.option === "--set" ? `--set ${set.key}=<value>` : `change it in ${set.option}`);
}

const LOCAL_SETTINGS = "gatewright:local";

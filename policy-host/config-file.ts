import { readFileSync } from "node:fs";
import { type PropertyValue } from "../engine/graph/value";
import {
  ENFORCEMENT_LEVELS,
  type EnforcementLevel,
  type PolicyConfig,
  type PolicyConfigEntry,
  PolicyPackError,
} from "./policy";
import { isRecord } from "../language/is-record";
import { setOwn } from "../language/own-value";
import { decodedText } from "../language/decoded-text";

/** The content of a config file, and its problems. */
export interface PolicyConfigFile {
  /** Its location, as messages name it. */
  origin: string;
  config: PolicyConfig;
  /** Every policy that it names, those with a wrong entry too. */
  names: string[];
  /** Wrong levels and entries, each in the words of the Pulumi engine. */
  problems: string[];
}

/** Reads the JSON of `pulumi preview --policy-pack-config`: by policy name (or `all`), a level or an object. Throws where an entry is wrong. */
export function readPolicyConfig(file: string): PolicyConfig {
  return refuseProblems(readPolicyConfigFile(file));
}

/** The same from parsed JSON. */
export function parsePolicyConfig(json: unknown, origin: string): PolicyConfig {
  return refuseProblems(parseConfigFile(json, origin));
}

/** Reads a config file and collects the problems of its entries. Throws where it is not a config file at all. */
export function readPolicyConfigFile(file: string): PolicyConfigFile {
  let text: string;
  try {
    text = decodedText(readFileSync(file));
  } catch {
    throw new PolicyPackError(`policy config "${file}" cannot be read. Give the path of a JSON file.`);
  }
  if (text.trim() === "") {
    return { origin: file, config: {}, names: [], problems: [] };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new PolicyPackError(
      `policy config "${file}" is not valid JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return parseConfigFile(json, file);
}

/** One error for all that is wrong with a config file. */
export function configFileError(origin: string, problems: string[]): PolicyPackError {
  return new PolicyPackError(`policy config "${origin}":\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
}

function refuseProblems({ origin, config, problems }: PolicyConfigFile): PolicyConfig {
  if (problems.length > 0) {
    throw configFileError(origin, problems);
  }
  return config;
}

function parseConfigFile(json: unknown, origin: string): PolicyConfigFile {
  if (!isRecord(json)) {
    throw new PolicyPackError(
      `policy config "${origin}": expected an object by policy name, received ${JSON.stringify(json)}.`,
    );
  }
  if (json.environments !== undefined) {
    throw new PolicyPackError(
      `policy config "${origin}" specifies ESC environments, which need Pulumi Cloud. Use pulumi preview, or take "environments" out.`,
    );
  }
  const problems: string[] = [];
  const config: PolicyConfig = {};
  // the values of parsed JSON
  for (const [policy, value] of Object.entries(json as Record<string, PropertyValue>)) {
    const entry = parseEntry(policy, value, problems);
    if (entry.enforcement !== undefined || entry.properties !== undefined) {
      setOwn(config, policy, entry);
    }
  }
  return { origin, config, names: Object.keys(json), problems };
}

function parseEntry(policy: string, value: PropertyValue, problems: string[]): PolicyConfigEntry {
  const prefix = `parsing enforcement level for "${policy}"`;
  if (typeof value === "string") {
    return { enforcement: level(value, prefix, problems) };
  }
  if (!isRecord(value)) {
    problems.push(`parsing "${policy}": ${JSON.stringify(value)} is not a valid value; must be a string or object`);
    return {};
  }
  const { enforcementLevel, ...properties } = value;
  return {
    enforcement: enforcementLevel === undefined ? undefined : level(enforcementLevel, prefix, problems),
    properties: Object.keys(properties).length === 0 ? undefined : properties,
  };
}

function level(value: PropertyValue, prefix: string, problems: string[]): EnforcementLevel | undefined {
  const known = ENFORCEMENT_LEVELS.find((candidate) => candidate === value);
  if (known === undefined) {
    const text = JSON.stringify(value);
    const problem =
      typeof value === "string"
        ? "is not a valid enforcement level"
        : "is not a valid enforcement level; must be a string";
    problems.push(`${prefix}: ${text} ${problem} (expected ${ENFORCEMENT_LEVELS.join(", ")})`);
  }
  return known;
}

import { existsSync } from "node:fs";
import { type EvaluateOptions } from "../../engine";
import { type PropertyValue } from "../../engine/graph/value";
import { type Project } from "../../engine/project/project";
import { containsSecure } from "../../engine/project/secure-values";
import { YamlFile } from "../../engine/project/yaml-file";
import { STAND_IN_MODES, type StandIn } from "../../gateway/server/auth/stand-in";
import { LOCAL_SETTINGS_KEY, localSettingsProblems } from "../../gateway/server/private-backends/local-settings";
import { CONFIG_PLACES } from "../../language/config-places";
import { defined } from "../../language/defined";
import { type LocalOptions } from "./local-options";
import { stackConfigValue } from "./stack-config";
import { isRecord } from "../../language/is-record";
import { ownValue, setOwn } from "../../language/own-value";

/** The values of a stack on this machine: what an evaluation takes, and the whole for the local gateway. */
export interface LocalValues extends Required<Pick<EvaluateOptions, "config" | "environment" | "stackReferences">> {
  standIn?: StandIn;
  /** `gatewright:local` with the values of `--local` in it, as JSON. */
  settings: string;
}

/**
 * Reads what is set for a stack on this machine: `gatewright:local` of its file, then the file of `--local`, then the flags.
 *
 * @throws Error that names every problem at once
 */
export function readLocalValues(project: Project, stack: string, options: LocalOptions = {}): LocalValues {
  const problems: string[] = [];
  const sources = [
    stackConfigValue(project, stack, LOCAL_SETTINGS_KEY) ?? {},
    options.local === undefined ? {} : readLocalFile(options.local),
  ];
  const members = sources.map((source) => sourceMembers(source, problems));
  const merged = Object.assign({}, ...sources.filter(isRecord)) as Record<string, unknown>;
  problems.push(...localSettingsProblems(merged));
  if (problems.length > 0) {
    const count = `${problems.length} problem${problems.length === 1 ? "" : "s"}`;
    throw new Error(
      `${LOCAL_SETTINGS_KEY} of stack "${stack}" has ${count}:\n${problems.map((it) => `  - ${it}`).join("\n")}`,
    );
  }
  const all: Members[] = [
    ...members,
    { config: options.set ?? {}, environment: options.env ?? {}, outputs: options.stackOutput ?? {} },
  ];
  const places = [LOCAL_SETTINGS_KEY, `--local ${options.local}`, "--set"];
  return defined({
    config: Object.assign({}, ...all.map(({ config }) => config)) as Record<string, string>,
    environment: {
      ...(Object.assign({}, ...all.map(({ environment }) => environment)) as Record<string, string>),
      ...configPlaces(all.map(({ config }, index) => [config, places[index] ?? ""] as const)),
    },
    stackReferences: mergedOutputs(all.map(({ outputs }) => outputs)),
    standIn: STAND_IN_MODES.find((mode) => mode === (options.standIn ?? merged.standIn)),
    settings: JSON.stringify(merged),
  });
}

/** Names the place of each config value, for messages about it. Later places replace earlier ones, as their values do. */
function configPlaces(sources: (readonly [Record<string, string>, string])[]): Record<string, string> {
  const places = sources.flatMap(([config, place]) => Object.keys(config).map((key) => [key, place] as const));
  return places.length === 0 ? {} : { [CONFIG_PLACES]: JSON.stringify(Object.fromEntries(places)) };
}

/** @throws Error that names the option */
function readLocalFile(file: string): Record<string, unknown> {
  if (!existsSync(file)) {
    throw new Error(`--local ${file}: there is no such file.`);
  }
  return YamlFile.read(file).content;
}

type Outputs = Record<string, Record<string, PropertyValue>>;

interface Members {
  config: Record<string, string>;
  environment: Record<string, string>;
  outputs: Outputs;
}

function sourceMembers(source: unknown, problems: string[]): Members {
  if (!isRecord(source)) {
    problems.push(`got ${JSON.stringify(source)}, expected a mapping`);
    return { config: {}, environment: {}, outputs: {} };
  }
  const mapping = (name: string, value: unknown): [string, unknown][] => {
    if (value !== undefined && !isRecord(value)) {
      problems.push(`${name}: got ${JSON.stringify(value)}, expected a mapping`);
    }
    const entries = isRecord(value) ? Object.entries(value) : [];
    for (const [key] of entries.filter(([, member]) => containsSecure(member))) {
      problems.push(`${name}.${key}: got an encrypted value, expected one for this machine that can be read`);
    }
    return entries;
  };
  const texts = (name: string): Record<string, string> =>
    Object.fromEntries(
      mapping(name, source[name]).map(([key, value]) => [
        key,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    );
  const outputs = mapping("stackReferences", source.stackReferences).map(([name, values]) => {
    return [name, Object.fromEntries(mapping(`stackReferences.${name}`, values))] as const;
  });
  return {
    config: texts("config"),
    environment: texts("environment"),
    outputs: Object.fromEntries(outputs) as Outputs,
  };
}

function mergedOutputs(all: Outputs[]): Outputs {
  const merged: Outputs = {};
  for (const [stack, outputs] of all.flatMap((one) => Object.entries(one))) {
    setOwn(merged, stack, { ...ownValue(merged, stack), ...outputs });
  }
  return merged;
}

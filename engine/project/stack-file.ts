import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, EvaluationError, printLocation } from "../evaluation-error";
import { type SourceLocation } from "../graph/graph";
import { SECRET_PLACEHOLDER } from "../../language/secret-placeholder";
import { type ConfigValue } from "./config-value";
import { type Project, stacksOf } from "./project";
import { containsSecure, openedValue, openSecrets } from "./secure-values";
import { YamlFile } from "./yaml-file";
import { nearestName } from "../../language/nearest-name";
import { isRecord } from "../../language/is-record";

/**
 * The file of a stack; undefined for a program without any, which runs with its defaults in every stack.
 *
 * @throws EvaluationError where other stacks have files and this one has none
 */
export function openStackFile(project: Project, stack: string): YamlFile | undefined {
  const path = ["yaml", "yml", "json"]
    .map((extension) => join(project.stackConfigDirectory, `Pulumi.${stack}.${extension}`))
    .find((candidate) => existsSync(candidate));
  if (path !== undefined) {
    return refuseMisspelt(YamlFile.read(path));
  }
  const stacks = stacksOf(project);
  if (stacks.length > 0) {
    throw new EvaluationError(
      `There is no stack "${stack}": ${join(project.stackConfigDirectory, `Pulumi.${stack}.yaml`)} does not exist. ` +
        `The stacks are ${stacks.join(", ")}.`,
    );
  }
  return undefined;
}

/** https://www.pulumi.com/docs/iac/concepts/projects/stack-settings-file/#attributes */
const STACK_KEYS = ["config", "encryptedkey", "encryptionsalt", "environment", "secretsprovider"];

/** Pulumi ignores a key that it doesn't know, and so all that stands under it. One that nearly has a known name is meant to be that. */
function refuseMisspelt(file: YamlFile): YamlFile {
  for (const key of Object.keys(file.content).filter((name) => !STACK_KEYS.includes(name))) {
    const meant = nearestName(key, STACK_KEYS);
    if (meant !== undefined && file.content[meant] === undefined) {
      const location = file.locationOf(key);
      throw new EvaluationError(
        `${printLocation(location)}: "${key}" is not a key of a stack file; expected "${meant}". Fix: rename it`,
        { location },
      );
    }
  }
  return file;
}

/** The values that a stack's file sets, by full key. */
export async function readStackValues(
  project: Project,
  file: YamlFile,
  { environment, overridden }: { environment: NodeJS.ProcessEnv; overridden: ReadonlySet<string> },
  diagnostics: Diagnostic[],
): Promise<Map<string, ConfigValue>> {
  const { config, environment: imports } = file.content;
  // whoever has set local values knows of them
  const hasLocalValues = overridden.size > 0 || (isRecord(config) && config["gatewright:local"] !== undefined);
  if (imports !== undefined && !hasLocalValues) {
    const message = `${file.path}: "environment" imports Pulumi ESC environments, which are not read offline: set their values under gatewright:local (config, environment)`;
    diagnostics.push({ severity: "warning", message });
  }
  if (config !== undefined && config !== null && !isRecord(config)) {
    const location = file.locationOf("config");
    throw new EvaluationError(`${printLocation(location)}: "config" must be a mapping of keys to values.`, {
      location,
    });
  }
  const entries = Object.entries(config ?? {});
  const decrypter = entries.some(([, value]) => containsSecure(value))
    ? await openSecrets(file, environment)
    : undefined;
  return new Map(
    entries.map(([key, raw]) => {
      const location = file.locationOf("config", key);
      const full = fullKey(key, project, location);
      const secret = containsSecure(raw);
      if (secret && decrypter === undefined && !overridden.has(full)) {
        const message =
          `${printLocation(location)}: the secret ${full} can't be decrypted and reads "${SECRET_PLACEHOLDER}": ` +
          "set PULUMI_CONFIG_PASSPHRASE to decrypt it, or a value for this machine under gatewright:local (config)";
        diagnostics.push({ severity: "warning", message });
      }
      const secretTexts: string[] = [];
      const recording = decrypter && ((secure: string) => recorded(decrypter(secure), secretTexts));
      const content = openedValue(raw, recording, location);
      return [full, { content, secret, sealed: secret && !decrypter, secretTexts, location }];
    }),
  );
}

/** Names that Gatewright reads under its own namespace, in every project. */
const GATEWRIGHT_KEYS = ["local", "quotas"];

/**
 * Returns a key with its namespace.
 *
 * @throws EvaluationError for one that Pulumi refuses, and one that is misspelt where nothing else would notice
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/config/key.go (`ParseKey`)
 */
function fullKey(key: string, project: Project, location: SourceLocation): string {
  const full = key.includes(":") ? key.replace(/^([^:]*):config:/, "$1:") : `${project.name}:${key}`;
  const [namespace, name = "", ...rest] = full.split(":");
  const refuse = (problem: string): never => {
    throw new EvaluationError(`${printLocation(location)}: "${key}" ${problem}`, { location });
  };
  if (rest.length > 0) {
    return refuse(
      "is not a config key; expected <namespace>:<name>. Fix: nest its value in that of <namespace>:<name>",
    );
  }
  const isOfGatewright = namespace === "gatewright" && project.name !== namespace;
  const meant = isOfGatewright && !GATEWRIGHT_KEYS.includes(name) ? nearestName(name, GATEWRIGHT_KEYS) : undefined;
  if (meant !== undefined) {
    return refuse(`is not read by Gatewright; expected gatewright:${meant}. Fix: rename it`);
  }
  return full;
}

function recorded(text: string, texts: string[]): string {
  texts.push(text);
  return text;
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, EvaluationError, printLocation } from "../evaluation-error";
import { type SourceLocation } from "../graph";
import { SECRET_PLACEHOLDER } from "../value";
import { type ConfigDeclaration, readDeclarations, typeName, typeProblem } from "./declarations";
import { type Project, stagesOf } from "./project";
import { type Decrypter, passphrase, passphraseDecrypter } from "./secrets";
import { isRecord, YamlFile } from "./yaml-file";

/** The configuration of one stage as the program receives it: every value is text, objects and lists are JSON. */
export interface Configuration {
  /** By full key, such as `aws:region`. */
  values: Record<string, string>;
  secretKeys: string[];
  /** The files that it came from. */
  files: string[];
  diagnostics: Diagnostic[];
}

interface ConfigValue {
  content: unknown;
  secret: boolean;
  /** A secret that could not be opened is not checked against its type. */
  sealed: boolean;
  location?: SourceLocation;
}

export interface ConfigurationOptions {
  overrides: Record<string, string>;
  environment: NodeJS.ProcessEnv;
}

/**
 * Merges the project's declarations and defaults, the stage's file and the caller's overrides, by the rules of the Pulumi CLI
 * (https://www.pulumi.com/docs/iac/concepts/config/).
 *
 * @throws EvaluationError naming every missing key and every value of a wrong type at once
 */
export async function readConfiguration(
  project: Project,
  stage: string,
  options: ConfigurationOptions,
): Promise<Configuration> {
  const declarations = readDeclarations(project);
  const stageFile = openStageFile(project, stage);
  const diagnostics: Diagnostic[] = [];
  const values = new Map<string, ConfigValue>();

  for (const [key, { fallback }] of declarations) {
    if (fallback !== undefined) {
      values.set(key, { content: fallback, secret: false, sealed: false });
    }
  }
  if (stageFile !== undefined) {
    for (const [key, value] of await readStageValues(project, stageFile, options.environment, diagnostics)) {
      values.set(key, value);
    }
  }
  for (const [key, text] of Object.entries(options.overrides)) {
    const full = key.includes(":") ? key : `${project.name}:${key}`;
    values.set(full, { content: structured(text, declarations.get(full)), secret: false, sealed: false });
  }
  refuseProblems(project, stage, declarations, values, diagnostics);
  return {
    values: Object.fromEntries([...values].map(([key, { content }]) => [key, configText(content)])),
    secretKeys: [...values].filter(([, { secret }]) => secret).map(([key]) => key),
    files: stageFile === undefined ? [project.file.path] : [project.file.path, stageFile.path],
    diagnostics,
  };
}

function openStageFile(project: Project, stage: string): YamlFile | undefined {
  const path = ["yaml", "yml", "json"]
    .map((extension) => join(project.stackConfigDirectory, `Pulumi.${stage}.${extension}`))
    .find((candidate) => existsSync(candidate));
  if (path !== undefined) {
    return YamlFile.read(path);
  }
  const stages = stagesOf(project);
  if (stages.length > 0) {
    throw new EvaluationError(
      `There is no stage "${stage}": ${join(project.stackConfigDirectory, `Pulumi.${stage}.yaml`)} does not exist. ` +
        `The stages are ${stages.join(", ")}.`,
    );
  }
  return undefined; // a program without stage files runs with its defaults in any stage
}

async function readStageValues(
  project: Project,
  file: YamlFile,
  environment: NodeJS.ProcessEnv,
  diagnostics: Diagnostic[],
): Promise<Map<string, ConfigValue>> {
  const { config, encryptionsalt, environment: imports } = file.content;
  if (imports !== undefined) {
    const message = `${file.path}: "environment" imports Pulumi ESC environments, which are not read offline`;
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
    ? await openSecrets(file, encryptionsalt, environment)
    : undefined;
  return new Map(
    entries.map(([key, raw]) => {
      const full = key.includes(":") ? key.replace(/:config:/, ":") : `${project.name}:${key}`;
      const location = file.locationOf("config", key);
      const secret = containsSecure(raw);
      if (secret && decrypter === undefined) {
        const message =
          `${printLocation(location)}: the secret ${full} stays closed and reads "${SECRET_PLACEHOLDER}": ` +
          "set PULUMI_CONFIG_PASSPHRASE to open it";
        diagnostics.push({ severity: "warning", message });
      }
      return [full, { content: opened(raw, decrypter, location), secret, sealed: secret && !decrypter, location }];
    }),
  );
}

async function openSecrets(
  file: YamlFile,
  salt: unknown,
  environment: NodeJS.ProcessEnv,
): Promise<Decrypter | undefined> {
  const phrase = passphrase(environment);
  if (typeof salt !== "string" || phrase === undefined) {
    return undefined; // another secrets provider, or no passphrase: the placeholder stands in
  }
  const location = file.locationOf("encryptionsalt");
  try {
    const decrypter = await passphraseDecrypter(salt, phrase);
    if (decrypter === undefined) {
      const message = `${printLocation(location)}: PULUMI_CONFIG_PASSPHRASE is not the passphrase of this stage.`;
      throw new EvaluationError(message, { location });
    }
    return decrypter;
  } catch (error) {
    if (error instanceof EvaluationError || !(error instanceof Error)) {
      throw error;
    }
    throw new EvaluationError(`${printLocation(location)}: "encryptionsalt" ${error.message}.`, { location });
  }
}

function isSecure(value: unknown): value is { secure: string } {
  return isRecord(value) && typeof value.secure === "string" && Object.keys(value).length === 1;
}

function containsSecure(value: unknown): boolean {
  return isSecure(value) || (typeof value === "object" && value !== null && Object.values(value).some(containsSecure));
}

function opened(value: unknown, decrypter: Decrypter | undefined, location: SourceLocation): unknown {
  if (isSecure(value)) {
    try {
      return decrypter === undefined ? SECRET_PLACEHOLDER : decrypter(value.secure);
    } catch {
      const message = `${printLocation(location)}: this secure value was not made for this stage, or is damaged.`;
      throw new EvaluationError(message, { location });
    }
  }
  if (Array.isArray(value)) {
    return value.map((item) => opened(item, decrypter, location));
  }
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, opened(item, decrypter, location)]))
    : value;
}

/** An override is text; where a list or an object is declared, the text is its JSON. */
function structured(text: string, declaration: ConfigDeclaration | undefined): unknown {
  if (declaration?.type !== "array" && declaration?.type !== "object") {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text; // reported as a value of the wrong type
  }
}

function refuseProblems(
  project: Project,
  stage: string,
  declarations: Map<string, ConfigDeclaration>,
  values: Map<string, ConfigValue>,
  diagnostics: Diagnostic[],
): void {
  const problems: { location: SourceLocation; text: string }[] = [];
  for (const [key, declaration] of declarations) {
    const value = values.get(key);
    const location = value?.location ?? declaration.location;
    if (value === undefined) {
      if (key.startsWith(`${project.name}:`)) {
        const type = typeName(declaration);
        problems.push({
          location,
          text: `${key} has no value in stage "${stage}": set a ${type || "value"}, or a default`,
        });
      }
    } else if (!value.sealed) {
      const text = typeProblem(declaration, value.content, value.secret);
      if (text !== undefined) {
        problems.push({ location, text: `${key} ${text}` });
      }
    }
  }
  if (problems.length > 0) {
    const lines = problems.map(({ location, text }) => `${printLocation(location)}: ${text}`);
    const heading = lines.length === 1 ? [] : [`The configuration of stage "${stage}" has ${lines.length} problems:`];
    const message = [...heading, ...lines].join("\n  ");
    throw new EvaluationError(message, { location: problems[0]?.location, diagnostics });
  }
}

/** Pulumi hands objects to the program as JSON with sorted keys. */
function configText(content: unknown): string {
  if (typeof content === "object" && content !== null) {
    return JSON.stringify(content, (_key, value: unknown) =>
      isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
    );
  }
  return typeof content === "string"
    ? content
    : content === null || content === undefined
      ? ""
      : JSON.stringify(content);
}

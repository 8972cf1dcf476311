import { type Diagnostic, EvaluationError, printLocation } from "../evaluation-error";
import { type SourceLocation } from "../graph/graph";
import { configText, type ConfigValue, overrideContent } from "./config-value";
import { type ConfigDeclaration, readDeclarations, typeName, typeProblem } from "./declarations";
import { type Project } from "./project";
import { openStackFile, readStackValues } from "./stack-file";
import { defined } from "../../language/defined";

/** The configuration of one stack as the program receives it: every value is text, objects and lists are JSON. */
export interface Configuration {
  /** By full key, such as `aws:region`. */
  values: Record<string, string>;
  secretKeys: string[];
  /** Every text that was decrypted: no printed form may show it. */
  secretTexts: string[];
  /** The files that it came from. */
  files: string[];
  diagnostics: Diagnostic[];
}

export interface ConfigurationOptions {
  overrides: Record<string, string>;
  environment: NodeJS.ProcessEnv;
}

/**
 * Merges the project's declarations and defaults, the stack's file and the caller's overrides, by the rules of the Pulumi CLI
 * (https://www.pulumi.com/docs/iac/concepts/config/).
 *
 * @throws EvaluationError naming every missing key and every value of a wrong type at once
 */
export async function readConfiguration(
  project: Project,
  stack: string,
  options: ConfigurationOptions,
): Promise<Configuration> {
  const declarations = readDeclarations(project);
  const stackFile = openStackFile(project, stack);
  const diagnostics: Diagnostic[] = [];
  const values = new Map<string, ConfigValue>();

  for (const [key, { fallback }] of declarations) {
    if (fallback !== undefined) {
      values.set(key, { content: fallback, secret: false, sealed: false });
    }
  }
  if (stackFile !== undefined) {
    for (const [key, value] of await readStackValues(
      project,
      stackFile,
      { ...options, overridden: fullKeys(project, options.overrides) },
      diagnostics,
    )) {
      values.set(key, value);
    }
  }
  for (const [key, text] of Object.entries(options.overrides)) {
    const full = fullKey(project, key);
    const secret = values.get(full)?.secret ?? false;
    const content = overrideContent(text, declarations.get(full));
    values.set(full, { content, secret, sealed: false, ...defined({ secretTexts: secret ? [text] : undefined }) });
  }
  refuseProblems(project, stack, declarations, values, diagnostics);
  return {
    values: Object.fromEntries([...values].map(([key, { content }]) => [key, configText(content)])),
    secretKeys: [...values].filter(([, { secret }]) => secret).map(([key]) => key),
    secretTexts: [...values.values()].flatMap(({ secretTexts = [] }) => secretTexts),
    files: stackFile === undefined ? [project.file.path] : [project.file.path, stackFile.path],
    diagnostics,
  };
}

function fullKey(project: Project, key: string): string {
  return key.includes(":") ? key : `${project.name}:${key}`;
}

function fullKeys(project: Project, overrides: Record<string, string>): Set<string> {
  return new Set(Object.keys(overrides).map((key) => fullKey(project, key)));
}

function refuseProblems(
  project: Project,
  stack: string,
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
          text: `${key} has no value in stack "${stack}": set a ${type || "value"}, or a default`,
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
    const heading = lines.length === 1 ? [] : [`The configuration of stack "${stack}" has ${lines.length} problems:`];
    const message = [...heading, ...lines].join("\n  ");
    throw new EvaluationError(message, { location: problems[0]?.location, diagnostics });
  }
}

import { readFileSync } from "node:fs";
import { EvaluationError } from "../evaluation-error";
import { type ResourceGraph, type ResourceNode, type ResourceNodeOptions } from "../graph/graph";
import { type RecordedResource, refuseMalformed } from "./recorded-problems";
import { parseUrn, providerUrn, STACK_TYPE } from "../monitor/urn";
import { type PropertyValue, secret, SECRET_SIGNATURE, SIGNATURE_KEY } from "../graph/value";
import { SECRET_PLACEHOLDER } from "../../language/secret-placeholder";
import { defined } from "../../language/defined";
import { isRecord } from "../../language/is-record";
import { decodedText } from "../../language/decoded-text";

/** A command of Pulumi's whose output is read, and how a file of it is written. */
export interface RecordingCommand {
  line: string;
  toFile: (file: string) => string;
}

/** JSON that was recorded, and how errors call it: by its file's name, where it came from one. */
export interface Recording {
  json: unknown;
  origin: string;
}

/** The JSON of a file, or JSON that is already there. @throws EvaluationError for a file that can't be read or isn't JSON */
export function recordingOf(source: unknown, command: RecordingCommand): Recording {
  if (typeof source !== "string") {
    return { json: source, origin: "This" };
  }
  const text = textOf(source, command);
  try {
    return { json: JSON.parse(text), origin: source };
  } catch (error) {
    // without the piece of text that Node quotes: an export with --show-secrets has secrets in it
    const reason =
      error instanceof Error ? error.message.replace(/, (?:\.{3})?".*"(?:\.{3})? is not valid JSON$/s, "") : "";
    throw new EvaluationError(`${source} is not the output of \`${command.line}\`: it is not JSON: ${reason}`);
  }
}

function textOf(file: string, command: RecordingCommand): string {
  try {
    return decodedText(readFileSync(file));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const reasons: Record<string, string> = { ENOENT: "no such file", EISDIR: "it is a folder" };
    const reason = reasons[String(code)] ?? `it cannot be read (${String(code)})`;
    throw new EvaluationError(`${file}: ${reason}. Write it with: ${command.toFile(file)}`);
  }
}

/** The graph of resources as Pulumi records them, in state files and previews alike. */
export function graphOf(
  recorded: RecordedResource[],
  mode: ResourceGraph["mode"],
  origin: string,
  command: RecordingCommand,
): ResourceGraph {
  refuseMalformed(recorded, origin, command.line);
  const resources = recorded.map(({ state }) => nodeOf(isRecord(state) ? state : {}));
  const root = resources.find(({ type }) => type === STACK_TYPE) ?? resources[0];
  if (root === undefined) {
    throw new EvaluationError(
      `${origin} has no resource: expected the output of \`${command.line}\` for a stack that has some.`,
    );
  }
  const { project, stack } = parseUrn(root.urn);
  return { version: 1, project, stack, mode, resources, outputs: root.type === STACK_TYPE ? root.outputs : {} };
}

function nodeOf(state: Record<string, unknown>): ResourceNode {
  const urn = text(state.urn) ?? "";
  const [id, parent, provider] = [text(state.id), text(state.parent), text(state.provider)];
  const inputs = properties(state.inputs);
  return defined({
    urn,
    type: text(state.type) ?? parseUrn(urn).type,
    name: parseUrn(urn).name,
    parent: parent || undefined,
    custom: state.custom === true,
    external: state.external === true,
    id: id || undefined,
    inputs,
    // a preview has no outputs of what does not exist: its inputs are what is known of it
    outputs: state.outputs === undefined && state.custom === true ? inputs : properties(state.outputs),
    dependencies: texts(state.dependencies).sort(),
    propertyDependencies: propertyDependencies(state.propertyDependencies),
    provider: provider ? providerUrn(provider) : undefined,
    options: optionsOf(state),
  });
}

function optionsOf(state: Record<string, unknown>): ResourceNodeOptions {
  const options: ResourceNodeOptions = {};
  for (const flag of ["protect", "deleteBeforeReplace", "retainOnDelete"] as const) {
    if (state[flag] === true) {
      options[flag] = true;
    }
  }
  for (const list of ["aliases", "ignoreChanges", "replaceOnChanges", "additionalSecretOutputs"] as const) {
    if (texts(state[list]).length > 0) {
      options[list] = texts(state[list]);
    }
  }
  const deletedWith = text(state.deletedWith);
  const imported = text(state.importID);
  return {
    ...options,
    ...defined({ deletedWith: deletedWith || undefined, import: imported || undefined }),
  };
}

function propertyDependencies(value: unknown): Record<string, string[]> {
  const entries = Object.entries(isRecord(value) ? value : {}).map(([key, urns]) => [key, texts(urns).sort()] as const);
  return Object.fromEntries(entries.filter(([, urns]) => urns.length > 0));
}

function properties(value: unknown): Record<string, PropertyValue> {
  return Object.fromEntries(Object.entries(isRecord(value) ? value : {}).map(([key, item]) => [key, property(item)]));
}

function property(value: unknown): PropertyValue {
  if (Array.isArray(value)) {
    return value.map(property);
  }
  if (isRecord(value)) {
    return value[SIGNATURE_KEY] === SECRET_SIGNATURE ? recordedSecret(value) : properties(value);
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** A secret is there in the clear where it was exported with --show-secrets, and closed otherwise. */
function recordedSecret({ plaintext }: Record<string, unknown>): PropertyValue {
  return secret(typeof plaintext === "string" ? property(JSON.parse(plaintext)) : SECRET_PLACEHOLDER);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

import { EvaluationError } from "../evaluation-error";
import { SECRET_SIGNATURE, SIGNATURE_KEY } from "../graph/value";
import { isRecord } from "../../language/is-record";
import { parsedJson } from "../../language/parsed-json";

/** A resource as a file records it, and where it stands there: `deployment.resources[0]`. */
export interface RecordedResource {
  at: string;
  state: unknown;
}

const URN = /^urn:pulumi:[^:]+(?::[^:]+)*::[^:]+::.*[^:$]::.+$/s;
const URN_TEXT = "urn:pulumi:<stack>::<project>::<type>::<name>";
/** More of them are mostly the same one over and over. */
const SHOWN_PROBLEMS = 5;
const LONGEST_SHOWN = 60;

type Check = (value: unknown) => boolean;
const isText: Check = (value) => typeof value === "string";
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isFlag: Check = (value) => typeof value === "boolean";
const isTextsOrNull: Check = (value) => value === null || isTexts(value);

/** A resource as Pulumi writes it (`ResourceV3` in pulumi/pulumi, sdk/go/common/apitype/core.go), as far as it is read here. */
const FIELDS: Record<string, [Check, string]> = {
  urn: [(value) => typeof value === "string" && URN.test(value), URN_TEXT],
  type: [(value) => typeof value === "string" && value !== "", 'a type, such as "aws:s3/bucket:Bucket"'],
  ...fields(["id", "parent", "provider", "deletedWith", "importID"], isText, "a string"),
  ...fields(
    ["custom", "external", "delete", "protect", "deleteBeforeReplace", "retainOnDelete"],
    isFlag,
    "true or false",
  ),
  ...fields(["inputs", "outputs"], isRecord, "an object"),
  ...fields(
    ["dependencies", "aliases", "ignoreChanges", "replaceOnChanges", "additionalSecretOutputs"],
    isTexts,
    "a list of strings",
  ),
  propertyDependencies: [
    (value) => isRecord(value) && Object.values(value).every(isTextsOrNull),
    "an object of lists of strings",
  ],
};

function fields(names: string[], check: Check, wanted: string): Record<string, [Check, string]> {
  return Object.fromEntries(names.map((name) => [name, [check, wanted]]));
}

/**
 * Refuses what Pulumi does not write: of a file that is only half understood, a check would find nothing and call it clean.
 *
 * @throws EvaluationError naming the places, what stands there and what was expected
 */
export function refuseMalformed(resources: RecordedResource[], origin: string, command: string): void {
  const problems = resources.flatMap(({ at, state }) => problemsOf(at, state));
  if (problems.length === 0) {
    return;
  }
  const shown = problems.slice(0, SHOWN_PROBLEMS);
  const more = problems.length - shown.length;
  const lines = [...shown, ...(more === 0 ? [] : [`and ${more} more`])];
  const text = lines.length === 1 ? ` ${lines[0]}` : lines.map((line) => `\n  ${line}`).join("");
  throw new EvaluationError(`${origin} is not what \`${command}\` writes:${text}`);
}

function problemsOf(at: string, state: unknown): string[] {
  if (!isRecord(state)) {
    return [`${at} is ${shownValue(state)}, expected an object`];
  }
  // where the type is left out, the URN has it
  const required = isAbsent(state.urn) ? [`${at}.urn is missing, expected ${URN_TEXT}`] : [];
  const wrong = Object.entries(FIELDS).flatMap(([name, [check, wanted]]) =>
    isAbsent(state[name]) || check(state[name])
      ? []
      : [`${at}.${name} is ${shownValue(state[name])}, expected ${wanted}`],
  );
  return [...required, ...wrong, ...["inputs", "outputs"].flatMap((name) => closedTexts(`${at}.${name}`, state[name]))];
}

/** The secrets of an export with --show-secrets, each of which is JSON; what stands there is not repeated. */
function closedTexts(at: string, value: unknown): string[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  if (isRecord(value) && value[SIGNATURE_KEY] === SECRET_SIGNATURE) {
    return isAbsent(value.plaintext) || isJson(value.plaintext)
      ? []
      : [`${at}.plaintext is no JSON, expected the JSON of a secret`];
  }
  return Object.entries(value).flatMap(([key, item]) =>
    closedTexts(Array.isArray(value) ? `${at}[${key}]` : `${at}.${key}`, item),
  );
}

function isJson(text: unknown): boolean {
  return typeof text === "string" && parsedJson(text) !== undefined;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

export function shownValue(value: unknown): string {
  if (value === undefined) {
    return "missing";
  }
  if (Array.isArray(value)) {
    return "a list";
  }
  if (isRecord(value)) {
    return "an object";
  }
  const text = JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}...` : text;
}

import { createHash } from "node:crypto";
import { pathToFileURL } from "node:url";
import { isAbsolute } from "node:path";
import { type PolicyInfo } from "../../../policy-host";
import { version } from "../../shared/version";
import { type Place, placeIn } from "../place";
import { defined } from "../../../language/defined";
import { type CheckedRule, type Finding, type StackResult, type UncheckedStack, type Undecided } from "../result";
import { rulePage } from "../rule-page";
import { unseenText } from "../unseen";

/** GitHub sorts alerts by this number. See https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const SECURITY_SEVERITY: Record<PolicyInfo["severity"], string> = {
  unspecified: "5.0",
  low: "3.0",
  medium: "5.5",
  high: "8.0",
  critical: "9.5",
};

/**
 * SARIF 2.1.0, a run for each stack. See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 *
 * The run of a stack that could not be checked has an invocation that was not successful: it has no results, and they must not be taken
 * for none. GitHub refuses to process such a run, and a run without `results`:
 * https://github.com/github/codeql-action/pull/1393, https://github.com/github/codeql-action/issues/420
 */
export function sarifReport(results: StackResult[], project = "", unchecked: readonly UncheckedStack[] = []): string {
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [...results.map(run), ...unchecked.map((stack) => uncheckedRun(project, stack))],
  };
  return JSON.stringify(log, null, 2);
}

function run(result: StackResult): object {
  const notes = [...result.findings, ...result.undecided];
  const rules = [...new Map(notes.map(({ rule }) => [ruleId(rule), rule])).values()];
  const indexes = new Map(rules.map((rule, index) => [ruleId(rule), index]));
  const unseen = unseenText([result]);
  return {
    tool: toolWith(rules.map(descriptor)),
    automationDetails: automation(result.graph.project, result.stack),
    invocations: [
      {
        executionSuccessful: true,
        ...defined({
          toolExecutionNotifications: unseen === undefined ? undefined : [notification("warning", unseen)],
        }),
      },
    ],
    originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository." } } },
    results: notes.map((note) => resultOf(result, note, indexes.get(ruleId(note.rule)) ?? -1)),
  };
}

function uncheckedRun(project: string, { stack, problem }: UncheckedStack): object {
  return {
    tool: toolWith([]),
    automationDetails: automation(project, stack),
    invocations: [{ executionSuccessful: false, toolExecutionNotifications: [notification("error", problem)] }],
    results: [],
  };
}

function toolWith(rules: object[]): object {
  return { driver: { name: "gatewright", version: version(), rules } };
}

/** Keeps the alerts of projects and stacks apart. */
function automation(project: string, stack: string): object {
  return { id: `gatewright/${project}/${stack}/` };
}

function notification(level: "error" | "warning", text: string): object {
  return { level, message: { text } };
}

/** Rules of other packs may have the names of Gatewright's. */
function ruleId({ pack, name }: CheckedRule): string {
  return pack === "gatewright" ? name : `${pack}/${name}`;
}

function descriptor(rule: CheckedRule): object {
  const page = rulePage(rule);
  const help = [rule.description, rule.fix && `Fix: ${rule.fix}`, rule.docs, page && `The rule: ${page}`]
    .filter(Boolean)
    .join("\n\n");
  return {
    id: ruleId(rule),
    ...(rule.title && { name: rule.title }),
    shortDescription: { text: rule.title || rule.description || rule.name },
    fullDescription: { text: rule.description || rule.name },
    help: { text: help || rule.name },
    ...(rule.docs && { helpUri: rule.docs }),
    properties: { "security-severity": SECURITY_SEVERITY[rule.severity], tags: ["infrastructure", rule.pack] },
  };
}

function resultOf(result: StackResult, note: Finding | Undecided, ruleIndex: number): object {
  const { rule, urn, message, resource } = note;
  const fix = "fix" in note && note.fix !== "" ? `\nFix: ${note.fix}` : "";
  const enforcement = "enforcement" in note ? note.enforcement : "undecided";
  const place = placeIn(result, note.source);
  return {
    ruleId: ruleId(rule),
    ruleIndex,
    level: enforcement === "mandatory" ? "error" : enforcement === "advisory" ? "warning" : "note",
    message: { text: `${resource.name}: ${message}${fix}` },
    locations: [
      {
        ...(place && { physicalLocation: physicalLocation(place) }),
        logicalLocations: [{ name: resource.name, fullyQualifiedName: urn, kind: "resource" }],
      },
    ],
    partialFingerprints: { "gatewrightFinding/v1": fingerprint(result.stack, ruleId(rule), urn, message) },
    properties: { stack: result.stack, enforcement },
  };
}

function physicalLocation({ file, line, column }: Place): object {
  const artifactLocation = isAbsolute(file)
    ? { uri: pathToFileURL(file).href }
    : { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
  return { artifactLocation, region: { startLine: line, startColumn: column } };
}

/** Keeps an alert the same one while its line moves. */
function fingerprint(...parts: string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

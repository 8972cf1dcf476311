import { type PolicyDiagnostic, type PolicyInfo, type PolicyPack, type PolicyReport } from "../../policy-host";
import { readMessage } from "../../policy-host/messages";
import { type ResourceGraph, type SourceLocation } from "../../engine/graph/graph";
import { Scrubber } from "../../engine/graph/scrubber";
import { type PropertyValue } from "../../engine/graph/value";
import { ownValue } from "../../language/own-value";

/** The message of the SDK about a policy that met an unknown value. */
const SDK_UNDECIDED = /^can't run (?:policy|remediation) '.*' from policy pack '.*' during preview: /s;

/** A policy that was run. */
export interface CheckedRule {
  name: string;
  pack: string;
  title: string;
  description: string;
  severity: PolicyInfo["severity"];
  /** The way to fix a violation in general. */
  fix: string;
  /** The page about the rule. */
  docs: string;
}

/** A violation, or with the level `remediate` a change that a policy makes by itself. */
export interface Finding {
  rule: CheckedRule;
  enforcement: "mandatory" | "advisory" | "remediate";
  severity: PolicyInfo["severity"];
  urn: string;
  /** The resource's type and name. */
  resource: { type: string; name: string };
  message: string;
  /** The fix: the policy's own for this finding, otherwise its remediation steps; "" where it has neither. */
  fix: string;
  /** The place where the program declares the resource, if it is known. */
  source?: SourceLocation;
}

/** A rule that could not decide, mostly because a value is known only after the deployment. */
export interface Undecided {
  rule: CheckedRule;
  urn: string;
  resource: { type: string; name: string };
  message: string;
  source?: SourceLocation;
}

/** The results of the policies for one stack. */
export interface StackResult {
  stack: string;
  graph: ResourceGraph;
  /** The components of plugins, by name or type, that may stay unseen. */
  allowedUnseen?: readonly string[];
  /** Every rule that was on. */
  rules: CheckedRule[];
  findings: Finding[];
  undecided: Undecided[];
}

/** A stack that could not be checked. */
export interface UncheckedStack {
  stack: string;
  /** The problem, in one or more lines. */
  problem: string;
}

export function hasMandatory(results: StackResult[]): boolean {
  return results.some(({ findings }) => findings.some(({ enforcement }) => enforcement === "mandatory"));
}

/** The question to a pack about its policies. */
export type CheckedPack = Pick<PolicyPack, "info" | "enabledPolicies">;

/** The packs' report in the terms of a reader of the program: mandatory findings first. */
export function stackResult(graph: ResourceGraph, packs: CheckedPack[], report: PolicyReport): StackResult {
  const rules = packs.flatMap((pack) => pack.enabledPolicies.map((policy) => checkedRule(policy, pack.info.name)));
  const ruleOf = (policy: string, pack: string, description: string): CheckedRule =>
    rules.find((rule) => rule.name === policy && rule.pack === pack) ??
      // a policy may report under a name of its own
      { name: policy, pack, title: "", description, severity: "unspecified", fix: "", docs: "" };
  const placed = placer(graph);

  const findings: Finding[] = [];
  const undecided: Undecided[] = [];
  for (const diagnostic of report.diagnostics) {
    const { policy, pack, description, enforcement, severity, urn } = diagnostic;
    const rule = ruleOf(policy, pack, description);
    const doubt = undecidedMessage(diagnostic);
    if (doubt !== undefined) {
      undecided.push({ rule, message: doubt, ...placed(urn) });
    } else if (enforcement !== "disabled") {
      findings.push({ rule, enforcement, severity, ...messageAndFix(ownMessage(diagnostic), rule), ...placed(urn) });
    }
  }
  for (const { policy, pack, description, urn, before, after } of report.remediations) {
    const rule = ruleOf(policy, pack, description);
    const changed = Object.keys({ ...before, ...after }).filter((key) => shown(before, key) !== shown(after, key));
    const message = `${rule.description || policy} The policy changes ${changed.join(", ") || "nothing"}.`;
    const { severity, fix } = rule;
    findings.push({ rule, enforcement: "remediate", severity, message, fix, ...placed(urn) });
  }
  return { stack: graph.stack, graph, rules, findings: findings.sort(byEnforcement), undecided };
}

function checkedRule(policy: PolicyInfo, pack: string): CheckedRule {
  const { name, displayName, description, severity, remediationSteps, url } = policy;
  return { name, pack, title: displayName, description, severity, fix: remediationSteps, docs: url };
}

function undecidedMessage({ message, enforcement }: PolicyDiagnostic): string | undefined {
  if (enforcement !== "advisory") {
    return undefined;
  }
  const own = readMessage(message);
  if (own.kind === "undecided") {
    return own.reason;
  }
  return SDK_UNDECIDED.test(message) ? message.replace(SDK_UNDECIDED, "") : undefined;
}

/** The SDK puts the policy's description before a plain text; a reader has that from the rule. */
function ownMessage({ message, description }: PolicyDiagnostic): string {
  const prefix = `${description}\n`;
  return (message.startsWith(prefix) ? message.slice(prefix.length) : message).trim();
}

function messageAndFix(text: string, rule: CheckedRule): Pick<Finding, "message" | "fix"> {
  const own = readMessage(text);
  switch (own.kind) {
    case "finding":
      return { message: own.finding, fix: own.fix ?? rule.fix };
    case "exempted":
      return { message: own.finding, fix: "" };
    case "undecided":
      return { message: text, fix: rule.fix };
  }
}

type Place = Pick<Finding, "urn" | "resource" | "source">;

function placer(graph: ResourceGraph): (urn: string) => Place {
  const nodes = new Map(graph.resources.map((node) => [node.urn, node]));
  const scrubber = new Scrubber(graph.secretTexts ?? []);
  return (urn) => {
    const node = nodes.get(urn);
    const [type = "", name = ""] = urn.split("::").slice(2);
    return {
      urn: scrubber.text(urn),
      resource: {
        type: node?.type ?? type.split("$").at(-1) ?? type,
        name: scrubber.text(node?.name ?? name),
      },
      source: node?.source,
    };
  };
}

function shown(properties: Record<string, PropertyValue>, key: string): string {
  return JSON.stringify(ownValue(properties, key) ?? null);
}

const ORDER = { mandatory: 0, advisory: 1, remediate: 2 };

export function byEnforcement(left: Finding, right: Finding): number {
  return ORDER[left.enforcement] - ORDER[right.enforcement];
}

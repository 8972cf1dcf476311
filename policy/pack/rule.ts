import { type Graph } from "../graph/graph";
import { type Options, type Settings } from "./option";
import { type PolicyResource } from "../graph/resource";

export type Severity = "low" | "medium" | "high" | "critical";
export type Category = "correctness" | "security" | "reliability" | "cost" | "limits";

/**
 * The environments in which a finding stops a deployment.
 * - `always`: what is declared can never work, or AWS refuses it.
 * - `production`: it works and is unsafe; advisory elsewhere.
 * - `never`: advice.
 */
export type Blocks = "always" | "production" | "never";

/** The description of a rule, which the engine, the documentation and the tests read. */
export interface RuleFacts<O extends Options> {
  /** The policy name, which is the file name. */
  name: string;
  /** A few words. */
  title: string;
  /** One sentence: what must hold. */
  description: string;
  severity: Severity;
  category: Category;
  blocks: Blocks;
  /** Which of its findings are advice whatever the rule's level, and why: those of `reportAdvisory`. */
  advice?: string;
  /** The consequence where it does not hold. */
  why: string;
  /** The change in general; each finding has a fix of its own. */
  fix: string;
  /** The AWS page that the fact comes from. */
  url: string;
  /** The same or a near check elsewhere: Checkov, Trivy, cdk-nag, Security Hub, cfn-lint. */
  equivalents: string[];
  examples: { fails: string; passes: string };
  options: O;
}

/** Reports what is wrong, with the names and values of the things involved, and what to change here; both in whole sentences. */
export type Report = (finding: string, fix: string) => void;

/** The settings and the reports of a rule that looks at a resource. */
export interface Findings<O extends Options> {
  readonly settings: Settings<O>;
  report: Report;
  /** Reports what is likely and not sure: never more than advice. */
  reportAdvisory: Report;
}

export interface StackFindings<O extends Options> extends Findings<O> {
  readonly graph: Graph;
  /** Notes a finding that the program gives a reason for. */
  exempt: (finding: string, reason: string) => void;
  /** Returns the inputs of a resource, of a type that the rule `readsInputs` of: what the program gave, and what the provider filled in by name; undefined for one that is only read. */
  inputsOf: (resource: PolicyResource) => PolicyResource | undefined;
  /** Reports on another resource than the one that is looked at. */
  reportOn: (resource: PolicyResource, finding: string, fix: string) => void;
}

/** A rule that looks at one resource, on its inputs, before it is created. */
export interface ResourceRule<O extends Options = Options> extends RuleFacts<O> {
  kind: "resource";
  /** The types that it looks at. */
  types: string[];
  check(resource: PolicyResource, findings: Findings<O>): void;
  /** Changes the inputs in place. Present where there is one right answer; runs only at the enforcement level `remediate`. */
  remediate?(properties: Record<string, unknown>, resource: PolicyResource, settings: Settings<O>): void;
}

/** A rule that looks at resources together with those they belong to, on their outputs. */
export interface StackRule<O extends Options = Options> extends RuleFacts<O> {
  kind: "stack";
  /** The types that it starts from. */
  types: string[];
  /** The types whose inputs it looks at beside the outputs. */
  readsInputs?: readonly string[];
  /** Runs once before the checks, for what must be awaited. */
  prepare?(graph: Graph): Promise<void>;
  check(resource: PolicyResource, findings: StackFindings<O>): void;
}

export type Rule = ResourceRule | StackRule;

export function resourceRule<O extends Options>(rule: Omit<ResourceRule<O>, "kind">): ResourceRule<O> {
  return { ...rule, kind: "resource" };
}

export function stackRule<O extends Options>(rule: Omit<StackRule<O>, "kind">): StackRule<O> {
  return { ...rule, kind: "stack" };
}

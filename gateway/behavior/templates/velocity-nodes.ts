import type { ArithmeticOperator } from "./java-math";

/** A part of a template: text as it stands, or something to evaluate. */
export type TemplateNode =
  | string
  | ReferenceNode
  | { kind: "set"; target: ReferenceNode; value: Expression }
  | { kind: "if"; branches: { condition: Expression | undefined; body: TemplateNode[] }[] }
  | { kind: "foreach"; variable: string; source: Expression; body: TemplateNode[] }
  | { kind: "define"; variable: string; body: TemplateNode[] }
  | { kind: "macro"; name: string; parameters: string[]; body: TemplateNode[] }
  | MacroCall
  | { kind: "evaluate"; text: Expression }
  | { kind: "break" }
  | { kind: "stop" };

/** `#name(args)`, or `#@name(args) body #end`. A name that no `#macro` defines stands as it is written. */
export interface MacroCall {
  kind: "call";
  name: string;
  args: Expression[];
  body: TemplateNode[] | undefined;
  literal: string;
}

export interface ReferenceNode {
  kind: "reference";
  name: string;
  steps: Step[];
  /** The reference as it is written, without backslashes. */
  literal: string;
  /** The backslashes before it: an odd number escapes it. */
  backslashes: number;
}

export type Step =
  | { kind: "property"; name: string }
  | { kind: "method"; name: string; args: Expression[] }
  | { kind: "index"; index: Expression };

export type ComparisonOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";

export type Expression =
  | ReferenceNode
  | { kind: "literal"; value: string | bigint | number | boolean }
  /** A string in double quotes, which is a template itself. */
  | { kind: "template"; body: TemplateNode[] }
  | { kind: "list"; items: Expression[] }
  | { kind: "range"; from: Expression; to: Expression }
  | { kind: "map"; entries: [Expression, Expression][] }
  | { kind: "not"; operand: Expression }
  | { kind: "and" | "or"; left: Expression; right: Expression }
  | { kind: "compare"; operator: ComparisonOperator; left: Expression; right: Expression }
  | CalculateNode;

/**
 * A calculation, and the text that Velocity 1.7 adds to a text where it has no result: all of it in parentheses, otherwise its right
 * operand, both with white space.
 */
export interface CalculateNode {
  kind: "calculate";
  operator: ArithmeticOperator;
  left: Expression;
  right: Expression;
  literal: string;
}

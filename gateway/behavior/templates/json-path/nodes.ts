import type { JavaValue } from "../java-values";

/** A step of a JSONPath expression. */
export type PathStep =
  | { kind: "property"; names: string[] }
  | { kind: "index"; indexes: number[] }
  | { kind: "slice"; from: number | undefined; to: number | undefined }
  | { kind: "wildcard" }
  | { kind: "scan" }
  | { kind: "filter"; condition: Condition }
  | { kind: "function"; name: string; args: FunctionArgument[] };

export type FunctionArgument = { kind: "path"; path: Path } | { kind: "value"; value: JavaValue };

/** A path from the document (`$`) or, in a filter, from the current item (`@`). */
export interface Path {
  root: "$" | "@";
  steps: PathStep[];
}

/** The condition of a filter `[?(...)]`. */
export type Condition =
  | { kind: "and" | "or"; operands: Condition[] }
  | { kind: "not"; operand: Condition }
  | { kind: "exists"; path: Path; expected: boolean }
  | { kind: "compare"; operator: string; left: Operand; right: Operand };

export type Operand =
  { kind: "path"; path: Path } | { kind: "literal"; value: JavaValue } | { kind: "pattern"; pattern: RegExp };

import type { PropertyValue } from "../../../engine/graph/value";

/** A value in a generated program, as plain data. */
export type Value =
  | { kind: "plain"; value: PropertyValue }
  /** A member of what an earlier statement made, read through lifted outputs. */
  | { kind: "member"; of: number; path: string[] }
  /** The result of an earlier statement, whole: a resource is sent as a reference. */
  | { kind: "whole"; of: number }
  | { kind: "config"; key: string; secret: boolean; object?: boolean }
  | { kind: "secret"; of: Value }
  | { kind: "unsecret"; of: Value }
  | { kind: "promise"; of: Value }
  | { kind: "apply"; of: Value; by: Step[] }
  | { kind: "all"; of: Value[] }
  | { kind: "interpolate"; of: Value[] }
  | { kind: "json"; of: Record<string, Value> }
  | { kind: "object"; of: Record<string, Value> }
  | { kind: "list"; of: Value[] }
  | { kind: "text-asset"; text: string }
  | { kind: "file-asset"; path: string }
  | { kind: "archive"; of: Record<string, Value> }
  | { kind: "file-archive"; path: string };

/** The work of one `apply` of a chain. */
export type Step = "upper" | "promise" | "output" | "object" | "first" | "secret" | "length";

/** The change that a transform makes to a resource. */
export type Change =
  | "nothing"
  | "tag"
  | "later-tag"
  | "protect"
  | "secret-tags"
  | "drop-tags"
  | "drop-dependencies"
  | "ignore-tags"
  | "alias"
  | "move-region"
  | "borrow-output";

export interface AliasSpec {
  name?: string;
  type?: string;
  /** The statement whose resource was the parent. */
  parent?: number;
  noParent?: true;
  project?: string;
  stack?: string;
  urn?: string;
}

/** Resource options; numbers are statements. */
export interface Options {
  parent?: number;
  provider?: number;
  providers?: { of: number[]; form: "list" | "record" };
  dependsOn?: { of: number[]; form: "one" | "list" | "output" | "promise" };
  aliases?: AliasSpec[];
  protect?: boolean;
  retainOnDelete?: boolean;
  deleteBeforeReplace?: boolean;
  deletedWith?: number;
  ignoreChanges?: string[];
  replaceOnChanges?: string[];
  additionalSecretOutputs?: string[];
  customTimeouts?: { create?: string; update?: string; delete?: string };
  import?: string;
  version?: string;
  pluginDownloadURL?: string;
  transforms?: Change[];
  transformations?: Change[];
}

export type Statement =
  | { kind: "resource"; type: string; name: string; inputs: Record<string, Value>; options: Options }
  | {
      kind: "component";
      type: string;
      name: string;
      inputs: Record<string, Value>;
      outputs: Record<string, Value>;
      options: Options;
    }
  | { kind: "provider"; name: string; inputs: Record<string, Value>; options: Options }
  | { kind: "get"; type: string; name: string; id: Value; state: Record<string, Value>; options: Options }
  | { kind: "invoke"; name: string; inputs: Record<string, Value>; form: "output" | "promise"; options: Options }
  | { kind: "stack"; name: string; stack: string; form: "requireOutput" | "getOutput" | "outputs"; output: string };

/** One generated program: each of its names starts with its own. */
export interface Program {
  name: string;
  statements: Statement[];
  outputs: Record<string, Value>;
  /** The changes that transforms of the whole stack make to the program's resources. */
  stackTransforms: Change[];
  stackTransformations: Change[];
  /** Changes that are made to the arguments of the program's invokes. */
  invokeTransforms: boolean;
}

import { Random } from "../../support/live/random";
import { optionsOf } from "./options";
import type { Change, Program, Statement, Value } from "./program";
import { KINDS } from "./resource-kinds";
import { Scope } from "./scope";
import { Values } from "./values";

/** Which parts of the grammar reach the whole stack: those would change every program of a run. */
export interface Reach {
  stackTransforms: boolean;
  stackTransformations: boolean;
}

const STATEMENTS = 9;
const CHANGES: readonly Change[] = [
  "nothing",
  "tag",
  "protect",
  "secret-tags",
  "drop-tags",
  "ignore-tags",
  "move-region",
];

/** Returns a program of the grammar: the same for the same seed and name. */
export function generateProgram(seed: number, name: string, reach: Reach): Program {
  const random = new Random(seed);
  const scope = new Scope(random);
  const { statements } = scope;
  const values = new Values(random, scope, name);
  const count = 2 + random.below(STATEMENTS);
  for (let at = 0; at < count; at += 1) {
    scope.enter();
    const statement = statementOf(random, values, scope, name, reach);
    if (statement !== undefined) {
      statements.push(statement);
    }
  }
  scope.leave();
  for (const statement of statements) {
    if (statement.kind === "component") {
      statement.outputs = outputsOf(random, values);
    }
  }
  return {
    name,
    statements,
    outputs: outputsOf(random, values),
    stackTransforms: reach.stackTransforms && random.chance(0.6) ? [random.one(CHANGES)] : [],
    stackTransformations: reach.stackTransformations && random.chance(0.6) ? [random.one(CHANGES)] : [],
    invokeTransforms: reach.stackTransforms && random.chance(0.1),
  };
}

function outputsOf(random: Random, values: Values): Record<string, Value> {
  return Object.fromEntries(Array.from({ length: random.below(3) }, (_, at) => [`out${at}`, values.any()]));
}

function statementOf(
  random: Random,
  values: Values,
  scope: Scope,
  program: string,
  reach: Reach,
): Statement | undefined {
  const name = `${program}-${scope.statements.length}`;
  const options = (of: "resource" | "component" | "provider" | "get" | "invoke") => optionsOf(random, scope, name, of);
  const draw = random.next();
  if (draw < 0.16) {
    const inputs: Record<string, Value> = random.chance(0.5) ? { size: values.any(), more: values.any() } : {};
    return {
      kind: "component",
      type: `test:index:Group${random.below(2)}`,
      name,
      inputs,
      outputs: {},
      options: options("component"),
    };
  }
  if (draw < 0.22) {
    const inputs: Record<string, Value> = {
      region: random.chance(0.7) ? values.region() : values.plain("eu-central-1"),
    };
    if (random.chance(0.3)) {
      inputs.defaultTags = { kind: "object", of: { tags: values.record() } };
    }
    return { kind: "provider", name, inputs, options: options("provider") };
  }
  if (draw < 0.27) {
    const kind = random.one(
      KINDS.filter(({ type }) => !["iam.AccessKey", "apigateway.ApiKey", "s3.BucketObjectv2"].includes(type)),
    );
    // what is not known yet can't be asked for: the engine itself fails on a secret in it
    const plain = new Values(random, new Scope(random), name, true);
    const state: Record<string, Value> = random.chance(0.3) ? { tags: plain.record() } : {};
    const id: Value = random.chance(0.7)
      ? values.plain(kind.existing(name).id)
      : { kind: "interpolate", of: [values.plain("id"), values.text()] };
    return { kind: "get", type: kind.type, name, id, state, options: options("get") };
  }
  if (draw < 0.33) {
    return { ...invokeOf(random, values), options: options("invoke") };
  }
  if (draw < 0.36) {
    const output = random.one(["plain", "secret", "nested", "missing"]);
    const form = random.one(["getOutput", "requireOutput", "outputs"] as const);
    return {
      kind: "stack",
      name,
      stack: "organization/shared/dev",
      form: output === "missing" ? "getOutput" : form,
      output,
    };
  }
  const kind = random.one(KINDS);
  const inputs = kind.inputs(values);
  if (inputs === undefined) {
    return undefined;
  }
  const statement = {
    kind: "resource",
    type: kind.type,
    name,
    inputs: given(inputs),
    options: options("resource"),
  } as const;
  // an import fails where anything but the program changes its inputs
  const mayImport = !reach.stackTransforms && !reach.stackTransformations && statement.options.parent === undefined;
  const plain =
    mayImport && !["lambda.Function", "ssm.Parameter"].includes(kind.type) && random.chance(0.12)
      ? kind.inputs(new Values(random, new Scope(random), name, true))
      : undefined;
  if (plain === undefined) {
    return statement;
  }
  const existing = kind.existing(name);
  return {
    ...statement,
    inputs: { ...given(plain), ...plainTexts(existing.inputs) },
    options: { import: existing.id, ...(random.chance(0.3) && { protect: true }) },
  };
}

function given(inputs: Record<string, Value | undefined>): Record<string, Value> {
  return Object.fromEntries(Object.entries(inputs).filter((entry): entry is [string, Value] => entry[1] !== undefined));
}

function plainTexts(inputs: Record<string, string>): Record<string, Value> {
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, { kind: "plain", value }]));
}

function invokeOf(random: Random, values: Values): Omit<Extract<Statement, { kind: "invoke" }>, "options"> {
  const form = random.one(["output", "promise"] as const);
  if (random.chance(0.5)) {
    const name = random.one(["getCallerIdentity", "getRegion", "getPartition"]);
    return { kind: "invoke", name, inputs: {}, form };
  }
  const text = (): Value => (form === "output" ? values.text() : values.plain("s3:GetObject"));
  const statement: Value = {
    kind: "object",
    of: { actions: { kind: "list", of: [text()] }, resources: { kind: "list", of: [text()] } },
  };
  return {
    kind: "invoke",
    name: "iam.getPolicyDocument",
    inputs: { statements: { kind: "list", of: [statement] } },
    form,
  };
}

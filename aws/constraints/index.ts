import { ownValue } from "../../language/own-value";
import { autoNamedTypes, autoNameViolations, isAutoNamed } from "./auto-names";
import type { TypeConstraints, TypesConstraints } from "./model";
import { modelViolations } from "./model-violations";
import * as models from "./models.json";
import { nestedParts } from "./nested-parts";
import { otherModels } from "./other-models";
import type { Rule } from "./rule";
import { ruledTypes, rulesOf } from "./rules";
import { isUsual } from "./usual-types";
import { type Inputs, type Surroundings, type Violation } from "./violation";

export { type Inputs, isPlainObject, type Surroundings, UNKNOWN, type Violation } from "./violation";

const USUAL_MODELS: TypesConstraints = models.types;

/** The facts about a resource beside its inputs. */
export interface Context extends Surroundings {
  /** The logical name, for a resource whose name Pulumi makes: with its random suffix it has to fit too. */
  logicalName?: string;
}

/**
 * Returns the inputs of a resource that AWS refuses, by AWS's own service models and by what its pages say beyond them.
 *
 * @param type such as `aws:apigatewayv2/route:Route`; there are no violations for a type that is not in the tables
 * @param inputs Pulumi's inputs; values that are not known are `UNKNOWN`, Outputs or promises, and are not judged
 */
export function violations(type: string, inputs: Inputs, context: Context = {}): Violation[] {
  return violationsOf(type, inputs, context, Object.keys(inputs), rulesOf(type));
}

/** Returns those violations that depend on one input: of its own constraints, and of the rules that read it. */
export function violationsBy(input: string, type: string, inputs: Inputs, context: Context = {}): Violation[] {
  return violationsOf(type, inputs, context, [input], readersOf(input, type).rules);
}

/** @param names The inputs whose own constraints are looked at. */
function violationsOf(
  type: string,
  inputs: Inputs,
  context: Context,
  names: readonly string[],
  rules: readonly Rule[],
): Violation[] {
  const known = modelOf(type);
  return [
    ...nestedViolations(type, inputs),
    ...(known === undefined ? [] : modelViolations(known, inputs, names)),
    ...ruleViolations(rules, inputs, context),
    ...(context.logicalName === undefined ? [] : autoNameViolations(type, inputs, context.logicalName)),
  ];
}

function modelOf(type: string): TypeConstraints | undefined {
  const isOther = type.startsWith("aws:") && !isUsual(type);
  return ownValue(isOther ? otherModels() : USUAL_MODELS, type);
}

function nestedViolations(type: string, inputs: Inputs): Violation[] {
  return nestedParts(type, inputs).flatMap((part) =>
    violations(part.type, part.inputs, { protocol: "HTTP" }).map((found) => ({
      ...found,
      path: `${part.place}, ${found.path}`,
    })),
  );
}

/** Returns the inputs that AWS refuses on one kind of API alone; those that it refuses on each are left out. */
export function kindViolations(type: string, inputs: Inputs, protocol: NonNullable<Context["protocol"]>): Violation[] {
  const everywhere = new Set(violations(type, inputs).map(({ path }) => path));
  return ruleViolations(rulesOf(type), inputs, { protocol }).filter(({ path }) => !everywhere.has(path));
}

function ruleViolations(rules: readonly Rule[], inputs: Inputs, context: Context): Violation[] {
  const violations: Violation[] = [];
  // nearly always nothing is found
  for (const rule of rules) {
    for (const found of rule.check(inputs, context)) {
      violations.push({ page: rule.page, ...found });
    }
  }
  return violations;
}

/** The rules that read an input, and the other inputs that they read. */
interface Readers {
  rules: readonly Rule[];
  others: readonly string[];
}

const readers = new Map<string, Readers>();

function readersOf(input: string, type: string): Readers {
  const key = `${type} ${input}`;
  const known = readers.get(key);
  if (known !== undefined) {
    return known;
  }
  const rules = rulesOf(type).filter(({ reads }) => reads.includes(input));
  const others = new Set(rules.flatMap(({ reads }) => reads));
  others.delete(input);
  const found = { rules, others: [...others] };
  readers.set(key, found);
  return found;
}

/**
 * Returns the other inputs on which the verdict on an input depends; undefined where it depends on the logical name too, by which
 * Pulumi names the resource.
 */
export function judgedWith(input: string, type: string): readonly string[] | undefined {
  return isAutoNamed(type) ? undefined : readersOf(input, type).others;
}

/** Returns whether anything is known about a type. */
export function isConstrained(type: string): boolean {
  return modelOf(type) !== undefined || rulesOf(type).length > 0;
}

/** Returns whether anything is known about an input of a type. */
export function isConstrainedInput(type: string, input: string): boolean {
  return constrainedInputs(type).has(input);
}

const inputsOfTypes = new Map<string, ReadonlySet<string>>();

function constrainedInputs(type: string): ReadonlySet<string> {
  const known =
    inputsOfTypes.get(type) ??
    new Set([...Object.keys(modelOf(type)?.inputs ?? {}), ...rulesOf(type).flatMap(({ reads }) => reads)]);
  inputsOfTypes.set(type, known);
  return known;
}

/** Returns the types that are in the tables. */
export function constrainedTypes(): string[] {
  return [
    ...new Set([...Object.keys({ ...USUAL_MODELS, ...otherModels() }), ...ruledTypes(), ...autoNamedTypes()]),
  ].sort();
}

/** The version of botocore that the models come from, and the version of each service's API. */
export const MODEL_VERSIONS = { botocore: models.botocore, services: models.apiVersions };

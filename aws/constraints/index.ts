import { ownValue } from "../../language/own-value";
import { autoNamedTypes, autoNameViolations } from "./auto-names";
import type { TypeConstraints } from "./model";
import { modelViolations } from "./model-violations";
import * as models from "./models.json";
import { nestedParts } from "./nested-parts";
import { ruledTypes, rulesOf } from "./rules";
import { type Inputs, stepsOf, type Surroundings, type Violation } from "./violation";

export { type Inputs, isPlainObject, type Surroundings, UNKNOWN, type Violation } from "./violation";

const TYPES: Record<string, TypeConstraints | undefined> = models.types;

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
  const known = ownValue(TYPES, type);
  return [
    ...nestedParts(type, inputs).flatMap((part) =>
      violations(part.type, part.inputs, { protocol: "HTTP" }).map((found) => ({
        ...found,
        path: `${part.place}, ${found.path}`,
      })),
    ),
    ...(known === undefined ? [] : modelViolations(known, inputs)),
    ...ruleViolations(type, inputs, context),
    ...(context.logicalName === undefined ? [] : autoNameViolations(type, inputs, context.logicalName)),
  ];
}

/** Returns the inputs that AWS refuses on one kind of API alone; those that it refuses on each are left out. */
export function kindViolations(type: string, inputs: Inputs, protocol: NonNullable<Context["protocol"]>): Violation[] {
  const everywhere = new Set(violations(type, inputs).map(({ path }) => path));
  return ruleViolations(type, inputs, { protocol }).filter(({ path }) => !everywhere.has(path));
}

function ruleViolations(type: string, inputs: Inputs, context: Context): Violation[] {
  return rulesOf(type).flatMap((rule) => rule.check(inputs, context).map((found) => ({ page: rule.page, ...found })));
}

/** Returns whether anything is known about a type. */
export function isConstrained(type: string): boolean {
  return ownValue(TYPES, type) !== undefined || rulesOf(type).length > 0;
}

/** Returns whether anything is known about an input of a type. */
export function isConstrainedInput(type: string, input: string): boolean {
  return constrainedInputs(type).has(input);
}

const inputsOfTypes = new Map<string, ReadonlySet<string>>();

function constrainedInputs(type: string): ReadonlySet<string> {
  const known =
    inputsOfTypes.get(type) ??
    new Set([
      ...Object.keys(TYPES[type]?.inputs ?? {}).map((path) => stepsOf(path)[0] ?? path),
      ...rulesOf(type).flatMap(({ reads }) => reads),
    ]);
  inputsOfTypes.set(type, known);
  return known;
}

/** Returns the types that are in the tables. */
export function constrainedTypes(): string[] {
  return [...new Set([...Object.keys(TYPES), ...ruledTypes(), ...autoNamedTypes()])].sort();
}

/** The version of botocore that the models come from, and the version of each service's API. */
export const MODEL_VERSIONS = { botocore: models.botocore, services: models.apiVersions };

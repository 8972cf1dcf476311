import { ownValue } from "../../language/own-value";
import { AUTO_NAMED, AUTO_NAME_SUFFIX_LENGTH, type NameRule } from "../names";
import { type Inputs, isAbsent, type Violation } from "./violation";

const PAGE = "https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming";
/** Stands for the seven characters that differ in each deployment. */
const SUFFIX = "-0123456";

/** Returns what is wrong with the name that Pulumi makes of a logical name. */
export function autoNameViolations(type: string, inputs: Inputs, logicalName: string): Violation[] {
  const rule = ownValue(AUTO_NAMED, type);
  if (rule === undefined || !isAbsent(inputs[rule.property]) || !isAbsent(inputs[`${rule.property}Prefix`])) {
    return [];
  }
  const { property, most, expected } = rule;
  const longest = most - AUTO_NAME_SUFFIX_LENGTH;
  const found = { path: property, value: logicalName, page: PAGE };
  return [
    ...(logicalName.length > longest
      ? [
          {
            ...found,
            expected: `at most ${most} characters with Pulumi's random suffix: a logical name of at most ${longest}`,
          },
        ]
      : []),
    ...(isLegal(logicalName, rule)
      ? []
      : [{ ...found, expected: `a logical name of ${expected}, or an explicit ${property}` }]),
  ];
}

function isLegal(logicalName: string, { pattern, isLowerCase }: NameRule): boolean {
  const name = `${logicalName}${SUFFIX}`;
  return pattern.test(isLowerCase === true ? name.toLowerCase() : name);
}

/** Returns whether Pulumi gives a type a name. */
export function isAutoNamed(type: string): boolean {
  return ownValue(AUTO_NAMED, type) !== undefined;
}

/** Returns the types that Pulumi gives a name. */
export function autoNamedTypes(): string[] {
  return Object.keys(AUTO_NAMED);
}

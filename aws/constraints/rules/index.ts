import type { Rule } from "../rule";
import { isUsual } from "../usual-types";
import { apiKindRules } from "./api-kinds";
import { functionRules } from "./functions";
import { httpApiRules } from "./http-api";
import { httpPartRules } from "./http-parts";
import { otherRules } from "./others";
import { partitionRules } from "./partitions";
import { restMethodRules } from "./rest-methods";
import { sizeRules } from "./sizes";
import { tagCharacterRule, tagRule } from "./tags";

const RULES: readonly Rule[] = [
  ...restMethodRules,
  ...httpApiRules,
  ...httpPartRules,
  ...apiKindRules,
  ...functionRules,
  ...partitionRules,
  ...sizeRules,
];

const rulesOfTypes = new Map<string, readonly Rule[]>();

/** Returns the rules of a type that AWS's models leave out. */
export function rulesOf(type: string): readonly Rule[] {
  const rules = rulesOfTypes.get(type) ?? (type.startsWith("aws:") ? rulesOfAws(type) : []);
  rulesOfTypes.set(type, rules);
  return rules;
}

function rulesOfAws(type: string): readonly Rule[] {
  const rules = (isUsual(type) ? RULES : allRules()).filter(({ types }) => types.includes(type));
  return [...rules, tagRule, ...(/^aws:(ec2|vpc)\//.test(type) ? [] : [tagCharacterRule])];
}

function allRules(): readonly Rule[] {
  return [...RULES, ...otherRules()];
}

/** Returns the types that a rule names. */
export function ruledTypes(): string[] {
  return [...new Set(allRules().flatMap(({ types }) => types))];
}

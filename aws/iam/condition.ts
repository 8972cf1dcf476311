import { BlockList, isIP } from "node:net";
import { wildcardMatch } from "./wildcard";
import { isRecord } from "../../language/is-record";
import { ownValue } from "../../language/own-value";

/**
 * The values of a request's condition keys, by name in lower case. `ANY_VALUE` stands for a key that this machine can't
 * have, such as a VPC endpoint: a local caller is taken for the one that the policy wants.
 */
export type ConditionContext = Record<string, string[] | typeof ANY_VALUE>;

export const ANY_VALUE = Symbol("any value");

type Test = (wanted: string, actual: string) => boolean;

const OPERATORS: Record<string, Test> = {
  stringequals: (wanted, actual) => wanted === actual,
  stringequalsignorecase: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(),
  stringlike: wildcardMatch,
  arnequals: arnMatches,
  arnlike: arnMatches,
  bool: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(),
  ipaddress: inRange,
  numericequals: (wanted, actual) => Number(wanted) === Number(actual),
  numericlessthan: (wanted, actual) => Number(actual) < Number(wanted),
  numericlessthanequals: (wanted, actual) => Number(actual) <= Number(wanted),
  numericgreaterthan: (wanted, actual) => Number(actual) > Number(wanted),
  numericgreaterthanequals: (wanted, actual) => Number(actual) >= Number(wanted),
  dateequals: (wanted, actual) => timeOf(actual) === timeOf(wanted),
  datelessthan: (wanted, actual) => timeOf(actual) < timeOf(wanted),
  datelessthanequals: (wanted, actual) => timeOf(actual) <= timeOf(wanted),
  dategreaterthan: (wanted, actual) => timeOf(actual) > timeOf(wanted),
  dategreaterthanequals: (wanted, actual) => timeOf(actual) >= timeOf(wanted),
  binaryequals: (wanted, actual) => wanted === actual,
};

/** Operators that are another's opposite: `StringNotEquals`, `NotIpAddress`. */
const OPPOSITES: Record<string, string> = {
  stringnotequals: "stringequals",
  stringnotequalsignorecase: "stringequalsignorecase",
  stringnotlike: "stringlike",
  arnnotequals: "arnequals",
  arnnotlike: "arnlike",
  notipaddress: "ipaddress",
  numericnotequals: "numericequals",
  datenotequals: "dateequals",
};

/** An operator with its set operator before it, and `IfExists` after it. */
const OPERATOR = /^(?:for(any|all)values?:)?(.*?)(ifexists)?$/;

/**
 * Returns whether all of a statement's conditions hold. A key that the request does not have fails a test, and passes its opposite
 * and `ForAllValues`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function conditionHolds(condition: unknown, context: ConditionContext): boolean {
  return Object.entries(fields(condition)).every(([operator, keys]) =>
    Object.entries(fields(keys)).every(([key, wanted]) => holds(operator, key, wanted, context)),
  );
}

/** Returns the operators of a statement's conditions that IAM does not have. */
export function unknownOperators(condition: unknown): string[] {
  return Object.keys(fields(condition)).filter((operator) => {
    const [, , name = ""] = OPERATOR.exec(operator.toLowerCase()) ?? [];
    return name !== "null" && !Object.hasOwn(OPERATORS, name) && !Object.hasOwn(OPPOSITES, name);
  });
}

function holds(operator: string, key: string, wanted: unknown, context: ConditionContext): boolean {
  const [, set, name = "", ifExists] = OPERATOR.exec(operator.toLowerCase()) ?? [];
  const actual = ownValue(context, key.toLowerCase());
  const list = [wanted].flat().map(String);
  if (name === "null") {
    return list.some((item) => item.toLowerCase() === "true") === (actual === undefined);
  }
  const opposite = ownValue(OPPOSITES, name);
  const isOpposite = opposite !== undefined;
  const test = ownValue(OPERATORS, opposite ?? name);
  if (test === undefined) {
    return false;
  }
  if (actual === ANY_VALUE) {
    return !isOpposite;
  }
  if (actual === undefined) {
    return ifExists !== undefined || (set === undefined ? isOpposite : set === "all");
  }
  const fits = (value: string): boolean => list.some((item) => test(item, value)) !== isOpposite;
  // without a set operator the opposite of several values is that none of them fits
  return set === "all" || (set === undefined && isOpposite) ? actual.every(fits) : actual.some(fits);
}

const FAMILIES = { 4: { name: "ipv4", bits: 32 }, 6: { name: "ipv6", bits: 128 } } as const;

function inRange(range: string, address: string): boolean {
  const [network = "", bits] = range.split("/");
  const version = isIP(network);
  if ((version !== 4 && version !== 6) || isIP(address) !== version) {
    return false;
  }
  const family = FAMILIES[version];
  const prefix = bits === undefined ? family.bits : Number(bits);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > family.bits) {
    return false; // no range at all
  }
  const list = new BlockList();
  list.addSubnet(network, prefix, family.name);
  return list.check(address, family.name);
}

/** "Each of the six colon-delimited components of the ARN is checked separately and each can include multi-character match wildcards". */
function arnMatches(wanted: string, actual: string): boolean {
  const [parts, given] = [arnParts(wanted), arnParts(actual)];
  return (
    wanted === "*" ||
    (parts.length === given.length && parts.every((part, index) => wildcardMatch(part, given[index] ?? "")))
  );
}

/** The last part of an ARN, its resource, may have colons. */
function arnParts(arn: string): string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(":")] : [])];
}

/**
 * The W3C's forms of ISO 8601: https://www.w3.org/TR/NOTE-datetime. A time without a zone, which they don't have, is in UTC wherever the
 * gateway runs.
 */
const DATE = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** A date of ISO 8601, or seconds since 1970, of which four digits are a year. */
function timeOf(text: string): number {
  const date = DATE.exec(text);
  if (date !== null) {
    return Date.parse(text.includes("T") && date[1] === undefined ? `${text}Z` : text);
  }
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : Number.NaN;
}

function fields(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

import { BlockList, isIP } from "node:net";
import { ANY_VALUE, type ConditionContext } from "./condition-context";
import { type Expanded, expandVariables, shifted, VERSION_WITH_VARIABLES } from "./variables";
import { wildcardMatch } from "./wildcard";
import { isRecord } from "../../language/is-record";
import { ownValue } from "../../language/own-value";

type Test = (wanted: string, actual: string) => boolean;

/** The operators whose values may have variables: those of strings and of ARNs. */
const TEXT_OPERATORS: Record<string, (wanted: Expanded, actual: string) => boolean> = {
  stringequals: ({ text, isAny }, actual) => isAny === true || text === actual,
  stringequalsignorecase: ({ text, isAny }, actual) => isAny === true || text.toLowerCase() === actual.toLowerCase(),
  stringlike: ({ text, literals }, actual) => wildcardMatch(text, actual, literals),
  arnequals: arnMatches,
  arnlike: arnMatches,
};

const OPERATORS: Record<string, Test> = {
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
 *
 * @param version Specifies the policy's `Version`, on which it depends whether values have variables.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function conditionHolds(condition: unknown, context: ConditionContext, version?: unknown): boolean {
  return Object.entries(fields(condition)).every(([operator, keys]) =>
    Object.entries(fields(keys)).every(([key, wanted]) => holds(operator, key, wanted, { context, version })),
  );
}

/** Returns the operators of a statement's conditions that IAM does not have. */
export function unknownOperators(condition: unknown): string[] {
  return Object.keys(fields(condition)).filter((operator) => {
    const [, , name = ""] = OPERATOR.exec(operator.toLowerCase()) ?? [];
    return name !== "null" && ![TEXT_OPERATORS, OPERATORS, OPPOSITES].some((known) => Object.hasOwn(known, name));
  });
}

interface Evaluation {
  context: ConditionContext;
  version: unknown;
}

function holds(operator: string, key: string, wanted: unknown, { context, version }: Evaluation): boolean {
  const [, set, name = "", ifExists] = OPERATOR.exec(operator.toLowerCase()) ?? [];
  const actual = ownValue(context, key.toLowerCase());
  const list = [wanted].flat().map(String);
  if (name === "null") {
    return list.some((item) => item.toLowerCase() === "true") === (actual === undefined);
  }
  const opposite = ownValue(OPPOSITES, name);
  const isOpposite = opposite !== undefined;
  const tests = testsOf(opposite ?? name, list, { context, version });
  if (tests === undefined) {
    return false;
  }
  if (actual === ANY_VALUE) {
    return !isOpposite;
  }
  if (actual === undefined) {
    return ifExists !== undefined || (set === undefined ? isOpposite : set === "all");
  }
  const fits = (value: string): boolean => tests.some((test) => test(value)) !== isOpposite;
  // without a set operator the opposite of several values is that none of them fits
  return set === "all" || (set === undefined && isOpposite) ? actual.every(fits) : actual.some(fits);
}

/** Returns a test for each value of a condition; undefined where the operator is none. */
function testsOf(
  name: string,
  values: readonly string[],
  { context, version }: Evaluation,
): ((actual: string) => boolean)[] | undefined {
  const test = ownValue(OPERATORS, name);
  if (test !== undefined) {
    return values.map((wanted) => (actual) => test(wanted, actual));
  }
  const textTest = ownValue(TEXT_OPERATORS, name);
  return (
    textTest &&
    values.map((wanted) => {
      const expanded = version === VERSION_WITH_VARIABLES ? expandVariables(wanted, context) : { text: wanted };
      return (actual) => expanded !== undefined && textTest(expanded, actual);
    })
  );
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
function arnMatches(wanted: Expanded, actual: string): boolean {
  const [parts, given] = [arnParts(wanted.text), arnParts(actual)];
  let start = 0;
  const fits = (text: string, index: number): boolean => {
    const literals = shifted(wanted.literals, -start);
    start += text.length + 1;
    return wildcardMatch(text, given[index] ?? "", literals);
  };
  return wanted.text === "*" || (parts.length === given.length && parts.every(fits));
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

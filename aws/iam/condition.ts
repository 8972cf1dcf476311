import { BlockList, isIP } from "node:net";
import { wildcardMatch } from "./wildcard";
import { isRecord } from "../../language/is-record";

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
  arnequals: wildcardMatch,
  arnlike: wildcardMatch,
  bool: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(),
  ipaddress: inRange,
  numericequals: (wanted, actual) => Number(wanted) === Number(actual),
  numericlessthan: (wanted, actual) => Number(actual) < Number(wanted),
  numericgreaterthan: (wanted, actual) => Number(actual) > Number(wanted),
  datelessthan: (wanted, actual) => Date.parse(actual) < Date.parse(wanted),
  dategreaterthan: (wanted, actual) => Date.parse(actual) > Date.parse(wanted),
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
};

/**
 * Returns whether all of a statement's conditions hold. A key that the request does not have fails a test, and passes its opposite.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionHolds(condition: unknown, context: ConditionContext): boolean {
  return Object.entries(fields(condition)).every(([operator, keys]) =>
    Object.entries(fields(keys)).every(([key, wanted]) => holds(operator, key, wanted, context)),
  );
}

function holds(operator: string, key: string, wanted: unknown, context: ConditionContext): boolean {
  const plain = operator.toLowerCase().replace(/^for(any|all)values?:/, "");
  const ifExists = plain.endsWith("ifexists");
  const name = plain.replace(/ifexists$/, "");
  const actual = context[key.toLowerCase()];
  const list = [wanted].flat().map(String);
  if (name === "null") {
    return list.includes("true") === (actual === undefined);
  }
  const isOpposite = OPPOSITES[name] !== undefined;
  const test = OPERATORS[OPPOSITES[name] ?? name];
  if (test === undefined) {
    return false;
  }
  if (actual === ANY_VALUE) {
    return !isOpposite;
  }
  if (actual === undefined) {
    return ifExists || isOpposite;
  }
  return actual.some((value) => list.some((item) => test(item, value))) !== isOpposite;
}

function inRange(range: string, address: string): boolean {
  const [network = "", bits] = range.split("/");
  const family = isIP(network);
  if (family === 0 || isIP(address) !== family) {
    return false;
  }
  const list = new BlockList();
  list.addSubnet(
    network,
    bits === undefined ? (family === 6 ? 128 : 32) : Number(bits),
    family === 6 ? "ipv6" : "ipv4",
  );
  return list.check(address, family === 6 ? "ipv6" : "ipv4");
}

function fields(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

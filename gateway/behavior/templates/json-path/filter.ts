import { boundedMatch } from "../../shared/bounded-match";
import { countSteps } from "../../shared/bounded-work";
import { compareNumbers } from "../java-math";
import { BigDecimal, isNumber, javaEquals, JavaList, JavaMap, type JavaValue, textOf } from "../java-values";
import type { Condition, Operand, Path } from "./nodes";

/** Returns the value of a path that a filter names, undefined where there is nothing. */
export type Resolve = (path: Path) => JavaValue | undefined;

/** Returns whether an item passes a filter: `resolve` takes `@` for the item. https://github.com/json-path/JsonPath#filter-operators */
export function holds(condition: Condition, resolve: Resolve): boolean {
  switch (condition.kind) {
    case "and":
      return condition.operands.every((operand) => holds(operand, resolve));
    case "or":
      return condition.operands.some((operand) => holds(operand, resolve));
    case "not":
      return !holds(condition.operand, resolve);
    case "exists":
      return (resolve(condition.path) !== undefined) === condition.expected;
    case "compare": {
      const { left, operator, right } = condition;
      return left.kind === "pattern" || right.kind === "pattern"
        ? operator === "=~" && matches(left, right, resolve)
        : compare(operator, operandValue(left, resolve), operandValue(right, resolve));
    }
  }
}

/** Undefined where the operand's path routes to nothing. */
function operandValue(operand: Exclude<Operand, { kind: "pattern" }>, resolve: Resolve): JavaValue | undefined {
  return operand.kind === "literal" ? operand.value : resolve(operand.path);
}

function matches(left: Operand, right: Operand, resolve: Resolve): boolean {
  const [{ pattern }, other] =
    left.kind === "pattern" ? [left, right] : [right as Extract<Operand, { kind: "pattern" }>, left];
  const value = other.kind === "pattern" ? undefined : operandValue(other, resolve);
  const texts = value instanceof JavaList ? value.items : [value ?? null];
  return texts
    .map((text) => (typeof text === "object" && !isNumber(text) ? "" : textOf(text)))
    .some((text) => boundedMatch(pattern.source, text.length, () => pattern.test(text)));
}

function compare(operator: string, left: JavaValue | undefined, right: JavaValue | undefined): boolean {
  switch (operator) {
    case "==":
      return isEqual(left, right);
    case "!=":
      return !isEqual(left, right);
    case "===":
      return kindOf(left) === kindOf(right) && isEqual(left, right);
    case "!==":
      return kindOf(left) !== kindOf(right) || !isEqual(left, right);
    case "<":
      return isOrdered(left, right, (order) => order < 0);
    case "<=":
      return isOrdered(left, right, (order) => order <= 0);
    case ">":
      return isOrdered(left, right, (order) => order > 0);
    case ">=":
      return isOrdered(left, right, (order) => order >= 0);
    case "IN":
      return itemsOf(right).some((item) => isEqual(left, item));
    case "NIN":
      return !itemsOf(right).some((item) => isEqual(left, item));
    case "CONTAINS":
      return typeof left === "string" && typeof right === "string"
        ? left.includes(right)
        : itemsOf(left).some((item) => isEqual(item, right));
    case "SIZE":
      return isNumber(right ?? null) && sizeOf(left) === Number(textOf(right ?? null));
    case "EMPTY":
      if (left instanceof JavaMap) {
        throw new Error("the JSONPath operator empty does not take an object"); // a ClassCastException in Jayway's JsonPath
      }
      return sizeOf(left) !== undefined && (sizeOf(left) === 0) === right;
    case "SUBSETOF":
      return (
        left instanceof JavaList &&
        right instanceof JavaList &&
        left.items.every((item) => right.items.some((other) => isEqual(item, other)))
      );
    case "ANYOF":
      return itemsOf(left).some((item) => itemsOf(right).some((other) => isEqual(item, other)));
    case "NONEOF":
      return (
        left instanceof JavaList &&
        right instanceof JavaList &&
        !left.items.some((item) => right.items.some((other) => isEqual(item, other)))
      );
    default:
      return false; // ALL holds for no value in Jayway's JsonPath 2.9
  }
}

/** A text and a number are equal where the text is that number. */
function isEqual(left: JavaValue | undefined, right: JavaValue | undefined): boolean {
  countSteps(1);
  if (left === undefined || right === undefined) {
    return false;
  }
  if (isNumber(left) && (isNumber(right) || typeof right === "string")) {
    const other = isNumber(right) ? right : asNumber(right);
    return other !== undefined && compareNumbers(left, other) === 0;
  }
  if (typeof left === "string" && isNumber(right)) {
    return left === textOf(right);
  }
  return javaEquals(left, right);
}

function asNumber(text: string): BigDecimal | undefined {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? BigDecimal.parse(text) : undefined;
}

function kindOf(value: JavaValue | undefined): string {
  return value === undefined
    ? "undefined"
    : value === null
      ? "null"
      : isNumber(value)
        ? "number"
        : value instanceof JavaList || value instanceof JavaMap
          ? "json"
          : typeof value;
}

function isOrdered(
  left: JavaValue | undefined,
  right: JavaValue | undefined,
  accepts: (order: number) => boolean,
): boolean {
  if (typeof left === "string" && typeof right === "string") {
    return accepts(left < right ? -1 : left > right ? 1 : 0);
  }
  return isNumber(left ?? null) && isNumber(right ?? null) && accepts(compareNumbers(left as bigint, right as bigint));
}

function itemsOf(value: JavaValue | undefined): JavaValue[] {
  return value instanceof JavaList ? value.items : [];
}

function sizeOf(value: JavaValue | undefined): number | undefined {
  return typeof value === "string" ? value.length : value instanceof JavaList ? value.items.length : undefined;
}

import { BigDecimal, isNumber, type JavaValue } from "./java-values";

type JavaNumber = bigint | number | BigDecimal;
export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";

/**
 * Calculates as Velocity does: whole numbers stay whole (`7 / 2` is 3), a decimal on either side makes the result one,
 * and a division by zero, or an operand that is not a number, gives null.
 * https://velocity.apache.org/engine/1.7/user-guide.html#math
 */
export function calculate(operator: ArithmeticOperator, left: JavaValue, right: JavaValue): JavaValue {
  if (!isNumber(left) || !isNumber(right) || ((operator === "/" || operator === "%") && toNumber(right) === 0)) {
    return null;
  }
  if (typeof left === "bigint" && typeof right === "bigint") {
    return ofIntegers(operator, left, right);
  }
  return isBig(left) || isBig(right)
    ? ofDecimals(operator, toDecimal(left), toDecimal(right))
    : ofDoubles(operator, toNumber(left), toNumber(right));
}

/** A `BigInteger` beside a `Double` is calculated in decimals. */
function isBig(value: JavaNumber): boolean {
  return value instanceof BigDecimal || (typeof value === "bigint" && BigInt.asIntN(64, value) !== value);
}

/** Compares two numbers: negative, zero or positive. */
export function compareNumbers(left: JavaNumber, right: JavaNumber): number {
  if (typeof left === "number" || typeof right === "number") {
    return toNumber(left) - toNumber(right);
  }
  const [a, b] = [toDecimal(left), toDecimal(right)];
  const byMagnitude = compareMagnitudes(a, b);
  if (byMagnitude !== 0 || signOf(a) === 0) {
    return byMagnitude;
  }
  const scale = Math.max(a.scale, b.scale);
  const difference = a.at(scale) - b.at(scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Returns 0 where signs and first digits do not tell: then the scales are no further apart than the numbers have digits. */
function compareMagnitudes(a: BigDecimal, b: BigDecimal): number {
  const [first, second] = [signOf(a), signOf(b)];
  if (first !== second || first === 0) {
    return first - second;
  }
  return first * ((a.magnitude ?? 0) - (b.magnitude ?? 0));
}

function signOf({ unscaled }: BigDecimal): number {
  return unscaled < 0n ? -1 : unscaled > 0n ? 1 : 0;
}

export function toNumber(value: JavaNumber): number {
  return value instanceof BigDecimal ? value.toNumber() : Number(value);
}

/** Returns the whole part, as Java's `intValue` and `longValue` do. */
export function toInteger(value: JavaNumber): bigint {
  if (typeof value === "bigint") {
    return value;
  }
  if (value instanceof BigDecimal) {
    if ((value.magnitude ?? 0) <= 0) {
      return 0n;
    }
    // a multiple of 2^64 has no bits in an int or a long
    return value.scale > 0 ? value.unscaled / 10n ** BigInt(value.scale) : value.scale <= -64 ? 0n : value.at(0);
  }
  return Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n;
}

function toDecimal(value: JavaNumber): BigDecimal {
  return value instanceof BigDecimal
    ? value
    : typeof value === "bigint"
      ? new BigDecimal(value, 0)
      : BigDecimal.parse(String(value));
}

/** Products grow in a loop, up to those that take minutes. */
const MOST_BITS = 100_000;

/** @throws Error where a product has more digits than any template can mean. */
function short(product: bigint): bigint {
  if (BigInt.asIntN(MOST_BITS, product) !== product) {
    throw new Error(`a number of more than ${MOST_BITS} bits cannot be calculated with`);
  }
  return product;
}

function ofIntegers(operator: ArithmeticOperator, left: bigint, right: bigint): bigint {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return short(left * right);
    case "/":
      return left / right;
    case "%":
      return left % right;
  }
}

function ofDoubles(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
  }
}

function ofDecimals(operator: ArithmeticOperator, left: BigDecimal, right: BigDecimal): BigDecimal {
  const scale = Math.max(left.scale, right.scale);
  switch (operator) {
    case "+":
      return new BigDecimal(left.at(scale) + right.at(scale), scale);
    case "-":
      return new BigDecimal(left.at(scale) - right.at(scale), scale);
    case "*":
      return new BigDecimal(short(left.unscaled * right.unscaled), left.scale + right.scale);
    case "/": {
      const dividend = new BigDecimal(left.unscaled, 0).at(Math.max(right.scale, 0));
      return new BigDecimal(halfDown(dividend, right.at(Math.max(right.scale, 0))), left.scale);
    }
    case "%":
      throw new Error("Cannot calculate the modulo of BigDecimals.");
  }
}

/** Java's `RoundingMode.HALF_DOWN`, in which Velocity divides decimals. */
function halfDown(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const awayFromZero = dividend < 0n === divisor < 0n ? 1n : -1n;
  return twice > (divisor < 0n ? -divisor : divisor) ? quotient + awayFromZero : quotient;
}

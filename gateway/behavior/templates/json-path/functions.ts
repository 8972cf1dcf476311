import { toInteger, toNumber } from "../java-math";
import { isNumber, JavaList, JavaMap, type JavaValue, textOf } from "../java-values";

/** Calls a function at the end of a path. https://github.com/json-path/JsonPath#functions */
export function callFunction(name: string, values: readonly JavaValue[], value: JavaValue): JavaValue {
  switch (name) {
    case "length":
    case "size":
      return length(value);
    case "min":
      return aggregate(value, values, (numbers) => numbers.reduce((a, b) => Math.min(a, b)));
    case "max":
      return aggregate(value, values, (numbers) => numbers.reduce((a, b) => Math.max(a, b)));
    case "sum":
      return aggregate(value, values, sum);
    case "avg":
      return aggregate(value, values, (numbers) => sum(numbers) / numbers.length);
    case "stddev":
      return aggregate(value, values, deviation);
    case "keys":
      return value instanceof JavaMap ? new JavaList([...value.entries.keys()], "Set") : null;
    case "first":
      return itemAt(value, 0n);
    case "last":
      return itemAt(value, -1n);
    case "index":
      return itemAt(value, values[0] ?? null);
    case "concat":
      return [...(value instanceof JavaList ? value.items.filter((item) => typeof item === "string") : []), ...values]
        .map(textOf)
        .join("");
    case "append":
      return value instanceof JavaList ? new JavaList([...value.items, ...values], "JSONArray") : value;
    default:
      throw new Error(
        `JSONPath has no function ${name}(); it has length, min, max, sum, avg, stddev, keys, first, last, index, concat and append`,
      );
  }
}

function length(value: JavaValue): JavaValue {
  return value instanceof JavaList
    ? BigInt(value.items.length)
    : value instanceof JavaMap
      ? BigInt(value.entries.size)
      : null;
}

function aggregate(value: JavaValue, args: readonly JavaValue[], of: (numbers: number[]) => number): JavaValue {
  const items = [
    ...(value instanceof JavaList ? value.items : []),
    ...args.flatMap((arg) => (arg instanceof JavaList ? arg.items : [arg])),
  ];
  const numbers = items.filter(isNumber).map(toNumber);
  if (numbers.length === 0) {
    throw new Error("Aggregation function attempted to calculate value using empty array");
  }
  return of(numbers);
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

function deviation(numbers: number[]): number {
  const squares = sum(numbers.map((number) => number * number));
  const mean = sum(numbers) / numbers.length;
  return Math.sqrt(squares / numbers.length - mean * mean);
}

/** @throws Error where the value is no list, or has no such item. */
function itemAt(value: JavaValue, at: JavaValue): JavaValue {
  const item = value instanceof JavaList && isNumber(at) ? value.items.at(Number(toInteger(at))) : undefined;
  if (item === undefined) {
    throw new Error(`${textOf(value)} has no item ${textOf(at)}`);
  }
  return item;
}

import { mulberry32 } from "./random";
import type { SchemaCase } from "./schemas";

/** Makes schemas of draft 4 and bodies for them, which fit about as often as not. The same seed makes the same. */
export function generatedSchemas(seed: number, count: number): SchemaCase[] {
  const random = mulberry32(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const one = <T>(options: readonly T[]): T => options[below(options.length)] as T;
  const maybe = (chance: number): boolean => random() < chance;
  const some = <T>(options: readonly T[], chance: number): T[] => options.filter(() => maybe(chance));
  const NAMES = ["a", "b", "c", "d"] as const;
  const type = (): string => one(["array", "boolean", "integer", "null", "number", "object", "string"]);
  const limit = (): number => one([0, 1, 2, 3, 2.5, 10, -1]);

  const schema = (depth: number): Record<string, unknown> => {
    const made: Record<string, unknown> = {};
    if (maybe(0.6)) {
      made.type = maybe(0.2) ? [...new Set([type(), type()])] : type();
    }
    for (const add of some(KEYWORDS, 0.16)) {
      add(made, depth);
    }
    return made;
  };
  const nested = (depth: number): Record<string, unknown> => (depth === 0 ? { type: type() } : schema(depth - 1));
  const few = (depth: number): Record<string, unknown>[] => Array.from({ length: 1 + below(3) }, () => nested(depth));
  const KEYWORDS: readonly ((made: Record<string, unknown>, depth: number) => void)[] = [
    (made) => Object.assign(made, { minimum: limit(), exclusiveMinimum: maybe(0.5) }),
    (made) => Object.assign(made, { maximum: limit() }),
    (made) => Object.assign(made, { multipleOf: one([1, 2, 0.5, 0.1, 3]) }),
    (made) => Object.assign(made, { minLength: below(3) }),
    (made) => Object.assign(made, { maxLength: below(4) }),
    (made) => Object.assign(made, { pattern: one(["^a", "b$", "^[a-c]*$", "\\d"]) }),
    (made) => Object.assign(made, { minItems: below(3) }),
    (made) => Object.assign(made, { maxItems: below(4) }),
    (made) => Object.assign(made, { uniqueItems: maybe(0.7) }),
    (made, depth) => Object.assign(made, { items: maybe(0.7) ? nested(depth) : few(depth) }),
    (made, depth) => Object.assign(made, { additionalItems: maybe(0.5) ? false : nested(depth) }),
    (made) => Object.assign(made, { required: [one(NAMES), ...(maybe(0.3) ? ["z"] : [])] }),
    (made) => Object.assign(made, { minProperties: below(3) }),
    (made) => Object.assign(made, { maxProperties: below(4) }),
    (made, depth) =>
      Object.assign(made, { properties: Object.fromEntries(some(NAMES, 0.6).map((name) => [name, nested(depth)])) }),
    (made, depth) => Object.assign(made, { additionalProperties: maybe(0.5) ? false : nested(depth) }),
    (made, depth) => Object.assign(made, { patternProperties: { [one(["^a", "c", "."])]: nested(depth) } }),
    (made, depth) => Object.assign(made, { dependencies: { [one(NAMES)]: maybe(0.5) ? [one(NAMES)] : nested(depth) } }),
    (made) => Object.assign(made, { enum: [...new Set([value(1), value(1), value(0)])] }),
    (made, depth) => Object.assign(made, { allOf: few(depth) }),
    (made, depth) => Object.assign(made, { anyOf: few(depth) }),
    (made, depth) => Object.assign(made, { oneOf: few(depth) }),
    (made, depth) => Object.assign(made, { not: nested(depth) }),
    (made) => Object.assign(made, { format: one(["email", "ipv4", "int32", "uuid"]) }),
  ];
  const value = (depth: number): unknown =>
    one([
      () => one([null, true, false]),
      () => one([0, 1, 2, 3, 10, -1, 2.5, 0.3]),
      () => one(["", "a", "ab", "abc", "b1", "a@b.example", "1.2.3.4"]),
      () => (depth === 0 ? [] : Array.from({ length: below(4) }, () => value(depth - 1))),
      () => (depth === 0 ? {} : Object.fromEntries(some(NAMES, 0.5).map((name) => [name, value(depth - 1)]))),
    ])();
  return Array.from({ length: count }, (): SchemaCase => [
    schema(2),
    [value(2), value(2), value(1)].map((each) => JSON.stringify(each)),
  ]);
}

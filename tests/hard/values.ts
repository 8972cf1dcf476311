import * as fc from "fast-check";

/** Names that stumble over JavaScript's own members, over JSON and over URLs. */
export const name = fc.oneof(
  fc.constantFrom("a", "id", "Authorization", "constructor", "__proto__", "toString", "hasOwnProperty", "length", ""),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: "binary", maxLength: 4 }),
);

/** Texts with what parsers, terminals and paths act on. */
export const text = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: "binary", maxLength: 10 }),
  fc.constantFrom(
    "%",
    "%zz",
    "..%2f..",
    "\ud800",
    "\u0000",
    "\r\nX: y",
    "\u001b[2J",
    "${stageVariables.a}",
    "$context",
    "1e400",
  ),
);

/** Any JSON value, some of them deep. */
export const json = fc.oneof(
  { weight: 20, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(10, 100).map(nested) },
);

/** JSON text, some of it malformed, deep, or with numbers that are hard. */
export const jsonText = fc.oneof(
  { weight: 10, arbitrary: fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)) },
  { weight: 4, arbitrary: text },
  { weight: 2, arbitrary: fc.tuple(fc.json(), fc.nat(100)).map(([whole, at]) => whole.slice(0, at)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(10, 999, 1_001, 50_000).map((depth) => "[".repeat(depth) + "]".repeat(depth)),
  },
  { weight: 1, arbitrary: fc.constantFrom(10, 2_000).map((depth) => '{"a":'.repeat(depth) + "1" + "}".repeat(depth)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{"a":1e999999999}',
      '{"a":1.00000000000000000000e-999999999}',
      '{"a":1.00000000000000000000e99999999}',
      `{"a":${"9".repeat(5_000)}}`,
      '{"a":-0.0,"a":"\\ud800"}',
      '{"__proto__":{"x":1},"constructor":null}',
    ),
  },
);

function nested(depth: number): fc.JsonValue {
  let value: fc.JsonValue = null;
  for (let level = 0; level < depth; level++) {
    value = level % 2 === 0 ? [value] : { a: value };
  }
  return value;
}

export const pairs = fc.array(fc.tuple(name, text), { maxLength: 5 });
export const record = fc.dictionary(name, text, { maxKeys: 4 });

import assert from "node:assert/strict";
import { expectTypeOf } from "expect-type";
import { defined } from "../../language/defined";

describe("defined", () => {
  it("drops undefined members, and keeps the others in order", () => {
    const made = defined({ b: 1, a: undefined, c: null, d: false, e: 0, f: "" });
    assert.deepEqual(Object.entries(made), [
      ["b", 1],
      ["c", null],
      ["d", false],
      ["e", 0],
      ["f", ""],
    ]);
  });

  it("leaves the given object as it is, and nested ones too", () => {
    const given = { a: undefined, nested: { b: undefined } };
    assert.deepEqual(Object.keys(defined(given)), ["nested"]);
    assert.deepEqual(Object.keys(given), ["a", "nested"]);
    assert.equal(defined(given).nested, given.nested);
    assert.deepEqual(Object.keys(given.nested), ["b"]);
  });

  it("makes the members that may be undefined optional, and no others", () => {
    const description = "x" as string | undefined;
    const made = defined({ name: "orders", description });
    expectTypeOf(made).toExtend<{ name: string; description?: string }>();
    expectTypeOf<{ name: string; description?: string }>().toExtend<typeof made>();
    expectTypeOf<{ name: string }>().toExtend<typeof made>();
    expectTypeOf<{ description: string }>().not.toExtend<typeof made>();
    expectTypeOf<{ name: undefined }>().not.toExtend<typeof made>();
  });

  it("takes literals from the type that is expected, and checks against a type argument", () => {
    type Target = { kind: "lambda"; tags: string[]; alias?: string } | { kind: "http"; url: string };
    const alias = undefined as string | undefined;
    const made: Target = defined({ kind: "lambda", tags: ["a"], alias });
    assert.deepEqual(made, { kind: "lambda", tags: ["a"] });
    // @ts-expect-error: `alais` is no member of the type
    const misspelled: { alias?: string } = defined<{ alias?: string }>({ alais: alias });
    assert.deepEqual(misspelled, {});
    // @ts-expect-error: `url` may be undefined, and the type requires it
    const incomplete: { url: string } = defined({ url: alias });
    assert.deepEqual(incomplete, {});
  });
});

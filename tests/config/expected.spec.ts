import assert from "node:assert/strict";
import { z } from "zod";
import { expectedText } from "../../config/expected";

describe("what a schema expects, in words", () => {
  const cases: [z.ZodType, unknown, string][] = [
    [z.number(), "x", "a number"],
    [z.number().int(), 1.5, "a whole number"],
    [z.number().max(5), 6, "a number, at most 5"],
    [z.string().min(3), "a", "a string of at least 3 characters"],
    [z.array(z.string()).min(1), [], "a list of at least 1 items"],
    [z.enum(["a", "b"]), "c", '"a", "b"'],
    [z.literal([1, 2]), 3, "1, 2"],
    [z.url(), "x", "a valid URL"],
    [z.email(), "x", "a valid email address"],
    [z.string().regex(/a/), "b", "a string that must match pattern /a/"],
    [z.number().multipleOf(5), 3, "a multiple of 5"],
    [z.union([z.string(), z.array(z.string())]), 5, "a string or a list"],
    [z.string("the name of a team"), 5, "the name of a team"],
  ];
  for (const [schema, value, text] of cases) {
    it(`is ${text}`, () => {
      const [issue] = schema.safeParse(value).error?.issues ?? [];
      assert.ok(issue);
      assert.equal(expectedText(issue), text);
    });
  }
});

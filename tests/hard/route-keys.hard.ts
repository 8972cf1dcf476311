import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseRouteKey, type ParsedRouteKey, ROUTE_METHODS, RouteKeyError, routeKeyProblem } from "../../aws/route-key";
import { compareRouteKeys } from "../../aws/route-precedence";
import { check } from "./property";

const name = fc.stringMatching(/^[A-Za-z0-9._-][A-Za-z0-9._:-]{0,7}$/);

/** Paths that API Gateway takes: the parameters have different names, and a greedy one is the last. */
const path = fc
  .tuple(fc.uniqueArray(name, { maxLength: 5 }), fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), fc.boolean())
  .map(([names, parameters, greedy]) => {
    const parts = names.map((text, index) => (parameters[index] ? `{${text}}` : text));
    const last = parts.at(-1);
    return `/${[...parts.slice(0, -1), ...(last === undefined ? [] : [greedy ? last.replace("}", "+}") : last])].join("/")}`;
  });
const wellFormed = fc.oneof(
  { weight: 20, arbitrary: fc.tuple(fc.constantFrom(...ROUTE_METHODS), path).map((parts) => parts.join(" ")) },
  { weight: 1, arbitrary: fc.constant("$default") },
);
/** Texts near to route keys: parts of keys in any order, and any characters. */
const nearby = fc
  .array(
    fc.oneof(
      fc.constantFrom("GET", "get", " ", "/", "{", "}", "+", "*", ":", "?", "#", "$default", "{id}"),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(""));

describe("route keys", () => {
  it("that are well formed are taken apart without loss", () => {
    check(100_000, [wellFormed], (key) => {
      assert.equal(routeKeyProblem(key), undefined);
      const { method, path, segments, isDefault } = parseRouteKey(key);
      const parts = segments.map((part) =>
        part.kind === "literal" ? part.text : `{${part.name}${part.kind === "greedy" ? "+" : ""}}`,
      );
      assert.equal(isDefault ? path : `${method} /${parts.join("/")}`, key);
    });
  });

  it("that are not well formed throw a RouteKeyError with the problem, and nothing else", () => {
    check(200_000, [nearby], (key) => {
      const problem = routeKeyProblem(key);
      try {
        parseRouteKey(key);
        assert.equal(problem, undefined);
      } catch (error) {
        assert.ok(error instanceof RouteKeyError, String(error));
        assert.equal(error.problem, problem);
      }
    });
  });

  it("are ordered: one before the other, and transitively", () => {
    const parsed = wellFormed.map(parseRouteKey);
    check(100_000, [parsed, parsed, parsed], (a, b, c) => {
      assert.equal(Math.sign(compareRouteKeys(a, b)), -Math.sign(compareRouteKeys(b, a)) + 0);
      assert.equal(compareRouteKeys(a, b) === 0, a.key === b.key);
      if (compareRouteKeys(a, b) < 0 && compareRouteKeys(b, c) < 0) {
        assert.ok(compareRouteKeys(a, c) < 0);
      }
    });
  });

  it("that name a literal part go before those with a parameter there, whatever the order of the table", () => {
    const small = fc.array(fc.constantFrom("a", "b"), { minLength: 1, maxLength: 4 });
    check(20_000, [small, fc.nat(3)], (parts, at) => {
      const index = at % parts.length;
      const general = parts.map((part, place) => (place === index ? "{p}" : part));
      const [literal, parameter] = [parts, general].map((texts) => parseRouteKey(`GET /${texts.join("/")}`)) as [
        ParsedRouteKey,
        ParsedRouteKey,
      ];
      assert.ok(compareRouteKeys(literal, parameter) < 0);
      const greedy = parseRouteKey(`GET /${[...parts.slice(0, index), "{p+}"].join("/")}`);
      assert.ok(compareRouteKeys(parameter, greedy) < 0);
    });
  });
});

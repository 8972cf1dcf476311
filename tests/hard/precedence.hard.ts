import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseRouteKey } from "../../aws/route-key";
import { RouteTable } from "../../gateway/behavior/http-api/route-selection";
import { check } from "./property";

const segment = fc.constantFrom("a", "b", "{x}", "{p+}");
const key = fc
  .tuple(fc.constantFrom("GET", "ANY"), fc.array(segment, { minLength: 1, maxLength: 4 }))
  .map(([verb, parts]) => {
    const end = parts.indexOf("{p+}");
    const used = end < 0 ? parts : parts.slice(0, end + 1);
    return `${verb} /${used.map((part, at) => part.replace(/\{(\w)/, `{$1${at}`)).join("/")}`;
  });
const words = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 4 });

/** The rank of a part: a text before a parameter, both before a greedy one. */
const rank = (part = ""): number => (part.includes("+") ? 2 : part.startsWith("{") ? 1 : 0);

/**
 * Decides as AWS's page reads: of the routes that match, full matches go before greedy ones, then the more specific part from left to
 * right, then the method itself before ANY.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 */
function reference(keys: readonly string[], path: readonly string[]): string | undefined {
  const routes = keys.map((one) => ({
    one,
    verb: one.split(" ")[0] ?? "",
    parts: one.split(" ")[1]?.slice(1).split("/") ?? [],
  }));
  const matching = routes.filter(({ parts }) => {
    const isGreedy = rank(parts.at(-1)) === 2;
    const fits = isGreedy ? path.length >= parts.length : path.length === parts.length;
    return fits && parts.every((part, at) => rank(part) > 0 || part === path[at]);
  });
  const order = (a: (typeof routes)[number], b: (typeof routes)[number]): number => {
    const isGreedy = [a, b].map(({ parts }) => Number(rank(parts.at(-1)) === 2)) as [number, number];
    if (isGreedy[0] !== isGreedy[1]) {
      return isGreedy[0] - isGreedy[1];
    }
    for (const [at] of path.entries()) {
      const difference = rank(a.parts[at] ?? "+") - rank(b.parts[at] ?? "+");
      if (difference !== 0) {
        return difference;
      }
    }
    return Number(a.verb === "ANY") - Number(b.verb === "ANY");
  };
  return matching.sort(order)[0]?.one;
}

describe("route precedence", () => {
  it("is that of the slow reference, whatever the order of the table", () => {
    // two routes of one form, such as /{x} and /{y}, are refused by AWS
    const form = (one: string): string => one.replaceAll(/\{\w+/g, "{");
    check(200_000, [fc.uniqueArray(key, { maxLength: 8, selector: form }), words], (keys, path) => {
      const table = new RouteTable(keys.map((one) => ({ key: parseRouteKey(one) })));
      const expected = reference(keys, path);
      assert.equal(
        table.select("GET", `/${path.join("/")}`)?.route.key.key,
        expected,
        `/${path.join("/")} of ${keys.join(", ")}`,
      );
    });
  });
});

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseRouteKey } from "../../aws/route-key";
import { RouteTable } from "../../gateway/behavior/http-api/route-selection";
import { MethodTable } from "../../gateway/behavior/rest-api/route-selection";
import type { RestMethodModel } from "../../gateway/model/rest-api/definition-model";
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

/** Parts with what a client can hide in them, encoded and decoded. */
const hidden = fc.constantFrom("a", "b", "a/b", "a\nb", "a\n", "", "a%2Fb", "..", "a\0", "ä", "a;b", "a?b", "a#b");
/** Text paths, without what no resource of AWS's can have. */
const literal = fc.array(fc.constantFrom("a", "b", "c", "..", "a-b"), { minLength: 1, maxLength: 3 });

describe("route precedence", () => {
  it("takes a part as it is decoded, and never two for one", () => {
    check(100_000, [fc.array(hidden, { minLength: 1, maxLength: 3 }), literal], (asked, written) => {
      const path = `/${asked.map(encodeURIComponent).join("/")}`;
      const key = parseRouteKey(`GET /${written.join("/")}`);
      const expected = asked.length === written.length && asked.every((part, at) => part === written[at]);
      const http = new RouteTable([{ key }]).select("GET", path) !== undefined;
      const rest = new MethodTable([{ key, httpMethod: "GET" } as RestMethodModel]).select("GET", path) !== undefined;
      // a slash at the end is a part of its own to HTTP APIs, and nothing to REST APIs
      const withoutEnd = asked.at(-1) === "" ? asked.slice(0, -1) : asked;
      assert.equal(http, expected, `HTTP API: ${path} of ${key.key}`);
      assert.equal(rest, withoutEnd.join("\u0001") === written.join("\u0001"), `REST API: ${path} of ${key.key}`);
    });
  });

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

import assert from "node:assert/strict";
import { parseRouteKey, type ParsedRouteKey } from "../../../../aws/route-key";
import { compareRouteKeys } from "../../../../aws/route-precedence";
import { PathTree } from "../../../../gateway/behavior/shared/path-tree";

const PARTS = ["a", "b", "{x}", "{y}"];

/** Numbers that are the same in each run: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536) % below;
  };
}

/** Returns the keys that take a path, the first in the order of precedence first, by looking at each of them. */
function expected(keys: readonly ParsedRouteKey[], parts: readonly string[]): string[] {
  return keys
    .toSorted(compareRouteKeys)
    .filter(({ segments }) =>
      segments.at(-1)?.kind === "greedy" ? parts.length >= segments.length - 1 : parts.length === segments.length,
    )
    .filter(({ segments }) =>
      segments.every((segment, index) => segment.kind !== "literal" || segment.text === parts[index]),
    )
    .map(({ key }) => key);
}

describe("PathTree", () => {
  it("finds what is found by looking at every route in the order of precedence", () => {
    const random = numbers(7);
    for (let round = 0; round < 500; round++) {
      const keys = new Set<string>();
      for (let index = 0; index < 12; index++) {
        const parts = Array.from({ length: random(4) }, () => PARTS[random(PARTS.length)] ?? "");
        const path = [...parts, ...(random(3) === 0 ? ["{rest+}"] : [])].join("/");
        if (
          new Set(parts.filter((part) => part.startsWith("{"))).size ===
          parts.filter((part) => part.startsWith("{")).length
        ) {
          keys.add(`${random(2) === 0 ? "GET" : "ANY"} /${path}`);
        }
      }
      const parsed = [...keys].map(parseRouteKey);
      const tree = new PathTree(parsed.toSorted(compareRouteKeys));
      const parts = Array.from({ length: random(5) }, () => ["a", "b", "c"][random(3)] ?? "");
      const found: string[] = [];
      tree.find(parts, ({ key }) => void found.push(key));
      assert.deepEqual(found, expected(parsed, parts), `${[...keys].join(", ")} of /${parts.join("/")}`);
    }
  });

  it("compares a request with the routes that may take it, and no other of a thousand", () => {
    const keys = Array.from({ length: 1000 }, (_, index) => parseRouteKey(`GET /items${index}/{id}`));
    const tree = new PathTree(keys);
    const compared = (path: string): string[] => {
      const found: string[] = [];
      tree.find(path.split("/").slice(1), ({ key }) => void found.push(key));
      return found;
    };
    assert.deepEqual(compared("/items999/1"), ["GET /items999/{id}"]);
    assert.deepEqual(compared("/items0/1"), ["GET /items0/{id}"]);
    assert.deepEqual(compared("/nowhere/1"), []);
  });
});

import { LIMITS } from "../../../aws/quotas";
import { checkLimit } from "../../shared/limits";
import type { Problems } from "../../shared/problems";
import type { DomainSettings } from "./args";
import { isEdge } from "./kinds";

const MAPPINGS = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html";
const OTHER_DOMAIN = "put some under a domain of their own";
const LONGEST = LIMITS.http.apiMappingKey.value;

/** The path as AWS has it: no slash at either end; the root is empty. */
export function mappingPath(path: string): string {
  return path.replace(/^\/+|\/+$/g, "");
}

/** Returns whether the path has more than one part, which AWS calls multi-level. */
export function isMultiLevel(path: string): boolean {
  return mappingPath(path).includes("/");
}

/** Checks the paths of one domain's mappings, among themselves too. */
export function checkMappingPaths(problems: Problems, args: DomainSettings, paths: readonly string[]): void {
  for (const path of paths) {
    checkMappingPath(problems.at(`[${JSON.stringify(path)}]`), args, path);
  }
  for (const [index, path] of paths.entries()) {
    const first = paths.findIndex((other) => mappingPath(other) === mappingPath(path));
    problems.unless(first === index, `[${JSON.stringify(path)}]`, {
      received: path,
      expected: `a path of its own: ${JSON.stringify(paths[first])} is the same one`,
      fix: "give one of the two another path",
    });
  }
  checkLimit(problems, "", paths.filter(isMultiLevel).length, LIMITS.http.multiLevelApiMappings, OTHER_DOMAIN);
}

/**
 * Checks the path of one mapping by itself.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
 */
export function checkMappingPath(problems: Problems, args: DomainSettings, path: string): void {
  const bare = mappingPath(path);
  if (bare === "") {
    return;
  }
  if (bare === "(none)") {
    problems.add("", { received: path, expected: "an empty text for the root of the domain", fix: 'write ""' });
    return;
  }
  problems.unless(!isEdge(args) || !isMultiLevel(path), "", {
    received: path,
    expected: "a path of one part on an edge-optimized domain: only Regional domains have paths of several parts",
    fix: "shorten it, or make the domain Regional",
  });
  problems.unless(bare.length <= LONGEST, "", {
    received: bare.length,
    expected: `at most ${LONGEST} characters (${MAPPINGS})`,
    fix: "shorten it",
  });
  problems.unless(/^[A-Za-z0-9$\-_.+!*'()/]+$/.test(bare), "", {
    received: path,
    expected: `letters, digits and $-_.+!*'() between slashes (${MAPPINGS})`,
    fix: "rename the path",
  });
  problems.unless(!bare.split("/").includes(""), "", {
    received: path,
    expected: "single slashes",
    fix: `write "${bare.replace(/\/+/g, "/")}"`,
  });
}

import { LIMITS } from "../../../aws/quotas";
import type { Problem } from "../../shared/problems";

const MAPPINGS = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html";
const LONGEST = LIMITS.http.apiMappingKey.value;

/** The path as AWS has it: no slash at either end; the root is empty. */
export function mappingPath(path: string): string {
  return path.replace(/^\/+|\/+$/g, "");
}

/** Returns whether the path has more than one part, which AWS calls multi-level. */
export function isMultiLevel(path: string): boolean {
  return mappingPath(path).includes("/");
}

/** Returns what is wrong with the paths of one domain's mappings, among themselves too. */
export function mappingPathProblems(paths: readonly string[], argument: string): Problem[] {
  const limit = LIMITS.http.multiLevelApiMappings;
  const levels = paths.filter(isMultiLevel).length;
  return [
    ...paths.flatMap((path) => pathProblem(path, `${argument}[${JSON.stringify(path)}]`)),
    ...collisions(paths, argument),
    ...(levels > limit.value
      ? [
          {
            argument,
            received: levels,
            expected: `at most ${limit.value}, AWS's fixed limit "${limit.name}" (${limit.source})`,
            fix: "put some under a domain of their own",
          },
        ]
      : []),
  ];
}

function pathProblem(path: string, argument: string): Problem[] {
  const bare = mappingPath(path);
  if (bare === "(none)") {
    return [{ argument, received: path, expected: "an empty text for the root of the domain", fix: 'write ""' }];
  }
  if (bare === "") {
    return [];
  }
  const fix = "rename the path";
  return [
    ...(bare.length > LONGEST
      ? [
          {
            argument,
            received: bare.length,
            expected: `at most ${LONGEST} characters (${MAPPINGS})`,
            fix: "shorten it",
          },
        ]
      : []),
    ...(/^[A-Za-z0-9$\-_.+!*'()/]+$/.test(bare)
      ? []
      : [{ argument, received: path, expected: `letters, digits and $-_.+!*'() between slashes (${MAPPINGS})`, fix }]),
    ...(bare.split("/").includes("")
      ? [{ argument, received: path, expected: "single slashes", fix: `write "${bare.replace(/\/+/g, "/")}"` }]
      : []),
  ];
}

function collisions(paths: readonly string[], argument: string): Problem[] {
  return paths.flatMap((path, index) => {
    const first = paths.findIndex((other) => mappingPath(other) === mappingPath(path));
    return first === index
      ? []
      : [
          {
            argument: `${argument}[${JSON.stringify(path)}]`,
            received: path,
            expected: `a path of its own: ${JSON.stringify(paths[first])} is the same one`,
            fix: "give one of the two another path",
          },
        ];
  });
}

import { REST_PARAMETER_CHARACTERS, REST_PARAMETER_NAME, sameNames } from "../../../parameter-mapping";
import type { Found } from "../../rule";
import type { Inputs } from "../../violation";
import { PATH_PART } from "../rest-methods";
import { fields, operationsOf, parametersOf } from "./reading";

const NAME = new RegExp(`^${REST_PARAMETER_NAME}$`);

/** Returns what AWS refuses of a document's paths and of the parameters of their operations. */
export function paths(document: Inputs): Found[] {
  const variables = new Map<string, string>();
  return [
    ...Object.keys(fields(document.paths))
      .filter((path) => path.startsWith("/"))
      .flatMap((path) => pathProblems(path, variables)),
    ...operationsOf(document).flatMap((operation) =>
      parameterProblems(operation.place, parametersOf(document, operation)),
    ),
  ];
}

/**
 * "A sibling ({id}) of this resource already has a variable path part -- only one is allowed", of {proxy+} beside it too,
 * https://github.com/winglang/wing/issues/5210; "Cannot create a child of a resource with a greedy path variable", recorded from AWS in
 * https://github.com/localstack/localstack test_create_proxy_resource_validation
 *
 * @param variables the variable path part below each path so far
 */
function pathProblems(path: string, variables: Map<string, string>): Found[] {
  const parts = path.split("/").slice(1);
  return parts.flatMap((part, index) => {
    const at = { path: `body: ${path}`, value: part };
    if (part === "") {
      return [];
    }
    if (!PATH_PART.test(part)) {
      return [{ ...at, expected: "letters, digits and . _ - : , $ in a part of a path, or a variable alone in it" }];
    }
    if (part.endsWith("+}") && index < parts.length - 1) {
      return [{ ...at, expected: `${part} as the last part of a path: it takes the rest` }];
    }
    if (!part.startsWith("{")) {
      return [];
    }
    const parent = `/${parts.slice(0, index).join("/")}`;
    const known = variables.get(parent) ?? part;
    variables.set(parent, known);
    return known === part ? [] : [{ ...at, expected: `${known}, the one path variable below ${parent}` }];
  });
}

/** "Unable to put method": measured of a name in https://github.com/floci-io/floci/pull/3549 */
function parameterProblems(place: string, parameters: readonly string[] = []): Found[] {
  const path = `${place}, parameter`;
  return [
    ...parameters
      .map((parameter) => parameter.slice(parameter.indexOf(".") + 1))
      .filter((name) => !NAME.test(name))
      .map((value) => ({ path, value, expected: `a name of ${REST_PARAMETER_CHARACTERS}` })),
    ...sameNames([...new Set(parameters)]).map(([first, second]) => ({
      path,
      value: second,
      expected: `another name than that of ${first}`,
    })),
  ];
}

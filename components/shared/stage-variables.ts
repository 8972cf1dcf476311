import type * as pulumi from "@pulumi/pulumi";
import { LIMITS } from "../../aws/quotas";
import type { Problems } from "./problems";

/** The variables of a stage by name, which integrations read. */
export type StageVariables = Record<string, pulumi.Input<string>>;

/** AWS documents these characters; its error message names a space too. */
const NOT_IN_A_VALUE = /[^A-Za-z0-9\-._~:/?#&=, ]/g;

/**
 * Checks the names and known values of stage variables, for every kind of API.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html (variables)
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html (stageVariables)
 */
export function checkStageVariables(problems: Problems, variables: StageVariables = {}): void {
  const { stageVariableKey: key, stageVariableValue: value, stageVariables: limit } = LIMITS.http;
  const names = Object.keys(variables);
  problems.unless(names.length <= limit.value, "", {
    received: names.length,
    expected: `at most ${limit.value}, AWS's fixed limit "${limit.name}" (${limit.source})`,
    fix: "keep some of them in the functions' environment",
  });
  for (const [name, variable] of Object.entries(variables)) {
    problems.unless(/^[A-Za-z0-9_]+$/.test(name) && name.length <= key.value, "", {
      received: name,
      expected: `a name of letters, digits and _, at most ${key.value}`,
      fix: "rename it",
    });
    problems.known<string>(name, variable, (text) => {
      const wrong = text.match(NOT_IN_A_VALUE) ?? [];
      return wrong.length === 0
        ? undefined
        : {
            // The characters alone: a value may be one that no log should have.
            received: [...new Set(wrong)].join(""),
            expected: "letters, digits and - . _ ~ : / ? # & = ,",
            fix: "keep the text elsewhere, such as in the function's environment, and name it here",
          };
    });
    problems.known<string>(name, variable, ({ length }) =>
      length <= value.value
        ? undefined
        : { received: length, expected: `at most ${value.value} characters`, fix: "shorten it" },
    );
  }
}

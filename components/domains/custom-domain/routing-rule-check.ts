import { type Problem, Problems } from "../../shared/problems";
import type { RoutingRuleArgs } from "./args";

const SOURCE = "https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html";
const HIGHEST_PRIORITY = 1_000_000;
const MOST_HEADERS = 2;

/** Returns what is wrong with routing rules by themselves. */
export function routingRuleProblems(rules: Record<string, RoutingRuleArgs>): Problem[] {
  const all = Object.entries(rules);
  return all.flatMap(([name, rule], index) => {
    const argument = `routingRules[${JSON.stringify(name)}]`;
    const { priority, headers = {}, basePaths } = rule;
    const first = all.findIndex(([, other]) => other.priority === priority);
    const count = Object.keys(headers).length;
    return [
      ...(Number.isInteger(priority) && priority >= 1 && priority <= HIGHEST_PRIORITY
        ? []
        : [
            {
              argument: `${argument}.priority`,
              received: priority,
              expected: `a whole number from 1 to ${HIGHEST_PRIORITY} (${SOURCE})`,
              fix: "leave gaps, such as 100, 200",
            },
          ]),
      ...(first === index
        ? []
        : [
            {
              argument: `${argument}.priority`,
              received: priority,
              expected: `a priority of its own: ${JSON.stringify(all[first]?.[0])} has the same`,
              fix: "change one of the two",
            },
          ]),
      ...Object.entries(headers).flatMap(([header, value]) => headerProblems(`${argument}.headers`, header, value)),
      ...(count > MOST_HEADERS
        ? [
            {
              argument: `${argument}.headers`,
              received: count,
              expected: `at most ${MOST_HEADERS} headers (${SOURCE})`,
              fix: "make two rules",
            },
          ]
        : []),
      ...(basePaths !== undefined && basePaths.length === 0
        ? [
            {
              argument: `${argument}.basePaths`,
              expected: "at least one path",
              fix: "leave basePaths out for any path",
            },
          ]
        : []),
    ];
  });
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html */
function headerProblems(argument: string, header: string, value: string): Problem[] {
  const problems = new Problems().at(argument);
  problems.unless(/^[A-Za-z0-9*?!#$%&'+.^_`|~-]{1,40}$/.test(header), "", {
    received: header,
    expected: `the name of a header, at most 40 characters (${SOURCE})`,
    fix: "name another header",
  });
  problems.unless(value.length >= 1 && value.length <= 128 && !/^.+\*.+$/.test(value), header, {
    received: value,
    expected: `1 to 128 characters, with a star at the start or the end only (${SOURCE})`,
    fix: "write the start or the end of the value",
  });
  return [...problems.all];
}

import { LIMITS } from "../../../aws/quotas";
import { checkLimit } from "../../shared/limits";
import type { Problems } from "../../shared/problems";
import type { RoutingRuleArgs } from "./args";

const SOURCE = "https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html";
const HIGHEST_PRIORITY = 1_000_000;
const MOST_HEADERS = 2;

/** Checks routing rules by themselves. */
export function checkRoutingRules(problems: Problems, rules: Record<string, RoutingRuleArgs>): void {
  const all = Object.entries(rules);
  checkLimit(problems, "", all.length, LIMITS.rest.routingRules, "put some under a domain of their own");
  for (const [index, [name, rule]] of all.entries()) {
    const at = problems.at(`[${JSON.stringify(name)}]`);
    const first = all.findIndex(([, other]) => other.priority === rule.priority);
    checkRule(at, rule);
    at.unless(first === index, "priority", {
      received: rule.priority,
      expected: `a priority of its own: ${JSON.stringify(all[first]?.[0])} has the same`,
      fix: "change one of the two",
    });
  }
}

function checkRule(problems: Problems, { priority, headers = {}, basePaths }: RoutingRuleArgs): void {
  problems.unless(Number.isInteger(priority) && priority >= 1 && priority <= HIGHEST_PRIORITY, "priority", {
    received: priority,
    expected: `a whole number from 1 to ${HIGHEST_PRIORITY} (${SOURCE})`,
    fix: "leave gaps, such as 100, 200",
  });
  for (const [header, value] of Object.entries(headers)) {
    checkHeader(problems.at("headers"), header, value);
  }
  const count = Object.keys(headers).length;
  problems.unless(count <= MOST_HEADERS, "headers", {
    received: count,
    expected: `at most ${MOST_HEADERS} headers (${SOURCE})`,
    fix: "make two rules",
  });
  problems.unless(basePaths === undefined || basePaths.length > 0, "basePaths", {
    expected: "at least one path",
    fix: "leave basePaths out for any path",
  });
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html */
function checkHeader(problems: Problems, header: string, value: string): void {
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
}

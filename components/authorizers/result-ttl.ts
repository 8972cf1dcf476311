import type * as pulumi from "@pulumi/pulumi";
import { LIMITS } from "../../aws/quotas";
import { type Problem, validateKnown, validateOutput } from "../shared/problems";

interface ResultTtlFields {
  resultTtlInSeconds?: pulumi.Input<number>;
}

/** Returns the problem of a plain time for which decisions are kept. */
export function ttlProblems({ resultTtlInSeconds }: ResultTtlFields, argument: string): Problem[] {
  return validateKnown<number>(resultTtlInSeconds, (ttl) => ttlProblem(argument, ttl));
}

/** Returns the time for which decisions are kept, checked as soon as it is known; none are unless the program asks for it. */
export function resultTtl(component: string, { resultTtlInSeconds = 0 }: ResultTtlFields): pulumi.Input<number> {
  return validateOutput<number>(component, resultTtlInSeconds, (ttl) => ttlProblem("authorizer", ttl));
}

function ttlProblem(argument: string, ttl: number): Problem | undefined {
  const limit = LIMITS.http.authorizerCacheTtl;
  if (Number.isInteger(ttl) && ttl >= 0 && ttl <= limit.value) {
    return undefined;
  }
  const expected = `0 to ${limit.value} seconds ("${limit.name}", ${limit.source})`;
  return { argument: `${argument}.resultTtlInSeconds`, received: ttl, expected, fix: "write 0 to ask every time" };
}

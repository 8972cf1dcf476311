import type * as pulumi from "@pulumi/pulumi";
import { LIMITS } from "../../aws/quotas";
import { type Expectation, type Problems, validateOutput } from "../shared/problems";

interface ResultTtlFields {
  resultTtlInSeconds?: pulumi.Input<number>;
}

/** Checks the time for which decisions are kept, where it is known. */
export function checkResultTtl(problems: Problems, { resultTtlInSeconds }: ResultTtlFields): void {
  problems.known<number>("resultTtlInSeconds", resultTtlInSeconds, checkTtl);
}

/** Returns the time for which decisions are kept, checked as soon as it is known; none are unless the program asks for it. */
export function resultTtl(component: string, { resultTtlInSeconds = 0 }: ResultTtlFields): pulumi.Input<number> {
  return validateOutput<number>(component, "authorizer.resultTtlInSeconds", resultTtlInSeconds, checkTtl);
}

function checkTtl(received: number): Expectation | undefined {
  const limit = LIMITS.http.authorizerCacheTtl;
  const expected = `0 to ${limit.value} seconds ("${limit.name}", ${limit.source})`;
  return Number.isInteger(received) && received >= 0 && received <= limit.value
    ? undefined
    : { received, expected, fix: "write 0 to ask every time" };
}

import * as pulumi from "@pulumi/pulumi";
import { AccountQuotas, QUOTAS_KEY } from "../../aws/account-quotas";
import { countedBy, type Limit, limitText, NEAR_LIMIT } from "../../aws/quotas";
import { jsonOrText } from "../../language/parsed-json";
import type { Problems } from "./problems";

/**
 * Checks a count against an AWS limit. Over a fixed limit, or over the account's quota in the stack's config, it is a problem; over
 * the default of an adjustable one, or near any, a warning.
 */
export function checkLimit(
  problems: Problems,
  argument: string,
  count: number,
  limit: Limit,
  fix = "split the API, or share what is the same",
): void {
  const { value, isConfigured } = accountQuotas(problems).of(limit);
  const quota = limitText({ ...limit, value });
  if (count <= value) {
    if (count >= value * NEAR_LIMIT) {
      problems.warn(argument, `${count} ${countedBy(limit)}, near the quota of ${quota} (${limit.source}).`);
    }
  } else if (limit.adjustable && !isConfigured) {
    const remedy = `Ask AWS to raise it first, and set the new value in the stack's config (${QUOTAS_KEY}).`;
    problems.warn(
      argument,
      `${count} ${countedBy(limit)}, over the default quota of ${quota} (${limit.source}). ${remedy}`,
    );
  } else {
    const what = isConfigured ? `the quota in ${QUOTAS_KEY}` : "AWS's fixed limit";
    const expected = `at most ${value}, ${what} "${limit.name}" (${limit.source})`;
    problems.add(argument, { received: count, expected, fix });
  }
}

/** Reads the quotas of the stack's account. What is wrong with them is reported once for each component. */
function accountQuotas(problems: Problems): AccountQuotas {
  const text = pulumi.runtime.allConfig()[QUOTAS_KEY];
  const quotas = new AccountQuotas(text === undefined ? undefined : jsonOrText(text));
  for (const { argument, ...problem } of quotas.problems) {
    if (!problems.all.some((known) => known.argument === argument)) {
      problems.root.add(argument, problem);
    }
  }
  return quotas;
}

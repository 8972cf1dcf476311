import * as pulumi from "@pulumi/pulumi";
import type * as apigateway from "@pulumi/aws/apigateway";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { checkArgumentNames } from "../shared/arguments";
import { nearFix, Problems, throwIfInvalid } from "../shared/problems";
import { logWarnings } from "../shared/warnings";
import { checkTags } from "../shared/texts";
import { ApiKey } from "./api-key";
import { LIMITS } from "../../aws/quotas";
import { checkLimit } from "../shared/limits";
import { checkDistinctValues, checkKey, checkKeyCount, checkLimits, checkStages } from "./checks";
import { planKeys, usagePlan } from "./plan-resource";
import type { UsagePlansArgs } from "./args";
import { renamed } from "../shared/renamed";
import { ownValue } from "../../language/own-value";

/**
 * Several plans for the same stages, and the consumers on them: `free`, `standard` and `partner`, say, from the stage's
 * config. A consumer keeps its key when it changes its plan, and no other consumer's key is touched.
 *
 * @example
 * ```ts
 * new UsagePlans("partners", {
 *   stages: [{ api }],
 *   plans: { free: { quota: { limit: 1_000, period: "DAY" } }, partner: { throttle: { rateLimit: 50, burstLimit: 100 } } },
 *   consumers: { acme: { plan: "partner" } },
 * });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 * @throws ComponentError with all problems, before any resource is created
 */
export class UsagePlans extends pulumi.ComponentResource {
  /** The plans' ids, by name. */
  readonly usagePlanIds: pulumi.Output<Record<string, string>>;
  /** The ids of the consumers' newest keys, by name; access logs have them. */
  readonly keyIds: pulumi.Output<Record<string, string>>;
  /** The consumers' keys, by name: secrets. */
  readonly keyValues: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: UsagePlansArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:UsagePlans", name, {}, acceptedByAws(`UsagePlans "${name}"`, renamed(name, opts)));
    const component = `UsagePlans "${name}"`;
    const problems = new Problems();
    checkArgumentNames(component, problems, args, "UsagePlansArgs");
    checkPlans(problems, args);
    throwIfInvalid(component, problems);
    logWarnings(component, problems.warnings, this);

    const plans = Object.fromEntries(
      Object.entries(args.plans).map(([plan, limits]) => {
        const inputs = { ...limits, tags: args.tags };
        return [plan, usagePlan(`${name}-${plan}`, inputs, args.stages, this)] as const;
      }),
    );
    const keys = consumers(name, args, plans, this);

    this.usagePlanIds = pulumi.output(Object.fromEntries(Object.entries(plans).map(([plan, { id }]) => [plan, id])));
    this.keyIds = newestIds(keys);
    this.keyValues = pulumi.secret(Object.fromEntries(Object.entries(keys).map(([who, { value }]) => [who, value])));
    this.registerOutputs({ usagePlanIds: this.usagePlanIds, keyIds: this.keyIds, keyValues: this.keyValues });
  }
}

function consumers(
  name: string,
  args: UsagePlansArgs,
  plans: Record<string, apigateway.UsagePlan>,
  parent: UsagePlans,
): Record<string, ApiKey> {
  const keys = Object.entries(args.consumers ?? {}).map(([consumer, { plan, ...key }]) => {
    const logicalName = `${name}-${consumer}-key`;
    const apiKey = new ApiKey(logicalName, key, { parent });
    const chosen = ownValue(plans, plan);
    if (chosen !== undefined) {
      planKeys(logicalName, chosen, apiKey, parent);
    }
    return [consumer, apiKey] as const;
  });
  return Object.fromEntries(keys);
}

function newestIds(keys: Record<string, ApiKey>): pulumi.Output<Record<string, string>> {
  const ids = Object.entries(keys).map(([consumer, { keyIds }]) =>
    keyIds.apply(([id = ""]) => [consumer, id] as const),
  );
  return pulumi.all(ids).apply((known) => Object.fromEntries(known));
}

function checkPlans(problems: Problems, args: UsagePlansArgs): void {
  const plans = Object.keys(args.plans);
  const consumers = args.consumers ?? {};
  checkStages(problems, args.stages);
  problems.unless(plans.length > 0, "plans", { received: {}, expected: "at least one plan", fix: "name one" });
  checkLimit(problems, "plans", plans.length, LIMITS.rest.usagePlans);
  for (const [plan, limits] of Object.entries(args.plans)) {
    checkLimits(problems.at(`plans.${plan}`), limits, args.stages);
  }
  for (const [consumer, { plan, ...key }] of Object.entries(consumers)) {
    const place = problems.at(`consumers.${consumer}`);
    checkKey(place, key);
    place.unless(plans.includes(plan), "plan", {
      received: plan,
      expected: `one of ${plans.join(", ")}`,
      fix: nearFix(plan, plans, "name a plan"),
    });
  }
  checkDistinctValues(problems.at("consumers"), consumers);
  checkKeyCount(problems, "consumers", Object.keys(consumers).length);
  checkTags(problems.at("tags"), args.tags);
}

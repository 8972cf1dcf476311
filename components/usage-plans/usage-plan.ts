import * as pulumi from "@pulumi/pulumi";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { checkArgumentNames } from "../shared/arguments";
import { Problems, throwIfInvalid } from "../shared/problems";
import { logWarnings } from "../shared/warnings";
import { checkTags } from "../shared/texts";
import { ApiKey } from "./api-key";
import { checkDistinctValues, checkKey, checkKeyCount, checkLimits, checkStages } from "./checks";
import { planKeys, usagePlan } from "./plan-resource";
import type { UsagePlanArgs } from "./args";
import { renamed } from "../shared/renamed";

/**
 * The limits on how much each of its API keys may call the stages of REST APIs. A plan is no budget: AWS applies it at best effort.
 *
 * @example
 * ```ts
 * new UsagePlan("partner", {
 *   stages: [{ api }],
 *   throttle: { burstLimit: 100, rateLimit: 50 },
 *   quota: { limit: 10000, period: "DAY" },
 *   keys: { acme: {} },
 * });
 * ```
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 * @throws ComponentError with all problems, before any resource is created
 */
export class UsagePlan extends pulumi.ComponentResource {
  /** The plan's id. */
  readonly usagePlanId: pulumi.Output<string>;
  /** The consumers' keys, by name: secrets. */
  readonly keyValues: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: UsagePlanArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:UsagePlan", name, {}, acceptedByAws(`UsagePlan "${name}"`, renamed(name, opts)));
    const component = `UsagePlan "${name}"`;
    const problems = new Problems();
    checkArgumentNames(component, problems, args, "UsagePlanArgs");
    checkPlan(problems, args);
    throwIfInvalid(component, problems);
    logWarnings(component, problems.warnings, this);

    const plan = usagePlan(name, args, args.stages, this);
    const values = Object.entries(args.keys ?? {}).map(([consumer, key]) => {
      const apiKey = new ApiKey(`${name}-${consumer}`, key, { parent: this });
      planKeys(`${name}-${consumer}`, plan, apiKey, this);
      return [consumer, apiKey.value] as const;
    });

    this.usagePlanId = plan.id;
    this.keyValues = pulumi.secret(Object.fromEntries(values));
    this.registerOutputs({ usagePlanId: this.usagePlanId, keyValues: this.keyValues });
  }
}

function checkPlan(problems: Problems, args: UsagePlanArgs): void {
  const keys = args.keys ?? {};
  checkStages(problems, args.stages);
  checkLimits(problems, args, args.stages);
  for (const [consumer, key] of Object.entries(keys)) {
    checkKey(problems.at(`keys.${consumer}`), key);
  }
  checkDistinctValues(problems.at("keys"), keys);
  checkKeyCount(problems, "keys", Object.keys(keys).length);
  checkTags(problems.at("tags"), args.tags);
}

import * as pulumi from "@pulumi/pulumi";
import { argumentProblems } from "../shared/arguments";
import { throwIfInvalid } from "../shared/problems";
import { ApiKey, keyProblems } from "./api-key";
import { keyCountProblems, planProblems, stageProblems } from "./plan-problems";
import { planKeys, usagePlan } from "./plan-resource";
import type { UsagePlanArgs } from "./usage-plan-args";
import { USAGE_PLAN } from "./usage-plan-shapes";

/**
 * How much each of its API keys may call the stages of REST APIs. A plan is no budget: AWS applies it at best effort.
 *
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
 * @throws ComponentError with all that is wrong, before anything is made
 */
export class UsagePlan extends pulumi.ComponentResource {
  /** The plan's id. */
  readonly usagePlanId: pulumi.Output<string>;
  /** The consumers' keys, by name: secrets. */
  readonly keyValues: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: UsagePlanArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:UsagePlan", name, {}, opts);
    const component = `UsagePlan "${name}"`;
    throwIfInvalid(component, [...argumentProblems(component, args, USAGE_PLAN), ...problemsOf(args)]);

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

function problemsOf(args: UsagePlanArgs): ReturnType<typeof planProblems> {
  const keys = Object.entries(args.keys ?? {});
  return [
    ...stageProblems(args.stages),
    ...planProblems(args, args.stages, ""),
    ...keys.flatMap(([consumer, key]) => keyProblems(key, `keys.${consumer}.`)),
    ...keyCountProblems("keys", keys.length),
  ];
}

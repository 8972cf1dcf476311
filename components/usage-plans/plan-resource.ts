import type * as pulumi from "@pulumi/pulumi";
import * as apigateway from "@pulumi/aws/apigateway";
import { defined } from "../../language/defined";
import type { ThrottleArgs } from "../shared/throttle";
import { apiMetadata } from "../shared/api-metadata";
import type { ApiKey } from "./api-key";
import type { PlanLimits, PlanStageArgs, UsagePlanArgs } from "./args";
import { ownValue } from "../../language/own-value";

/** A stage as the plan names it. */
interface ApiStageInput {
  apiId: pulumi.Input<string>;
  stage: pulumi.Input<string>;
  throttles?: (ThrottleArgs & { path: string })[];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html */
export function usagePlan(
  logicalName: string,
  args: Pick<UsagePlanArgs, "name" | "description" | "productCode" | "tags"> & PlanLimits,
  stages: readonly PlanStageArgs[],
  parent: pulumi.Resource,
): apigateway.UsagePlan {
  return new apigateway.UsagePlan(
    logicalName,
    {
      name: args.name,
      description: args.description,
      productCode: args.productCode,
      apiStages: stages.map((stage) => apiStage(stage, args)),
      throttleSettings: args.throttle,
      quotaSettings: args.quota,
      tags: args.tags,
    },
    { parent },
  );
}

/**
 * A key's place in a plan, one for each generation of the key. The old place goes first: a key can't be in two plans of
 * the same stage.
 */
export function planKeys(
  logicalName: string,
  plan: apigateway.UsagePlan,
  apiKey: ApiKey,
  parent: pulumi.Resource,
): apigateway.UsagePlanKey[] {
  return Object.entries(apiKey.resources.keys).map(
    ([generation, key]) =>
      new apigateway.UsagePlanKey(
        generation === "0" ? `${logicalName}-plan` : `${logicalName}-${generation}-plan`,
        { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id },
        { parent, deleteBeforeReplace: true, additionalSecretOutputs: ["value"] },
      ),
  );
}

function apiStage(stage: PlanStageArgs, limits: PlanLimits): ApiStageInput {
  const known = apiMetadata(stage.api)?.stages ?? {};
  const name = stage.stage ?? Object.keys(known)[0] ?? "";
  const own = apiMetadata(stage.api)?.routeKeys;
  const throttles = Object.entries({ ...limits.routeThrottles, ...stage.routeThrottles })
    .filter(([key]) => own === undefined || own.includes(key))
    .map(([key, throttle]) => ({ path: methodPath(key), ...limitsOf(throttle) }));
  return defined({
    apiId: stage.api.id,
    stage: ownValue(known, name) ?? name,
    throttles: throttles.length === 0 ? undefined : throttles,
  });
}

function limitsOf({ rateLimit, burstLimit }: ThrottleArgs): ThrottleArgs {
  return { rateLimit, burstLimit };
}

/**
 * `GET /orders/{id}` is `/orders/{id}/GET`, with plain slashes: not as in MethodSettings.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_ApiStage.html (throttle)
 * undocumented: `//GET` for the root.
 */
function methodPath(routeKey: string): string {
  const [method = "", path = ""] = routeKey.split(" ");
  return `${path}/${method}`;
}

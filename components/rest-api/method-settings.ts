import type * as pulumi from "@pulumi/pulumi";
import * as apigateway from "@pulumi/aws/apigateway";
import { DEFAULT_THROTTLE, inheritThrottle, type ThrottleArgs } from "../shared/throttle";
import { REST_API_LIMITS } from "../../aws/quotas";
import { defined } from "../../language/defined";
import type { RoutePlan } from "../shared/routes";
import type { CacheArgs, RestRouteArgs } from "./args";
import type { RestStagePlan } from "./stage-plan";

type Settings = pulumi.Unwrap<apigateway.MethodSettingsArgs["settings"]>;

const ALL_METHODS = "*/*";

/** The settings of one method of a stage, or for all of them. */
export interface MethodSettingsPlan {
  /** `~1orders~1{id}/GET`, or `*\/*` for all methods of the stage. */
  methodPath: string;
  /** The part of the logical name. */
  label: string;
  settings: { [Key in keyof Settings]: pulumi.Input<NonNullable<Settings[Key]>> };
}

/** A stage's settings, and those of the routes that say something of their own; what a route leaves out is the stage's. */
export function plannedSettings(
  stage: RestStagePlan,
  routes: readonly RoutePlan<RestRouteArgs>[],
): MethodSettingsPlan[] {
  const shared = { methodPath: ALL_METHODS, label: "settings", settings: settingsOf(stage, {}, stage.args.throttle) };
  const own = routes.filter(({ key, args }) => hasOwn(args) || stage.args.routeThrottles?.[key.key] !== undefined);
  return [
    shared,
    ...own.map(({ key, args }) => {
      const throttle = inheritThrottle(
        inheritThrottle(stage.args.throttle, args.throttle),
        stage.args.routeThrottles?.[key.key],
      );
      return {
        methodPath: methodPath(key.method, key.path),
        label: key.key,
        settings: settingsOf(stage, args, throttle),
      };
    }),
  ];
}

export function methodSettings(
  name: string,
  planned: MethodSettingsPlan,
  api: apigateway.RestApi,
  stage: apigateway.Stage,
  parent: pulumi.Resource,
): apigateway.MethodSettings {
  return new apigateway.MethodSettings(
    `${name}-${planned.label}`,
    { restApi: api.id, stageName: stage.stageName, methodPath: planned.methodPath, settings: planned.settings },
    { parent },
  );
}

function hasOwn(args: RestRouteArgs): boolean {
  const { throttle, cache, loggingLevel, detailedMetrics } = args;
  return [throttle, cache, loggingLevel, detailedMetrics].some((value) => value !== undefined);
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html */
function settingsOf(
  { args: stage }: RestStagePlan,
  route: Pick<RestRouteArgs, "cache" | "loggingLevel" | "detailedMetrics">,
  throttle: ThrottleArgs | undefined,
): MethodSettingsPlan["settings"] {
  return {
    metricsEnabled: route.detailedMetrics ?? stage.detailedMetrics ?? false,
    loggingLevel: route.loggingLevel ?? stage.loggingLevel ?? "ERROR",
    dataTraceEnabled: stage.dataTrace ?? false,
    throttlingRateLimit: throttle?.rateLimit ?? DEFAULT_THROTTLE.rateLimit,
    throttlingBurstLimit: throttle?.burstLimit ?? DEFAULT_THROTTLE.burstLimit,
    ...(stage.cacheSize === undefined ? undefined : cacheSettings(route.cache, stage.cache)),
  };
}

/** A cluster alone keeps nothing: the stage or a route has to say so. */
function cacheSettings(route: CacheArgs | undefined, stage: CacheArgs | undefined): MethodSettingsPlan["settings"] {
  const cache = { ...stage, ...route };
  return {
    cachingEnabled: cache.enabled ?? (route !== undefined || stage !== undefined),
    cacheTtlInSeconds: cache.ttlInSeconds ?? REST_API_LIMITS.cacheTtlDefault.value,
    cacheDataEncrypted: cache.encrypted ?? true,
    requireAuthorizationForCacheControl: cache.requireAuthorization ?? true,
    ...defined({ unauthorizedCacheControlHeaderStrategy: cache.unauthorizedStrategy }),
  };
}

/**
 * `GET /orders/{id}` is `~1orders~1{id}/GET`: "Any slash ("/") character appearing in path names must be escaped with "~1"".
 * The provider sends the text as it is, and API Gateway keeps a path with plain slashes without ever applying it, though
 * the provider's own page shows one.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PatchOperation.html
 * https://github.com/hashicorp/terraform-provider-aws/issues/9738
 */
function methodPath(method: string, path: string): string {
  return `${path.replaceAll("/", "~1")}/${method}`;
}

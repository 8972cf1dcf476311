import { checkLogDestination } from "../monitoring/log-destination";
import { LIMITS } from "../../aws/quotas";
import { checkAccessLog } from "../monitoring/access-log-group";
import { checkLimit } from "../shared/limits";
import { LoggingLevel } from "../shared/logging-level";
import type { Expectation, Problems } from "../shared/problems";
import { checkStageVariables } from "../shared/stage-variables";
import { checkRouteThrottles, checkStageChoice, inheritLog, problemsOfStage } from "../shared/stages";
import { checkText, DESCRIPTION } from "../shared/texts";
import { checkThrottle, inheritThrottle } from "../shared/throttle";
import { type CacheArgs, type PlainRestApiArgs, type RestStageArgs, UnauthorizedCacheControl } from "./args";
import type { CanaryArgs } from "./canary";

const STRATEGIES: readonly string[] = Object.values(UnauthorizedCacheControl);
const DEFAULT_STAGE = "live";
/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html */
const CACHE_SIZES = ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"];

/** One stage with what it has from the API. */
export interface RestStagePlan {
  name: string;
  args: RestStageArgs;
}

/** Plans the stages: one unless `stages` names several. */
export function planRestStages(
  args: PlainRestApiArgs,
  routeKeys: ReadonlySet<string>,
  problems: Problems,
): RestStagePlan[] {
  checkStageChoice(problems, args);
  const named = args.stages ?? { [args.stage ?? DEFAULT_STAGE]: {} };
  const stages = Object.entries(named).map(([name, own]) => ({ name, args: withApiSettings(args, own) }));
  checkLimit(problems, "stages", stages.length, LIMITS.rest.stages);
  for (const planned of stages) {
    checkStage(problemsOfStage(problems, args, planned.name), planned, args.stages !== undefined, routeKeys);
  }
  return stages;
}

function withApiSettings(api: PlainRestApiArgs, own: RestStageArgs): RestStageArgs {
  return {
    ...own,
    throttle: inheritThrottle(api.throttle, own.throttle),
    accessLog: inheritLog(api.accessLog, own.accessLog),
    loggingLevel: own.loggingLevel ?? api.loggingLevel,
    dataTrace: own.dataTrace ?? api.dataTrace,
    detailedMetrics: own.detailedMetrics ?? api.detailedMetrics,
    tracing: own.tracing ?? api.tracing,
    cacheSize: own.cacheSize ?? api.cacheSize,
    cache: own.cache ?? api.cache,
    stageVariables: own.stageVariables ?? api.stageVariables,
    clientCertificate: own.clientCertificate ?? api.clientCertificate,
    webAclArn: own.webAclArn ?? api.webAclArn,
    canary: own.canary ?? api.canary,
  };
}

function checkStage(
  problems: Problems,
  { name, args }: RestStagePlan,
  isOwn: boolean,
  routeKeys: ReadonlySet<string>,
): void {
  problems.unless(/^[A-Za-z0-9_-]{1,128}$/.test(name), isOwn ? "" : "stage", {
    received: name,
    expected: "letters, digits, - and _, at most 128 of them",
    fix: 'write "live", for instance: REST APIs have no $default',
  });
  checkAccessLog(problems.at("accessLog"), args.accessLog);
  checkLogDestination(problems, args.accessLog, true);
  checkThrottle(problems.at("throttle"), args.throttle);
  checkStageVariables(problems.at("stageVariables"), args.stageVariables);
  problems.known<string>("loggingLevel", args.loggingLevel, levelExpectation);
  problems.unless(args.cacheSize === undefined || CACHE_SIZES.includes(args.cacheSize), "cacheSize", {
    received: args.cacheSize,
    expected: CACHE_SIZES.join(", "),
    fix: 'write "0.5", the smallest',
  });
  checkCache(problems.at("cache"), args.cache);
  checkStageCache(problems.at("cache"), args.cache);
  checkCanary(problems.at("canary"), args.canary);
  problems.known<string>("webAclArn", args.webAclArn, (received) =>
    /^arn:[^:]+:(wafv2:[^:]+:\d{12}:regional\/webacl\/.+|waf-regional:.+)$/.test(received)
      ? undefined
      : { received, expected: "the ARN of a regional web ACL", fix: 'make the web ACL with scope: "REGIONAL"' },
  );
  checkRouteThrottles(problems.at("routeThrottles"), args.routeThrottles, routeKeys);
  if (isOwn) {
    checkText(problems, "description", args.description, DESCRIPTION);
  }
}

function levelExpectation(received: string): Expectation | undefined {
  const levels: readonly string[] = Object.values(LoggingLevel);
  return levels.includes(received) ? undefined : { received, expected: levels.join(", "), fix: 'write "ERROR"' };
}

/** Checks that a stage's cache has nothing of a single route's: it would be dropped. */
function checkStageCache(problems: Problems, cache: CacheArgs | undefined): void {
  for (const argument of ["keyParameters", "namespace"] as const) {
    problems.unless(cache?.[argument] === undefined, argument, {
      received: cache?.[argument],
      expected: "no value on a stage: each route has its own",
      fix: `move it to \`cache.${argument}\` of the routes`,
    });
  }
}

/** Checks the known values of a cache. */
export function checkCache(problems: Problems, cache: CacheArgs | undefined): void {
  const { value, name, source } = LIMITS.rest.cacheTtl;
  problems.known<number>("ttlInSeconds", cache?.ttlInSeconds, (received) =>
    Number.isInteger(received) && received >= 0 && received <= value
      ? undefined
      : { received, expected: `0 to ${value} seconds ("${name}", ${source})`, fix: "write 300" },
  );
  problems.unless(cache?.namespace !== "", "namespace", { received: "", expected: "a name", fix: "leave it out" });
  const strategy = cache?.unauthorizedStrategy;
  problems.known<string>("unauthorizedStrategy", strategy, (received) =>
    STRATEGIES.includes(received)
      ? undefined
      : { received, expected: STRATEGIES.join(", "), fix: 'write "FAIL_WITH_403", for instance' },
  );
  problems.unless(strategy === undefined || cache?.requireAuthorization !== false, "unauthorizedStrategy", {
    received: strategy,
    expected: "requireAuthorization beside it: without it every caller may invalidate",
    fix: "remove one of the two",
  });
}

function checkCanary(problems: Problems, canary: CanaryArgs | undefined): void {
  const percent = canary?.percentTraffic ?? 0;
  checkStageVariables(problems.at("stageVariableOverrides"), canary?.stageVariableOverrides);
  problems.unless(percent >= 0 && percent <= 100, "percentTraffic", {
    received: percent,
    expected: "0 to 100 percent",
    fix: "write 10, for instance",
  });
}

import { LIMITS } from "../../aws/quotas";
import type { ApiRef } from "../shared/api-ref";
import { apiMetadata, apiProtocol, checkApi } from "../shared/api-metadata";
import { ApiProtocol } from "../shared/api-protocol";
import { checkLimit } from "../shared/limits";
import { type Expectation, nearFix, type Problems } from "../shared/problems";
import { checkTags } from "../shared/texts";
import { checkThrottle, type ThrottleArgs } from "../shared/throttle";
import { type ApiKeyArgs, type PlanLimits, type PlanStageArgs, QuotaPeriod } from "./args";
import { routeKeyProblem } from "../../aws/route-key";

/** Checks the limits of a plan. */
export function checkLimits(problems: Problems, limits: PlanLimits, stages: readonly PlanStageArgs[]): void {
  checkWholeThrottle(problems.at("throttle"), limits.throttle);
  checkQuota(problems.at("quota"), limits.quota);
  checkRouteThrottles(problems.at("routeThrottles"), limits.routeThrottles, stages);
}

/** Checks the stages of a plan. */
export function checkStages(problems: Problems, stages: readonly PlanStageArgs[]): void {
  problems.unless(stages.length > 0, "stages", {
    received: [],
    expected: "at least one stage",
    fix: "name an API",
  });
  for (const [index, stage] of stages.entries()) {
    const place = problems.at(`stages[${index}]`);
    checkApi(place, "api", stage.api);
    checkStage(place, stage);
    checkRouteThrottles(place.at("routeThrottles"), stage.routeThrottles, [stage]);
  }
}

/** Checks the number of keys against the quota of an account and region. */
export function checkKeyCount(problems: Problems, argument: string, count: number): void {
  checkLimit(problems, argument, count, LIMITS.rest.apiKeys);
}

/** Checks the arguments of an API key. */
export function checkKey(problems: Problems, { value, previousValue, rotation = 0, tags }: ApiKeyArgs): void {
  problems.known<string>("value", value, checkValue);
  problems.known<string>("previousValue", previousValue, checkValue);
  problems.unless(Number.isInteger(rotation) && rotation >= 0, "rotation", {
    received: rotation,
    expected: "a whole number from 0",
    fix: "write 1",
  });
  problems.unless(previousValue === undefined || rotation !== 0, "previousValue", {
    expected: "a rotation beside it",
    fix: "write rotation: 1",
  });
  problems.unless(
    previousValue === undefined || typeof value !== "string" || value !== previousValue,
    "previousValue",
    {
      expected: "another value than the newest key's: API Gateway has one key of a value",
      fix: "write the value before the rotation",
    },
  );
  checkTags(problems.at("tags"), tags);
}

/**
 * Checks the value of a key. The value is not repeated in the error, which may be logged.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateApiKey.html
 */
export function checkValue(value: string): Expectation | undefined {
  return /^[A-Za-z0-9_-]{20,128}$/.test(value)
    ? undefined
    : {
        expected: `20 to 128 letters, digits, - or _; this one has ${value.length} characters`,
        fix: "leave it out, and AWS makes one",
      };
}

/**
 * Checks that consumers' keys differ: API Gateway rejects a second key of the same value in a region.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export function checkDistinctValues(problems: Problems, keys: Record<string, ApiKeyArgs>): void {
  const seen = new Map<string, string>();
  for (const [consumer, { value }] of Object.entries(keys)) {
    if (typeof value === "string") {
      const first = seen.get(value);
      problems.unless(first === undefined, `${consumer}.value`, {
        expected: `a value of its own: ${JSON.stringify(first)} has the same`,
        fix: "leave it out, and AWS makes one",
      });
      seen.set(value, first ?? consumer);
    }
  }
}

function checkStage(problems: Problems, { api, stage }: PlanStageArgs): void {
  const metadata = apiMetadata(api);
  const known = Object.keys(metadata?.stages ?? {});
  problems.unless(metadata?.protocol !== "HTTP", "api", {
    received: "HTTP API",
    expected: "a REST or WebSocket API: usage plans are not supported on HTTP APIs",
    fix: "use a RestApi",
  });
  problems.unless(stage !== undefined || known.length > 0, "stage", {
    expected: "the stage of an API made elsewhere",
    fix: "name it",
  });
  problems.unless(stage === undefined || known.length === 0 || known.includes(stage), "stage", {
    received: stage,
    expected: known.join(", "),
    fix: "name a stage of the API",
  });
}

/** The last day of a period that a quota can start on. https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html */
const LAST_OFFSET: Record<QuotaPeriod, number> = { DAY: 0, WEEK: 6, MONTH: 27 };

/** Checks a quota of requests. */
export function checkQuota(problems: Problems, quota: PlanLimits["quota"]): void {
  if (quota === undefined) {
    return;
  }
  const periods: readonly string[] = Object.values(QuotaPeriod);
  problems.unless(periods.includes(quota.period), "period", {
    received: quota.period,
    expected: periods.join(", "),
    fix: 'write "DAY"',
  });
  problems.known<number>("limit", quota.limit, (received) =>
    Number.isInteger(received) && received > 0
      ? undefined
      : { received, expected: "a whole number from 1", fix: "leave quota out for none" },
  );
  problems.known<number>("offset", quota.offset, (received) => {
    const last = LAST_OFFSET[quota.period] ?? 0;
    return Number.isInteger(received) && received >= 0 && received <= last
      ? undefined
      : {
          received,
          expected: last === 0 ? "0 for a DAY" : `a whole number from 0 to ${last} for a ${quota.period}`,
          fix: "leave it out",
        };
  });
}

/** Checks a throttle of a plan: a limit that is missing beside the other reaches AWS as 0, which rejects every request. */
function checkWholeThrottle(problems: Problems, throttle: ThrottleArgs | undefined): void {
  checkThrottle(problems, throttle);
  const { rateLimit, burstLimit } = throttle ?? {};
  const missing = rateLimit === undefined ? "rateLimit" : "burstLimit";
  problems.unless((rateLimit === undefined) === (burstLimit === undefined), missing, {
    expected: "both rateLimit and burstLimit",
    fix: `write ${missing} too`,
  });
}

function checkRouteThrottles(
  problems: Problems,
  throttles: PlanLimits["routeThrottles"],
  stages: readonly { api: ApiRef }[],
): void {
  const tables = stages.map(({ api }) => apiMetadata(api)?.routeKeys);
  const areRest = stages.every(({ api }) => apiProtocol(api) === ApiProtocol.rest);
  checkLimit(problems, "", Object.keys(throttles ?? {}).length, LIMITS.rest.methodThrottles);
  for (const [key, throttle] of Object.entries(throttles ?? {})) {
    checkWholeThrottle(problems.at(`[${JSON.stringify(key)}]`), throttle);
    const malformed = areRest ? routeKeyProblem(key) : undefined;
    if (malformed !== undefined) {
      problems.add("", { received: key, expected: "the key of a route", fix: malformed.replace(/\.$/, "") });
      continue;
    }
    const isKnown = tables.length === 0 || tables.some((table) => table === undefined || table.includes(key));
    const known = tables.flatMap((table) => table ?? []);
    problems.unless(isKnown, "", {
      received: key,
      expected: "the key of a route of the API",
      fix: nearFix(key, known, "add the route"),
    });
  }
}

import type { StageValues } from "./config";
import type { ConfigProblem } from "./config-problems";

/** How long production keeps its logs at least: an incident is often noticed weeks later. */
const PRODUCTION_RETENTION_DAYS = 90;
/** No name under .test can ever be reached (RFC 6761), so no provider issues tokens there: the local gateway stands in for it. */
const STAND_IN_HOST = /\.test$/;
/** Names and addresses that mean the reader's own machine. */
const LOCAL_HOST = /^(localhost|.*\.localhost|127\..*|\[::1\])$/;

/** Looks at one stage, whose values are right on their own; a key whose value is not is absent. */
type StageRule = (values: Partial<StageValues>, stage: string) => ConfigProblem[];

/** What one key's value demands of another's. */
const rules: StageRule[] = [
  productionIsMarked,
  productionKeepsLogs,
  productionThrottles,
  limitsStandInPairs,
  writesAreNotFaster,
  originsAreForTheTier,
  issuerIsForTheTier,
];

/** The problems that show only when the keys of a stage are seen together. */
export function stageRuleProblems(stage: string, values: Partial<StageValues>): ConfigProblem[] {
  return rules.flatMap((rule) => rule(values, stage));
}

function productionIsMarked({ tier }: Partial<StageValues>, stage: string): ConfigProblem[] {
  return /^prod/i.test(stage) && tier !== undefined && tier !== "production"
    ? [{ key: "tier", message: `is "${tier}"; a stage whose name begins with prod must be production` }]
    : [];
}

function productionKeepsLogs({ tier, logRetentionDays }: Partial<StageValues>): ConfigProblem[] {
  return tier === "production" && logRetentionDays !== undefined && logRetentionDays < PRODUCTION_RETENTION_DAYS
    ? [
        {
          key: "logRetentionDays",
          message: `is ${logRetentionDays}; production must keep its logs for at least ${PRODUCTION_RETENTION_DAYS} days`,
        },
      ]
    : [];
}

function productionThrottles({ tier, throttle }: Partial<StageValues>): ConfigProblem[] {
  return tier === "production" && throttle !== undefined && Object.keys(throttle).length === 0
    ? [{ key: "throttle", message: "is not set; production must set its own rateLimit and burstLimit" }]
    : [];
}

/**
 * A limit that is left out beside the other reaches API Gateway as 0, which refuses every request.
 * https://github.com/pulumi/pulumi-aws/issues/2363
 */
function limitsStandInPairs(values: Partial<StageValues>): ConfigProblem[] {
  return (["throttle", "writeThrottle"] as const).flatMap((key) => {
    const { rateLimit, burstLimit } = values[key] ?? {};
    if ((rateLimit === undefined) === (burstLimit === undefined)) {
      return [];
    }
    const missing = rateLimit === undefined ? "rateLimit" : "burstLimit";
    return [{ key: `${key}.${missing}`, message: "is missing; rateLimit and burstLimit must be set together" }];
  });
}

function writesAreNotFaster({ throttle, writeThrottle }: Partial<StageValues>): ConfigProblem[] {
  return (["rateLimit", "burstLimit"] as const).flatMap((limit) => {
    const [all, writes] = [throttle?.[limit], writeThrottle?.[limit]];
    return all !== undefined && writes !== undefined && writes > all
      ? [
          {
            key: `writeThrottle.${limit}`,
            message: `is ${writes}; allowed: at most throttle.${limit}, which is ${all}`,
          },
        ]
      : [];
  });
}

function originsAreForTheTier({ tier, corsOrigins }: Partial<StageValues>): ConfigProblem[] {
  if (tier !== "staging" && tier !== "production") {
    return [];
  }
  return (corsOrigins ?? []).flatMap((origin, index) =>
    isPublicOrigin(origin)
      ? []
      : [
          {
            key: `corsOrigins[${index}]`,
            message: `is "${origin}"; ${tier} allows https origins only, and neither * nor localhost`,
          },
        ],
  );
}

function isPublicOrigin(origin: string): boolean {
  return origin.startsWith("https://") && !LOCAL_HOST.test(new URL(origin).hostname);
}

function issuerIsForTheTier({ tier, jwtIssuer }: Partial<StageValues>): ConfigProblem[] {
  return tier !== undefined &&
    tier !== "local" &&
    jwtIssuer !== undefined &&
    STAND_IN_HOST.test(new URL(jwtIssuer).hostname)
    ? [
        {
          key: "jwtIssuer",
          message: `is "${jwtIssuer}", which only the local gateway stands in for; ${tier} needs the issuer of its user pool`,
        },
      ]
    : [];
}

import type { ConfigProblem } from "./config-problems";
import type { StackValues } from "./stack-keys";

/** The way long production keeps its logs at least: an incident is often noticed weeks later. */
const PRODUCTION_RETENTION_DAYS = 90;
/** No name under .test can ever be reached (RFC 6761), so no provider issues tokens there: the local gateway stands in for it. */
const STAND_IN_HOST = /\.test$/;
/** Names and addresses that mean the reader's own machine. */
const LOCAL_HOST = /^(localhost|.*\.localhost|127\..*|\[::1\])$/;

/** Looks at one stack, whose values are right on their own; a key whose value is not is absent. */
type StackRule = (values: Partial<StackValues>, stack: string) => ConfigProblem[];

/** The rules between the values of two keys. */
const rules: StackRule[] = [
  productionIsMarked,
  productionKeepsLogs,
  productionThrottles,
  limitsStandInPairs,
  writesAreNotFaster,
  originsAreForTheTier,
  issuerIsForTheTier,
];

/** The problems that show only when the keys of a stack are seen together. */
export function stackRuleProblems(stack: string, values: Partial<StackValues>): ConfigProblem[] {
  return rules.flatMap((rule) => rule(values, stack));
}

function productionIsMarked({ tier }: Partial<StackValues>, stack: string): ConfigProblem[] {
  return /^prod/i.test(stack) && tier !== undefined && tier !== "production"
    ? [{ key: "tier", message: `is "${tier}"; a stack whose name begins with prod must be production` }]
    : [];
}

function productionKeepsLogs({ tier, logRetentionDays }: Partial<StackValues>): ConfigProblem[] {
  return tier === "production" && logRetentionDays !== undefined && logRetentionDays < PRODUCTION_RETENTION_DAYS
    ? [
        {
          key: "logRetentionDays",
          message: `is ${logRetentionDays}; production must keep its logs for at least ${PRODUCTION_RETENTION_DAYS} days`,
        },
      ]
    : [];
}

function productionThrottles({ tier, throttle }: Partial<StackValues>): ConfigProblem[] {
  return tier === "production" && throttle !== undefined && Object.keys(throttle).length === 0
    ? [{ key: "throttle", message: "is not set; production must set its own rateLimit and burstLimit" }]
    : [];
}

/**
 * A limit that is left out beside the other reaches API Gateway as 0, which refuses every request.
 * https://github.com/pulumi/pulumi-aws/issues/2363
 */
function limitsStandInPairs(values: Partial<StackValues>): ConfigProblem[] {
  return (["throttle", "writeThrottle"] as const).flatMap((key) => {
    const { rateLimit, burstLimit } = values[key] ?? {};
    if ((rateLimit === undefined) === (burstLimit === undefined)) {
      return [];
    }
    const missing = rateLimit === undefined ? "rateLimit" : "burstLimit";
    return [{ key: `${key}.${missing}`, message: "is missing; rateLimit and burstLimit must be set together" }];
  });
}

function writesAreNotFaster({ throttle, writeThrottle }: Partial<StackValues>): ConfigProblem[] {
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

function originsAreForTheTier({ tier, corsOrigins }: Partial<StackValues>): ConfigProblem[] {
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

function issuerIsForTheTier({ tier, jwtIssuer }: Partial<StackValues>): ConfigProblem[] {
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

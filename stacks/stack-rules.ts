import type { ConfigProblem, ConfigRule, ConfigValues } from "../config";
import type { StackKeys } from "./stack-keys";

/** The way long production keeps its logs at least: an incident is often noticed weeks later. */
const PRODUCTION_RETENTION_DAYS = 90;
/** No name under .test can ever be reached (RFC 6761), so no provider issues tokens there: the local gateway stands in for it. */
const STAND_IN_HOST = /\.test$/;
/** Names and addresses that mean the reader's own machine. */
const LOCAL_HOST = /^(localhost|.*\.localhost|127\..*|\[::1\])$/;

type Values = Partial<ConfigValues<StackKeys>>;

/** The rules between the values of two keys. */
export const stackRules: readonly ConfigRule<StackKeys>[] = [
  productionIsMarked,
  productionKeepsLogs,
  productionThrottles,
  limitsStandInPairs,
  writesAreNotFaster,
  originsAreForTheTier,
  issuerIsForTheTier,
];

function productionIsMarked({ tier }: Values, stack: string): ConfigProblem[] {
  return /^prod/i.test(stack) && tier !== undefined && tier !== "production"
    ? [{ key: "tier", received: tier, expected: "production, since the stack's name begins with prod" }]
    : [];
}

function productionKeepsLogs({ tier, logRetentionDays }: Values): ConfigProblem[] {
  return tier === "production" && logRetentionDays !== undefined && logRetentionDays < PRODUCTION_RETENTION_DAYS
    ? [
        {
          key: "logRetentionDays",
          received: logRetentionDays,
          expected: `at least ${PRODUCTION_RETENTION_DAYS} in production`,
        },
      ]
    : [];
}

function productionThrottles({ tier, throttle }: Values): ConfigProblem[] {
  return tier === "production" && throttle !== undefined && Object.keys(throttle).length === 0
    ? [{ key: "throttle", expected: "a rateLimit and a burstLimit of its own in production" }]
    : [];
}

/**
 * A limit that is left out beside the other reaches API Gateway as 0, which refuses every request.
 * https://github.com/pulumi/pulumi-aws/issues/2363
 */
function limitsStandInPairs(values: Values): ConfigProblem[] {
  return (["throttle", "writeThrottle"] as const).flatMap((key) => {
    const { rateLimit, burstLimit } = values[key] ?? {};
    if ((rateLimit === undefined) === (burstLimit === undefined)) {
      return [];
    }
    const missing = rateLimit === undefined ? "rateLimit" : "burstLimit";
    return [{ key: `${key}.${missing}`, expected: "rateLimit and burstLimit together" }];
  });
}

function writesAreNotFaster({ throttle, writeThrottle }: Values): ConfigProblem[] {
  return (["rateLimit", "burstLimit"] as const).flatMap((limit) => {
    const [all, writes] = [throttle?.[limit], writeThrottle?.[limit]];
    return all !== undefined && writes !== undefined && writes > all
      ? [
          {
            key: `writeThrottle.${limit}`,
            received: writes,
            expected: `at most throttle.${limit}, which is ${all}`,
          },
        ]
      : [];
  });
}

function originsAreForTheTier({ tier, corsOrigins }: Values): ConfigProblem[] {
  if (tier !== "staging" && tier !== "production") {
    return [];
  }
  return (corsOrigins ?? []).flatMap((origin, index) =>
    isPublicOrigin(origin)
      ? []
      : [
          {
            key: `corsOrigins[${index}]`,
            received: origin,
            expected: `an https origin in ${tier}, and neither * nor localhost`,
          },
        ],
  );
}

function isPublicOrigin(origin: string): boolean {
  return origin.startsWith("https://") && !LOCAL_HOST.test(new URL(origin).hostname);
}

function issuerIsForTheTier({ tier, jwtIssuer }: Values): ConfigProblem[] {
  return tier !== undefined &&
    tier !== "local" &&
    jwtIssuer !== undefined &&
    STAND_IN_HOST.test(new URL(jwtIssuer).hostname)
    ? [
        {
          key: "jwtIssuer",
          received: jwtIssuer,
          expected: `the issuer of the user pool in ${tier}: only the local gateway stands in for this host`,
        },
      ]
    : [];
}

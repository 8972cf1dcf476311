import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { LOG_RETENTION_DAYS } from "../aws/log-retention";
import { ConfigError } from "./config-problems";
import { readValues, type ConfigSource } from "./config-values";
import { partnerKeys } from "./partner-config";
import { stageRuleProblems } from "./stage-rules";

export const TIERS = ["local", "development", "staging", "production"] as const;

const limitsError = "an object with rateLimit and burstLimit";
const limits = z.strictObject(
  {
    rateLimit: z
      .number("a number of requests a second above 0")
      .positive("a number of requests a second above 0")
      .optional(),
    burstLimit: z
      .int("a whole number of requests, 1 or more")
      .min(1, "a whole number of requests, 1 or more")
      .optional(),
  },
  { error: (issue) => (issue.code === "invalid_type" ? limitsError : undefined) },
);

const issuerError = "an https URL without a query, as it stands in the tokens' iss claim";

const originError = "* or an origin such as https://shop.example.com, without a path or a slash at its end";
const origin = z
  .string(originError)
  .regex(/^(\*|https?:\/\/[^/?#@\s*]+)$/, { error: originError, abort: true })
  .refine((text) => text === "*" || URL.canParse(text), originError);

/**
 * Every key of a stage file: what it allows, its description (the same as in Pulumi.yaml, which a test compares) and, as the
 * error, what is allowed in words. Keys without a namespace belong to this project. The defaults stand in Pulumi.yaml.
 */
export const stageKeys = {
  "aws:region": z
    .string("an AWS region such as eu-west-1")
    .regex(/^[a-z]{2,3}(-[a-z]+)+-\d$/, "an AWS region such as eu-west-1")
    .describe("The AWS region of everything in the stage."),
  tier: z.enum(TIERS, TIERS.join(", ")).describe("How strict the stage is: local, development, staging or production."),
  logRetentionDays: z
    .literal(LOG_RETENTION_DAYS, LOG_RETENTION_DAYS.join(", "))
    .describe("How many days CloudWatch Logs keeps the logs of the API and of its functions."),
  throttle: limits.describe(
    "Requests a second (rateLimit) and at once (burstLimit) for each route; {} leaves the default of the HttpApi.",
  ),
  writeThrottle: limits.describe(
    "The same for the routes that create or change orders; {} gives them the limits of throttle.",
  ),
  corsOrigins: z.array(origin, "a list of origins").describe("Origins of the web pages that may call the API."),
  jwtIssuer: z
    .string(issuerError)
    .regex(/^https:\/\/[^\s?#]+$/, { error: issuerError, abort: true })
    .refine((text) => URL.canParse(text), issuerError)
    .describe("The iss claim of the tokens that the API accepts, character for character."),
  jwtAudiences: z
    .array(z.string("a client id or audience").min(1, "a client id or audience"), "a list of client ids or audiences")
    .min(1, "a list of at least one client id or audience")
    .describe("A token must name one of these in its aud or client_id claim."),
  ...partnerKeys,
};

type StageKeys = typeof stageKeys;
export type StageKey = keyof StageKeys;
/** The values of a stage file by their keys. */
export type StageValues = { [Key in StageKey]: z.infer<StageKeys[Key]> };

/** Token bucket limits of a route: requests a second, and how many at once. */
export interface RouteLimits {
  rateLimit: number;
  burstLimit: number;
}

/** What differs between two stages of the program, checked. */
export interface StageConfig extends Omit<StageValues, "aws:region" | "throttle" | "writeThrottle"> {
  /** The stack's name, such as `dev`. */
  stage: string;
  /** The AWS region of everything in the stage. */
  region: string;
  /** The limits of each route. @default those of the HttpApi */
  throttle?: RouteLimits;
  /** The limits of each route that creates or changes orders. @default those of `throttle` */
  writeThrottle?: RouteLimits;
}

/**
 * The config of the stack that is being evaluated.
 *
 * @throws ConfigError that names every problem of the stage's file at once.
 */
export function readStageConfig(): StageConfig {
  return parseStageConfig({
    project: pulumi.getProject(),
    stage: pulumi.getStack(),
    values: pulumi.runtime.allConfig(),
    // The SDK reads the same variable, but offers no public call that asks whether a key is secret.
    secretKeys: z.array(z.string()).parse(JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS || "[]")),
  });
}

/** The typed config in `source`. @throws ConfigError that names every problem at once. */
export function parseStageConfig(source: ConfigSource): StageConfig {
  const { right, problems } = readValues(stageKeys, source);
  const values = z.object(stageKeys).partial().parse(right);
  problems.push(...stageRuleProblems(source.stage, values));
  if (problems.length > 0 || !isComplete(values)) {
    throw new ConfigError(source.project, source.stage, problems);
  }
  const { "aws:region": region, throttle, writeThrottle, ...rest } = values;
  const routeLimits = { throttle: limitsIn(throttle), writeThrottle: limitsIn(writeThrottle) };
  return { stage: source.stage, region, ...rest, ...routeLimits };
}

/** A rule has seen to it that there are both or neither. */
function limitsIn({ rateLimit, burstLimit }: StageValues["throttle"]): RouteLimits | undefined {
  return rateLimit === undefined || burstLimit === undefined ? undefined : { rateLimit, burstLimit };
}

function isComplete(values: Partial<StageValues>): values is StageValues {
  return Object.keys(stageKeys).every((key) => key in values);
}

import { z } from "zod";
import { LOG_RETENTION_DAYS } from "../aws/log-retention";
import { partnerKeys } from "./partner-config";

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
 * Every key of a stack file: what it allows, its description for editors and, as the error, what is allowed in words. Keys without a
 * namespace belong to this project.
 */
export const stackKeys = {
  "aws:region": z
    .string("an AWS region such as eu-west-1")
    .regex(/^[a-z]{2,3}(-[a-z]+)+-\d$/, "an AWS region such as eu-west-1")
    .describe("The AWS region of everything in the stack."),
  tier: z.enum(TIERS, TIERS.join(", ")).describe("How strict the stack is: local, development, staging or production."),
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

/** The keys with their schemas. */
export type StackKeys = typeof stackKeys;

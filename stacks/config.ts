import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { type ConfigOf, type ConfigSource, defineConfig } from "../config";
import { type StackKeys, stackKeys } from "./stack-keys";
import { stackRules } from "./stack-rules";

/** Token bucket limits of a route: requests a second, and how many at once. */
export interface RouteLimits {
  rateLimit: number;
  burstLimit: number;
}

/** The config of every stack: the keys, their rules, and the values of those that a stack's file leaves out. */
export const stackConfig = defineConfig<StackKeys>(z.object(stackKeys), {
  rules: stackRules,
  defaults: {
    local: {
      logRetentionDays: 7,
      corsOrigins: ["http://localhost:5173"],
      jwtIssuer: "https://issuer.gatewright.test",
      jwtAudiences: ["orders"],
    },
    "*": {
      throttle: {},
      writeThrottle: {},
      partnerTiers: {
        free: { throttle: { rateLimit: 1, burstLimit: 5 }, quota: { limit: 100, period: "DAY" } },
        standard: { throttle: { rateLimit: 10, burstLimit: 20 }, quota: { limit: 1000, period: "DAY" } },
        partner: { throttle: { rateLimit: 50, burstLimit: 100 }, quota: { limit: 10000, period: "DAY" } },
      },
      partners: { acme: "partner", "corner-shop": "standard", visitor: "free" },
    },
  },
});

/** The settings that differ between two stacks of the program, checked. */
export interface StackConfig extends Omit<ConfigOf<StackKeys>, "throttle" | "writeThrottle"> {
  /** The stack's name, such as `dev`. */
  stack: string;
  /** The limits of each route. @default those of the HttpApi */
  throttle?: RouteLimits;
  /** The limits of each route that creates or changes orders. @default those of `throttle` */
  writeThrottle?: RouteLimits;
}

/**
 * The config of the stack that is being evaluated.
 *
 * @throws ConfigError that names every problem of the stack's file at once.
 */
export function readStackConfig(): StackConfig {
  return withLimits(pulumi.getStack(), stackConfig.read());
}

/** The typed config in `source`. @throws ConfigError that names every problem at once. */
export function parseStackConfig(source: ConfigSource): StackConfig {
  return withLimits(source.stack, stackConfig.parse(source));
}

function withLimits(stack: string, { throttle, writeThrottle, ...values }: ConfigOf<StackKeys>): StackConfig {
  return { stack, ...values, throttle: limitsIn(throttle), writeThrottle: limitsIn(writeThrottle) };
}

/** A rule has seen to it that there are both or neither. */
function limitsIn({ rateLimit, burstLimit }: ConfigOf<StackKeys>["throttle"]): RouteLimits | undefined {
  return rateLimit === undefined || burstLimit === undefined ? undefined : { rateLimit, burstLimit };
}

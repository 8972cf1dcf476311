import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { ConfigError } from "./config-problems";
import { readValues, type ConfigSource } from "./config-values";
import { stackRuleProblems } from "./stack-rules";
import { stackKeys, type StackValues } from "./stack-keys";

/** Token bucket limits of a route: requests a second, and how many at once. */
export interface RouteLimits {
  rateLimit: number;
  burstLimit: number;
}

/** The settings that differ between two stacks of the program, checked. */
export interface StackConfig extends Omit<StackValues, "aws:region" | "throttle" | "writeThrottle"> {
  /** The stack's name, such as `dev`. */
  stack: string;
  /** The AWS region of everything in the stack. */
  region: string;
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
  return parseStackConfig({
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    values: pulumi.runtime.allConfig(),
    // The SDK reads the same variable, but offers no public call that asks whether a key is secret.
    secretKeys: z.array(z.string()).parse(JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS || "[]")),
  });
}

/** The typed config in `source`. @throws ConfigError that names every problem at once. */
export function parseStackConfig(source: ConfigSource): StackConfig {
  const { right, problems } = readValues(stackKeys, source);
  const values = z.object(stackKeys).partial().parse(right);
  problems.push(...stackRuleProblems(source.stack, values));
  if (problems.length > 0 || !isComplete(values)) {
    throw new ConfigError(source.project, source.stack, problems);
  }
  const { "aws:region": region, throttle, writeThrottle, ...rest } = values;
  const routeLimits = { throttle: limitsIn(throttle), writeThrottle: limitsIn(writeThrottle) };
  return { stack: source.stack, region, ...rest, ...routeLimits };
}

/** A rule has seen to it that there are both or neither. */
function limitsIn({ rateLimit, burstLimit }: StackValues["throttle"]): RouteLimits | undefined {
  return rateLimit === undefined || burstLimit === undefined ? undefined : { rateLimit, burstLimit };
}

function isComplete(values: Partial<StackValues>): values is StackValues {
  return Object.keys(stackKeys).every((key) => key in values);
}

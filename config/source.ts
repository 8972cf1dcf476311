import * as pulumi from "@pulumi/pulumi";
import { CONFIG_PLACES } from "../language/config-places";
import { type StackFiles, stackFiles } from "./stack-files";

/** The config of a stack as Pulumi gives it to a program. */
export interface ConfigSource {
  project: string;
  stack: string;
  /** All values as text by their full key, `<namespace>:<name>`; objects and lists are JSON. */
  values: Record<string, string>;
  /** The full keys whose values are encrypted. @default none */
  secretKeys?: string[];
  /** The files in which a key has its place. @default Pulumi.<stack>.yaml, which is not read */
  files?: StackFiles;
}

/** The config of a stack with what is known of this run. */
export interface RunningSource extends ConfigSource {
  /** The options that set values for this run alone, by full key, with the key as it stands there. */
  runValues?: Record<string, { option: string; key: string }>;
}

/** Returns the config of the stack that is being evaluated. */
export function runningStack(): Required<RunningSource> {
  const [project, stack] = [pulumi.getProject(), pulumi.getStack()];
  // the SDK reads the same variable, but offers no public call that asks whether a key is secret
  const secretKeys = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS || "[]") as string[];
  const files = stackFiles(pulumi.getRootDirectory() || process.cwd(), project, stack);
  const options = JSON.parse(process.env[CONFIG_PLACES] || "{}") as Record<string, string>;
  const runValues = Object.fromEntries(
    Object.entries(options).map(([key, option]) => [qualified(key, project), { option, key }]),
  );
  return { project, stack, values: pulumi.runtime.allConfig(), secretKeys, files, runValues };
}

/** Returns a key with its namespace: this project's keys get its name. */
export function qualified(key: string, project: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

/** Returns a key without its namespace. */
export function bareName(key: string): string {
  return key.slice(key.indexOf(":") + 1);
}

import * as pulumi from "@pulumi/pulumi";
import { nearestName } from "../language/nearest-name";

/** One thing that is wrong in a stack's file. */
export interface ConfigProblem {
  /** The key with its path, as `pulumi config set --path` takes it: `corsOrigins[1]`. This project's without namespace. */
  key: string;
  /** The problem and the allowed values, to be read after the key. */
  message: string;
}

/** The full key: this project's keys get its name as their namespace. */
export function qualified(key: string, project: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

/** Everything that is wrong in one stack's file. Pulumi prints its message without a stack trace. */
export class ConfigError extends pulumi.RunError {
  constructor(project: string, stack: string, problems: ConfigProblem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const lines = problems.map(
      ({ key, message }) => `\n  stacks/Pulumi.${stack}.yaml: ${qualified(key, project)} ${message}`,
    );
    super(`The config of stack ${stack} has ${count}:${lines.join("")}`);
  }
}

/** Returns the known key that `name` most likely stands for, whatever its namespace; undefined if none is near. */
export function nearestKey(name: string, known: string[]): string | undefined {
  const bare = (key: string): string => key.slice(key.indexOf(":") + 1);
  const nearest = nearestName(bare(name), known.map(bare));
  return known.find((key) => bare(key) === nearest);
}

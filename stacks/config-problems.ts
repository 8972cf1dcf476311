import * as pulumi from "@pulumi/pulumi";

/** One thing that is wrong in a stage's file. */
export interface ConfigProblem {
  /** The key with its path, as `pulumi config set --path` takes it: `corsOrigins[1]`. This project's without namespace. */
  key: string;
  /** What is wrong and what is allowed, to be read after the key. */
  message: string;
}

/** The full key: this project's keys get its name as their namespace. */
export function qualified(key: string, project: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

/** Everything that is wrong in one stage's file. Pulumi prints its message without a stack trace. */
export class ConfigError extends pulumi.RunError {
  constructor(project: string, stage: string, problems: ConfigProblem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const lines = problems.map(
      ({ key, message }) => `\n  stacks/Pulumi.${stage}.yaml: ${qualified(key, project)} ${message}`,
    );
    super(`The config of stage ${stage} has ${count}:${lines.join("")}`);
  }
}

/** The member of `known` that `name` most likely stands for, or undefined if none is near. */
export function nearestKey(name: string, known: string[]): string | undefined {
  const bare = (key: string): string => key.slice(key.indexOf(":") + 1).toLowerCase();
  const [nearest] = known
    .map((key) => ({ key, distance: editDistance(bare(name), bare(key)) }))
    .filter(({ key, distance }) => distance <= Math.max(2, bare(key).length / 3))
    .sort((a, b) => a.distance - b.distance);
  return nearest?.key;
}

/** How many letters have to be inserted, deleted or replaced to make `b` of `a` (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

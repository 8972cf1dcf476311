import { choosePacks } from "../cli/check/packs";
import { type CheckInput, checkStacks } from "../cli/check/stacks";
import type { Progress } from "../cli/check/progress";
import type { Finding, Undecided } from "../cli/check/result";
import { unseenText } from "../cli/check/unseen";
import { openProject } from "../cli/shared/project";
import { localOptions, type StackOptions } from "./stack-options";

const SILENT: Progress = { tell: () => undefined, close: () => undefined };

/** The options of a check. */
export interface CheckOptions extends Pick<StackOptions, "config" | "environment" | "stackReferences"> {
  /** The folder with Pulumi.yaml, or one below it. @default the working directory */
  directory?: string;
  /** The stack: `prod` for Pulumi.prod.yaml. */
  stack: string;
  /** Folders of CrossGuard packs for Node.js. @default Gatewright's own pack */
  policyPacks?: string[];
  /** The JSON config of each pack. @default `policy/config/<stack>.json` of the project */
  policyConfig?: string[];
}

/** The data that the policies report of a stack. */
export interface CheckedStack {
  /** The findings that block a deployment. */
  mandatory: Finding[];
  advisory: Finding[];
  undecided: Undecided[];
}

/**
 * Runs the policies over a stack, as `gatewright check` does.
 *
 * @throws Error where not all of the stack could be checked
 *
 * @example
 * ```ts
 * const { mandatory } = await check({ stack: "prod" });
 * assert.deepEqual(mandatory.map(({ message }) => message), []);
 * ```
 */
export async function check(options: CheckOptions): Promise<CheckedStack> {
  const { directory = process.cwd(), stack, policyPacks = [], policyConfig = [] } = options;
  const project = openProject(directory);
  const packs = choosePacks(policyPacks, policyConfig, project.directory);
  const input: CheckInput = { of: "program", project, stacks: [stack], mode: "deploy", options: localOptions(options) };
  const { results } = await checkStacks(input, packs, 2, SILENT);
  const unseen = unseenText(results);
  if (unseen !== undefined) {
    throw new Error(unseen);
  }
  const findings = results.flatMap((result) => result.findings);
  const of = (levels: Finding["enforcement"][]): Finding[] =>
    findings.filter(({ enforcement }) => levels.includes(enforcement));
  return {
    mandatory: of(["mandatory"]),
    advisory: of(["advisory", "remediate"]),
    undecided: results.flatMap((result) => result.undecided),
  };
}

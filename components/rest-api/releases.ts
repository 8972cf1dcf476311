import type { Problems } from "../shared/problems";
import type { PlainRestApiArgs } from "./args";
import type { RestStagePlan } from "./stage-plan";

/** The deployments to have, and which of them the stages are on. */
export interface ReleasesPlan {
  /** Labels of the deployments that stay as they are; none where releases are not numbered. */
  kept: string[];
  /** The label of the deployment that follows the definition; undefined for the one deployment without a number. */
  newest: string | undefined;
  /** The label of the deployment that stages without a canary are on. */
  live: string | undefined;
  /** The label of the deployment before the newest. */
  before: string | undefined;
  /** The label of the deployment that most of the traffic is on beside a canary. */
  base: string | undefined;
}

const KEPT = 3;

/**
 * Plans a deployment for each release that is kept, under the number of the release: which release a deployment is never depends
 * on how many are kept. Only the newest follows the definition; the others are left as they are.
 */
export function planReleases(
  args: PlainRestApiArgs,
  stages: readonly RestStagePlan[],
  problems: Problems,
): ReleasesPlan {
  checkReleases(problems, args, stages);
  const { release, rollbackTo, keepReleases = KEPT } = args;
  if (release === undefined) {
    return { kept: [], newest: undefined, live: undefined, before: undefined, base: undefined };
  }
  const kept = numbers(release, keepReleases).filter((number) => number !== release);
  return {
    kept: kept.map(String),
    newest: String(release),
    live: String(rollbackTo ?? release),
    before: kept.length === 0 ? undefined : String(release - 1),
    base: kept.length === 0 ? undefined : String(rollbackTo ?? release - 1),
  };
}

function numbers(release: number, keep: number): number[] {
  const first = Math.max(1, release - keep + 1);
  return Array.from({ length: Math.max(0, release - first + 1) }, (_, index) => first + index);
}

function checkReleases(problems: Problems, args: PlainRestApiArgs, stages: readonly RestStagePlan[]): void {
  const { release, rollbackTo, keepReleases } = args;
  if (release !== undefined && !(Number.isInteger(release) && release >= 1)) {
    problems.add("release", { received: release, expected: "a whole number from 1", fix: "write 1" });
  }
  if (keepReleases !== undefined && !(Number.isInteger(keepReleases) && keepReleases >= 2 && keepReleases <= 10)) {
    problems.add("keepReleases", { received: keepReleases, expected: "2 to 10", fix: "write 3" });
  }
  const allowed = numbers(release ?? 0, keepReleases ?? KEPT);
  if (rollbackTo !== undefined && !allowed.includes(rollbackTo)) {
    const expected =
      release === undefined ? "releases that are numbered" : `a release that is kept: ${allowed.join(", ")}`;
    const fix = release === undefined ? "set release: 1 and raise it with each release" : "leave it out for the newest";
    problems.add("rollbackTo", { received: rollbackTo, expected, fix });
  }
  const canary = stages.find((stage) => stage.args.canary !== undefined);
  if (canary !== undefined && (release === undefined || release < 2)) {
    const expected = "release: 2 or more: a canary stands beside the release before it";
    problems.add(`canary of stage ${canary.name}`, { received: release, expected, fix: "number the releases" });
  }
  if (canary !== undefined && rollbackTo !== undefined && rollbackTo === release) {
    const expected = "a release before the newest, which most of the traffic stays on beside a canary";
    problems.add("rollbackTo", { received: rollbackTo, expected, fix: "leave it out for the release before" });
  }
}

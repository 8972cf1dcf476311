import { AWS, object, text } from "./aws-objects";
import type { Deployed } from "./deployed";

/**
 * Returns what is wrong with the releases of REST APIs after an update: what a number serves never changes once it was served, and
 * beside a canary most of the traffic stays on what ran before.
 */
export function brokenReleases(before: Deployed, after: Deployed): string[] {
  return [...changedReleases(before, after), ...wrongBases(before, after)];
}

function changedReleases(before: Deployed, after: Deployed): string[] {
  const numbers = (stack: Deployed): Map<string, string> =>
    new Map(
      stack.state
        .filter(({ type, name }) => type === AWS.restDeployment && /-deployment-\d+$/.test(name))
        .map(({ urn, id }) => [urn, JSON.stringify(stack.aws.find(AWS.restDeployment, id)?.snapshot)]),
    );
  const [old, now] = [numbers(before), numbers(after)];
  const newest = (urns: Iterable<string>, urn: string): boolean => {
    const [start = "", number = ""] = urn.split(/-deployment-(?=\d+$)/);
    return ![...urns].some(
      (other) => other.startsWith(`${start}-deployment-`) && Number(other.split("-").at(-1)) > Number(number),
    );
  };
  return [...old]
    .filter(
      ([urn, snapshot]) =>
        now.has(urn) && now.get(urn) !== snapshot && !(newest(old.keys(), urn) && newest(now.keys(), urn)),
    )
    .map(([urn]) => `${urn} serves something else than before`);
}

function wrongBases(before: Deployed, after: Deployed): string[] {
  return after.aws.all().flatMap(({ type, id, inputs }) => {
    const had = before.aws.find(AWS.restStage, id);
    if (type !== AWS.restStage || had === undefined || text(object(inputs, "canarySettings"), "deploymentId") === "") {
      return [];
    }
    const snapshotOf = ({ aws }: Deployed, deployment: string): string =>
      JSON.stringify(aws.find(AWS.restDeployment, deployment)?.snapshot);
    const ran = [text(had.inputs, "deployment"), text(object(had.inputs, "canarySettings"), "deploymentId")];
    const isBase = ran.some(
      (deployment) => snapshotOf(before, deployment) === snapshotOf(after, text(inputs, "deployment")),
    );
    return isBase ? [] : [`beside the canary of ${id} runs what did not run before`];
  });
}

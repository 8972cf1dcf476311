import type { Aws } from "./aws";
import { AWS } from "./aws-objects";
import { changeOf } from "./change";
import { isHeld, type Reachable, reachable, type Reached } from "./clients";
import { apiLabels, described, unnamedRoutes, withoutId } from "./comparison";
import type { Deployed, Program } from "./deployed";
import { isManaged } from "./stack-state";

/** The rules that hold at every moment between two programs. */
export class Invariants {
  private readonly old: Reachable;
  private readonly next: Reachable;
  /** The answers of both programs by route without the API's id: an API that had to be made again has another one. */
  private readonly unnamed: Map<string, Reached[]>;
  private readonly held: string[];

  constructor(before: Deployed, after: Deployed, program: Program) {
    this.old = reachable(before.aws);
    this.next = reachable(after.aws);
    this.unnamed = unnamedRoutes([before.aws, after.aws]);
    this.held = heldByBoth(before, program);
  }

  brokenAt(aws: Aws): string[] {
    const now = reachable(aws);
    return [...this.routes(now, aws), ...this.remapped(now, aws), ...this.gone(now), ...this.lost(aws)];
  }

  private routes({ addresses }: Reachable, aws: Aws): string[] {
    const labels = apiLabels(aws);
    return [...addresses].flatMap(([address, answers]) =>
      answers.flatMap((answer) => {
        const known = [this.old, this.next].flatMap((program) => answersOf(program, answer.route));
        const allowed = known.length > 0 ? known : (this.unnamed.get(withoutId(answer.route, labels)) ?? []);
        const isAllowed =
          allowed.some((one) => one.backend === answer.backend && one.authorizer === answer.authorizer) ||
          this.isConnected(answer, aws);
        return [
          ...(isAllowed ? [] : [`${address} reaches ${described(answer)}, as neither program says`]),
          ...(answer.broken === undefined ? [] : [`${address} answers 5xx: ${answer.broken}`]),
        ];
      }),
    );
  }

  /**
   * A client that is connected to a WebSocket API may send messages to the routes that come, and whoever connects to those that go: they
   * change one after the other. What comes is never open to clients that the new program does not let connect.
   */
  private isConnected({ route, backend, authorizer }: Reached, aws: Aws): boolean {
    const [old, next] = [this.old, this.next].map((program) => answersOf(program, route));
    const api = aws.api(route.split("/")[0] ?? "");
    const isOpen = (rights: string): boolean => rights.startsWith('{"type":"NONE"');
    const [before = [], after = []] = [old, next];
    const isKnown = [before, after].every((answers) =>
      answers.every((one) => one.backend !== backend || one.authorizer === authorizer),
    );
    const comes = after.some((one) => one.backend === backend) && !before.some((one) => one.backend === backend);
    const decisions = [this.old, this.next].flatMap(({ routes }) =>
      [...routes].flatMap(([other, list]) => (other.split("/")[0] === route.split("/")[0] ? list : [])),
    );
    return (
      api?.inputs.protocolType === "WEBSOCKET" &&
      !isKnown &&
      decisions.some((one) => one.authorizer === authorizer) &&
      [...before, ...after].some((one) => one.backend === backend) &&
      !(comes && isOpen(authorizer) && !after.some((one) => isOpen(one.authorizer)))
    );
  }

  /** A path of a domain is mapped as in one of the programs. */
  private remapped({ mapped }: Reachable, aws: Aws): string[] {
    const labels = apiLabels(aws);
    const allowed = (base: string): string[] =>
      [this.old, this.next].flatMap((one) => one.mapped.get(base) ?? []).map((target) => target.split("/")[0] ?? "");
    return [...mapped]
      .filter(([base, target]) => {
        const [id = ""] = target.split("/");
        return labels.has(id) && allowed(base).length > 0 && !allowed(base).includes(id) && this.old.routes.has(id);
      })
      .map(([base, target]) => `${base} is mapped to ${target}, as neither program says`);
  }

  /** A path that gets another API has a gap: the AWS provider has no change of a mapping's API. */
  private gone({ addresses }: Reachable): string[] {
    const isMoved = (address: string): boolean => {
      const [base = ""] = address.split(" ");
      const [before, after] = [this.old, this.next].map(({ mapped }) => mapped.get(base)?.split("/")[0]);
      return before !== after;
    };
    return [...this.old.addresses.keys()]
      .filter((address) => this.next.addresses.has(address) && !addresses.has(address) && !isMoved(address))
      .map((address) => `${address} is gone, which both programs have`);
  }

  private lost(aws: Aws): string[] {
    const objects = new Set(aws.all().map(({ type, id }) => `${type} ${id}`));
    return this.held.filter((key) => !objects.has(key)).map((key) => `${key} is lost, which both programs have`);
  }
}

/** A stage that comes or goes has the definition that the API's other stages have. */
function answersOf({ routes }: Reachable, route: string): Reached[] {
  const [stage, key] = [route.slice(0, route.indexOf(" ")), route.slice(route.indexOf(" "))];
  const api = `${stage.split("/")[0] ?? ""}/`;
  const own = routes.get(route);
  const hasStage = [...routes.keys()].some((other) => other.startsWith(`${stage} `));
  return own !== undefined || hasStage
    ? (own ?? [])
    : [...routes].flatMap(([other, list]) =>
        other.startsWith(api) && other.slice(other.indexOf(" ")) === key ? list : [],
      );
}

/** The resources that hold something, which are in both programs. */
function heldByBoth(before: Deployed, program: Program): string[] {
  return before.state
    .filter(({ type }) => isHeld(type))
    .flatMap((resource) => {
      const goal = program
        .filter(isManaged)
        .find(({ urn, options }) => urn === resource.urn || (options.aliases ?? []).includes(resource.urn));
      const stays =
        goal !== undefined && (resource.type === AWS.logGroup || changeOf(resource, goal).kind !== "replace");
      return stays ? [`${resource.type} ${resource.id}`] : [];
    });
}

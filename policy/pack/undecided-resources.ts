import { type PolicyResource } from "../graph/resource";

/** A resource that a rule could not decide, and why. */
export interface UndecidedResource {
  resource: PolicyResource;
  reason: string;
}

/**
 * The resources that a resource rule could not decide in one run of a stack. Resources come in an order that changes from run to run,
 * so the rule's one note waits until all are there.
 */
export class UndecidedResources {
  private run: object | undefined;
  private readonly byUrn = new Map<string, UndecidedResource>();

  get isEmpty(): boolean {
    return this.byUrn.size === 0;
  }

  /** Adds a resource of a run; `run` is an object that is new for each run: the stack tags are. */
  add(run: object, undecided: UndecidedResource): void {
    if (run !== this.run) {
      this.byUrn.clear();
      this.run = run;
    }
    this.byUrn.set(undecided.resource.urn, undecided);
  }

  /** Returns the resources of the run, and forgets them. */
  take(run: object): UndecidedResource[] {
    const undecided = run === this.run ? [...this.byUrn.values()] : [];
    this.byUrn.clear();
    return undecided;
  }
}

/** Returns `<first by URN>: <why>, and 2 more like it.` */
export function undecidedNote(undecided: UndecidedResource[]): { message: string; urn: string } | undefined {
  const [first, ...others] = [...undecided].sort((left, right) => (left.resource.urn < right.resource.urn ? -1 : 1));
  if (!first) {
    return undefined;
  }
  const more = others.length > 0 ? `, and ${String(others.length)} more like it` : "";
  return { message: `${first.resource.name}: ${first.reason}${more}.`, urn: first.resource.urn };
}

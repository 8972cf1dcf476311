import { type PolicyResource } from "../graph/resource";

/** The inputs of the resources in one run of a stack: a stack policy is given outputs alone. */
export class RunInputs {
  private run: object | undefined;
  private readonly byUrn = new Map<string, PolicyResource>();

  /** Adds a resource of a run; `run` is an object that is new for each run: the stack tags are. */
  add(run: object, resource: PolicyResource): void {
    if (run !== this.run) {
      this.byUrn.clear();
      this.run = run;
    }
    this.byUrn.set(resource.urn, resource);
  }

  of(run: object, resource: PolicyResource): PolicyResource | undefined {
    return run === this.run ? this.byUrn.get(resource.urn) : undefined;
  }
}

import { CorrespondingValues } from "../../../engine/graph/corresponding-values";
import type { ResourceNode } from "../../../engine/graph/graph";
import { deleteRounds } from "./delete-order";
import { type Change, changeOf, deletedWithIt } from "./change";

import { isManaged, type StackState, type StateResource } from "./stack-state";

/** One operation of the engine on AWS. */
export interface Operation {
  op: "create" | "update" | "delete" | "create-replacement" | "delete-replaced";
  urn: string;
  type: string;
  name: string;
  /** The round of the deletions at the end: the engine makes those of one round at the same time. */
  round?: number;
}

/** The AWS that operations are made on. */
export interface Cloud {
  create(resource: Omit<StateResource, "id" | "outputs">): Pick<StateResource, "id" | "inputs" | "outputs">;
  update(before: StateResource, after: Omit<StateResource, "outputs">): Pick<StateResource, "inputs" | "outputs">;
  delete(resource: StateResource): void;
  /** Leaves a resource to AWS that the program keeps when it no longer manages it (`retainOnDelete`). */
  abandon(resource: StateResource): void;
}

/** Called before each operation with the state that the engine has written by then; what it throws ends the update. */
export type BeforeOperation = (operation: Operation, state: () => StackState) => void;

export interface PlannedUpdate {
  /** The state that the engine has written at the end. */
  state: StackState;
  /** The operations that were made, in order. */
  operations: Operation[];
  /** The reason why the update ended early. */
  error: Error | undefined;
}

/**
 * Makes an update in the order of Pulumi's engine: creates and updates in the order of registration, a replacement before what it
 * replaces is deleted unless the program asks for the other order, and deletes at the end. An operation that fails ends it; the
 * next update goes on from the state.
 * https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step_generator.go
 */
export function plannedUpdate(
  before: StackState,
  program: readonly ResourceNode[],
  cloud: Cloud,
  beforeOperation: BeforeOperation = () => undefined,
): PlannedUpdate {
  const update = new Update(before, program, cloud, beforeOperation);
  try {
    program.filter(isManaged).forEach((node) => update.register(node));
    update.deleteRest();
    return { state: update.state(), operations: update.operations, error: undefined };
  } catch (error) {
    return { state: update.state(), operations: update.operations, error: error as Error };
  }
}

class Update {
  readonly operations: Operation[] = [];
  private readonly made: StateResource[] = [];
  private readonly done = new Set<StateResource>();
  private readonly pendingDelete = new Set<StateResource>();
  private readonly pendingReplacement = new Set<StateResource>();
  private readonly values = new CorrespondingValues();
  private readonly registered = new Set<string>();
  private base: readonly StateResource[];

  private readonly nodes: ReadonlyMap<string, ResourceNode>;
  private readonly components: ReadonlySet<string>;

  constructor(
    before: StackState,
    program: readonly ResourceNode[],
    private readonly cloud: Cloud,
    private readonly beforeOperation: BeforeOperation,
  ) {
    this.base = before;
    this.nodes = new Map(program.map((node) => [node.urn, node]));
    const components = program.filter(({ custom }) => !custom);
    this.components = new Set(components.flatMap(({ urn, options }) => [urn, ...(options.aliases ?? [])]));
  }

  /** The resources of this update, and after them those of the state before that it has not come to. */
  state(): StackState {
    const rest = this.base.filter((resource) => !this.done.has(resource));
    return [
      ...this.made,
      ...rest.map((resource) => ({
        ...resource,
        ...(this.pendingDelete.has(resource) ? { pendingDelete: true as const } : undefined),
        ...(this.pendingReplacement.has(resource) ? { pendingReplacement: true as const } : undefined),
      })),
    ];
  }

  register(node: ResourceNode): void {
    const old = this.old(node);
    const goal = { ...node, inputs: this.values.inputsOf(node) };
    this.registered.add(node.urn);
    const change = old === undefined || this.isDeleted(old) ? undefined : changeOf(old, goal);
    const state = this.settled(old, goal, change);
    this.made.push(state);
    this.values.settle(node, state);
  }

  /** Deletes what was replaced and what the program no longer has, dependents first. */
  deleteRest(): void {
    const rest = this.base.filter((resource) => !this.done.has(resource));
    for (const [round, resources] of deleteRounds(rest, this.base, (urn) => !this.components.has(urn)).entries()) {
      for (const resource of resources) {
        if (!this.isDeleted(resource)) {
          this.delete(resource, this.isReplaced(resource) ? "delete-replaced" : "delete", round);
        }
        this.done.add(resource);
      }
    }
  }

  private settled(old: StateResource | undefined, goal: ResourceNode, change: Change | undefined): StateResource {
    if (old === undefined) {
      return this.create(goal, "create");
    }
    if (change === undefined) {
      return this.recreate(old, goal);
    }
    switch (change.kind) {
      case "none":
        this.done.add(old);
        return { ...this.stateOf(goal), id: old.id, inputs: old.inputs, outputs: old.outputs };
      case "update":
        return this.update(old, goal, change.inputs);
      case "replace":
        if (goal.options.deleteBeforeReplace === true) {
          this.deleteFirst(old);
          return this.recreate(old, goal);
        }
        return this.replaceBeside(old, goal);
    }
  }

  private replaceBeside(old: StateResource, goal: ResourceNode): StateResource {
    const state = this.create(goal, "create-replacement");
    this.pendingDelete.add(old);
    return state;
  }

  private recreate(old: StateResource, goal: ResourceNode): StateResource {
    const state = this.create(goal, "create-replacement");
    this.done.add(old);
    return state;
  }

  private deleteFirst(old: StateResource): void {
    const later = this.base.filter((resource) => !this.done.has(resource) && !this.isReplaced(resource));
    for (const dependent of deletedWithIt(old, later).reverse()) {
      this.delete(dependent, "delete-replaced");
      this.pendingReplacement.add(dependent);
    }
    this.delete(old, "delete-replaced");
    this.pendingReplacement.add(old);
  }

  private create(goal: ResourceNode, op: Operation["op"]): StateResource {
    this.announce(op, goal);
    const resource = this.stateOf(goal);
    return { ...resource, ...this.cloud.create(resource) };
  }

  private update(old: StateResource, goal: ResourceNode, inputs: StateResource["inputs"]): StateResource {
    this.announce("update", goal);
    const resource = { ...this.stateOf(goal), inputs, id: old.id };
    const state = { ...resource, ...this.cloud.update(old, resource) };
    this.done.add(old);
    return state;
  }

  private delete(resource: StateResource, op: Operation["op"], round?: number): void {
    this.announce(op, resource, round);
    if (resource.options.retainOnDelete === true) {
      this.cloud.abandon(resource);
    } else {
      this.cloud.delete(resource);
    }
  }

  private announce(
    op: Operation["op"],
    { urn, type, name }: Pick<StateResource, "urn" | "type" | "name">,
    round?: number,
  ): void {
    const operation = { op, urn, type, name, ...(round === undefined ? undefined : { round }) };
    this.beforeOperation(operation, () => this.state());
    this.operations.push(operation);
  }

  /** The resource of the state that a registration is, by its URN or one that it was known by. */
  private old(node: ResourceNode): StateResource | undefined {
    for (const urn of [node.urn, ...(node.options.aliases ?? [])]) {
      const old = this.base.find((resource) => resource.urn === urn && !this.isReplaced(resource));
      if (old !== undefined && !this.registered.has(urn)) {
        return urn === node.urn ? old : this.renamed(old, node.urn);
      }
    }
    return undefined;
  }

  /** Gives a resource another URN, in the state and wherever resources depend on it. */
  private renamed(old: StateResource, urn: string): StateResource {
    const rename = (name: string): string => (name === old.urn ? urn : name);
    const renamed = (resource: StateResource): StateResource => ({
      ...resource,
      urn: resource === old ? urn : resource.urn,
      dependencies: resource.dependencies.map(rename),
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies).map(([key, urns]) => [key, urns.map(rename)]),
      ),
    });
    const changed = new Map(
      this.base.map((resource) => [resource, this.concerns(resource, old) ? renamed(resource) : resource]),
    );
    for (const set of [this.done, this.pendingDelete, this.pendingReplacement]) {
      [...set].forEach((resource) => set.add(changed.get(resource) ?? resource));
    }
    this.base = [...changed.values()];
    return changed.get(old) ?? old;
  }

  private concerns(resource: StateResource, old: StateResource): boolean {
    return resource === old || resource.dependencies.includes(old.urn);
  }

  private isReplaced(resource: StateResource): boolean {
    return resource.pendingDelete === true || this.pendingDelete.has(resource);
  }

  private isDeleted(resource: StateResource): boolean {
    return resource.pendingReplacement === true || this.pendingReplacement.has(resource);
  }

  private stateOf({ urn, type, name, parent, inputs, dependencies, propertyDependencies, options }: ResourceNode) {
    const parents: string[] = [];
    for (let above = parent; above !== undefined; above = this.nodes.get(above)?.parent) {
      parents.push(above);
    }
    return { urn, type, name, parents, inputs, dependencies, propertyDependencies, options };
  }
}

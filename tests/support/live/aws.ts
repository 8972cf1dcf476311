import { defined } from "../../../language/defined";
import { checkedInputs, synthesise } from "../../../engine/synthesis";
import { shapeOf } from "../../../engine/synthesis/synthesise";
import { AWS, type AwsObject, keyOf, object, type ServedRoute, text } from "./aws-objects";
import { conflict, inUse, missing } from "./aws-refusals";
import type { AwsState } from "./aws-state";
import { definedRoutes } from "./defined-routes";
import type { Cloud } from "./planner";
import { STACK } from "./program";
import type { Properties, StateResource } from "./stack-state";

/** The refusal of a call by AWS. */
export class Refused extends Error {}

/**
 * A model of AWS's control plane, as far as this package's resources need it: keys that exist once, objects that are in use,
 * and what a deployment is a snapshot of.
 */
export class Aws implements Cloud, AwsState {
  private objects = new Map<string, AwsObject>();
  private made = new Map<string, number>();
  private abandoned = new Set<string>();

  /** Returns AWS as it is now, to which other calls can be made. */
  clone(): Aws {
    const copy = new Aws();
    copy.objects = new Map(this.objects);
    copy.made = new Map(this.made);
    copy.abandoned = new Set(this.abandoned);
    return copy;
  }

  create(resource: Omit<StateResource, "id" | "outputs">): Pick<StateResource, "id" | "inputs" | "outputs"> {
    const { urn, type, name } = resource;
    const count = this.made.get(urn) ?? 0;
    const seed = { urn: count === 0 ? urn : `${urn}#${count}`, type, name, dependencies: [] };
    const inputs = checkedInputs({ ...seed, inputs: resource.inputs });
    const { id, outputs } = synthesise({ ...seed, inputs }, this.context());
    const object = this.withSnapshot({ type, id, inputs, outputs });
    const refusal = conflict(object, this.objects.get(keyOf(object))) ?? missing(object, this);
    if (refusal !== undefined) {
      throw new Refused(refusal);
    }
    this.made.set(urn, count + 1);
    this.objects.set(keyOf(object), object);
    return { id, inputs, outputs };
  }

  update(before: StateResource, after: Omit<StateResource, "outputs">): Pick<StateResource, "inputs" | "outputs"> {
    const { urn, type, name, id, inputs } = after;
    const { outputs } = synthesise({ urn, type, name, dependencies: [], inputs, id }, this.context());
    const old: AwsObject = { type, id, inputs: before.inputs, outputs: before.outputs };
    const kept = this.objects.get(keyOf(old));
    const object = {
      ...kept,
      type,
      id,
      // an HTTP API keeps the routes of a body that is no longer given
      inputs: type === AWS.api ? { ...defined({ body: kept?.inputs.body }), ...inputs } : inputs,
      outputs: { ...before.outputs, ...changedOutputs(before, outputs, inputs) },
    };
    const moved = keyOf(object) === keyOf(old) ? undefined : conflict(object, this.objects.get(keyOf(object)));
    const refusal =
      kept === undefined ? `NotFoundException: ${type} ${id} does not exist` : (moved ?? missing(object, this));
    if (refusal !== undefined) {
      throw new Refused(refusal);
    }
    this.objects.delete(keyOf(old));
    this.objects.set(keyOf(object), object);
    return { inputs, outputs: object.outputs };
  }

  /** The provider takes an object that is gone for deleted. */
  delete({ type, id, inputs, outputs }: StateResource): void {
    const key = keyOf({ type, id, inputs });
    if (!this.objects.has(key)) {
      return;
    }
    const refusal = inUse({ type, id, inputs, outputs }, this);
    if (refusal !== undefined) {
      throw new Refused(refusal);
    }
    this.objects.delete(key);
    if (type === AWS.api || type === AWS.restApi) {
      const children = this.all().filter((child) => [child.inputs.apiId, child.inputs.restApi].includes(id));
      children.forEach((child) => this.objects.delete(keyOf(child)));
    }
  }

  abandon({ type, id }: StateResource): void {
    this.abandoned.add(`${type} ${id}`);
  }

  isAbandoned(type: string, id: string): boolean {
    return this.abandoned.has(`${type} ${id}`);
  }

  all(): AwsObject[] {
    return [...this.objects.values()];
  }

  find(type: string, id: string): AwsObject | undefined {
    return this.objects.get(`${type}#${id}`);
  }

  api(id: string): AwsObject | undefined {
    return this.find(AWS.api, id) ?? this.find(AWS.restApi, id);
  }

  stage(apiId: string, name: string): AwsObject | undefined {
    return this.objects.get(`${AWS.stage}#${apiId}#${name}`) ?? this.find(AWS.restStage, `ags-${apiId}-${name}`);
  }

  routes(apiId: string): ServedRoute[] {
    return definedRoutes(apiId, this);
  }

  otherPlanOf(inputs: Properties): string | undefined {
    const stages = (planId: string): string[] => {
      const list = this.find(AWS.usagePlan, planId)?.inputs.apiStages;
      return (Array.isArray(list) ? list : []).map((item) => {
        const stage = object({ item }, "item");
        return `${text(stage, "apiId")}/${text(stage, "stage")}`;
      });
    };
    const own = stages(text(inputs, "usagePlanId"));
    const other = this.all().find(
      ({ type, inputs: used }) =>
        type === AWS.usagePlanKey &&
        text(used, "keyId") === text(inputs, "keyId") &&
        text(used, "usagePlanId") !== text(inputs, "usagePlanId") &&
        stages(text(used, "usagePlanId")).some((stage) => own.includes(stage)),
    );
    return other && "ConflictException: the key is in a usage plan of the same stage";
  }

  private withSnapshot(object: AwsObject): AwsObject {
    if (object.type === AWS.deployment) {
      return { ...object, snapshot: this.routes(text(object.inputs, "apiId")) };
    }
    return object.type === AWS.restDeployment
      ? { ...object, snapshot: this.routes(text(object.inputs, "restApi")) }
      : object;
  }

  private context() {
    return { ...STACK, find: (type: string, id: string) => this.find(type, id)?.outputs };
  }
}

/** Returns the outputs that an update changes: an id that AWS gave once stays. */
function changedOutputs(before: StateResource, outputs: Properties, inputs: Properties): Properties {
  const computed = Object.keys(shapeOf(before.type).shape.computed ?? {});
  const changed = Object.entries(outputs).filter(([key]) => inputs[key] !== undefined || !computed.includes(key));
  return Object.fromEntries(changed);
}

import type { ResourceNode } from "../../../engine/graph/graph";
import { Aws } from "./aws";
import { plannedUpdate, type PlannedUpdate } from "./planner";
import type { StackState } from "./stack-state";

/** A program as the planner takes it. */
export type Program = readonly ResourceNode[];

/** A stack: the engine's state of it and what stands in AWS. */
export interface Deployed {
  state: StackState;
  aws: Aws;
}

export const NOTHING: Deployed = { state: [], aws: new Aws() };

/** Makes an update and nothing else. */
export function deployed(before: Deployed, program: Program): Deployed & Pick<PlannedUpdate, "operations" | "error"> {
  const aws = before.aws.clone();
  const { state, operations, error } = plannedUpdate(before.state, program, aws);
  return { state, aws, operations, error };
}

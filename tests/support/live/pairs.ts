import assert from "node:assert/strict";
import type { ResourceNode } from "../../../engine/graph/graph";
import { baseProgram } from "./base-programs";
import { build } from "./build";
import { changedProgram } from "./mutations";
import { registered } from "./program";
import { unlikeFirst } from "./comparison";
import { type Deployed, deployed, NOTHING, type Program } from "./deployed";
import { type Proof, proveUpdate } from "./proof";
import { Random } from "./random";
import type { ProgramSpec } from "./spec";
import { ComponentError } from "../../../components";
import { isManaged } from "./stack-state";

/** The proof of one generated pair of programs. */
export interface PairResult {
  seed: number;
  /** The programs in their order, the last two of which are the pair; after a refusal those up to it. */
  history: { spec: ProgramSpec; changes: string[] }[];
  /** The broken invariants; none where the pair holds. */
  broken: string[];
  updates: number;
  moments: number;
}

/** A change of the resources of a program, such as a fault that is put back to see whether it is found. */
export type Transform = (program: readonly ResourceNode[]) => readonly ResourceNode[];

/** One program of a history, and the resources that it registers. */
export interface GeneratedProgram {
  spec: ProgramSpec;
  changes: string[];
  program: readonly ResourceNode[];
}

/** Generates two to four programs, each of which changes the one before. */
export async function generatedHistory(random: Random): Promise<GeneratedProgram[]> {
  const history: GeneratedProgram[] = [];
  const length = 2 + random.below(3);
  let spec = baseProgram(random);
  let changes = ["the first program"];
  for (let attempt = 0; history.length < length && attempt < 30; attempt += 1) {
    const program = await declared(spec);
    if (program !== undefined) {
      history.push({ spec, changes, program });
    }
    const last = history.at(-1)?.spec;
    ({ spec, changes } = last === undefined ? { spec: baseProgram(random), changes } : changedProgram(last, random));
  }
  return history;
}

/** Generates the programs of a seed, makes all updates but the last, and proves that one. */
export async function provePair(seed: number, transform: Transform = (program) => program): Promise<PairResult> {
  const random = new Random(seed);
  const generated = await generatedHistory(random);
  const history = generated.map(({ spec, changes }) => ({ spec, changes }));
  const orders = generated.map(({ program }) => inSomeOrder(transform(program), random));
  let stack: Deployed = NOTHING;
  for (const [index, program] of orders.slice(0, -1).entries()) {
    const result = deployed(stack, program);
    const broken =
      result.error === undefined ? unlikeFirst(result, program) : [`it is refused: ${result.error.message}`];
    if (broken.length > 0) {
      return { seed, history: history.slice(0, index + 1), broken, updates: 1, moments: 0 };
    }
    stack = result;
  }
  const [old = [], next = []] = orders.slice(-2);
  return { seed, history, ...proveUpdate(stack, old, next, canGoBack(history.map(({ spec }) => spec))) };
}

/**
 * Returns whether the last program can be taken back: a rename with an alias needs one in the other direction, and the releases of
 * an API that was deleted are gone.
 */
function canGoBack(specs: readonly ProgramSpec[]): boolean {
  const [before, after] = specs.slice(-2);
  const isAliased = [after?.http, after?.rest, after?.socket].some((api) => api?.alias !== undefined);
  return !isAliased && (before?.rest?.release === undefined || before.rest.name === after?.rest?.name);
}

/** Deploys programs one after the other, and proves the update to the last one. */
export async function proveChange(
  specs: readonly ProgramSpec[],
  transform: Transform = (program) => program,
): Promise<Proof & { before: Deployed; operations: string[] }> {
  const programs: Program[] = [];
  for (const spec of specs) {
    programs.push(transform(await registered(() => build(spec))));
  }
  let before: Deployed = NOTHING;
  for (const program of programs.slice(0, -1)) {
    const { state, aws, error } = deployed(before, program);
    assert.equal(error, undefined);
    before = { state, aws };
  }
  const [old = [], next = []] = programs.slice(-2);
  const { operations } = deployed(before, next);
  const lines = operations.map(({ op, type, name }) => `${op} ${type.split(":").at(-1)} ${name}`);
  return { ...proveUpdate(before, old, next), before, operations: lines };
}

/** Returns the resources of a program; undefined where its arguments are rejected. */
async function declared(spec: ProgramSpec): Promise<readonly ResourceNode[] | undefined> {
  try {
    return await registered(() => build(spec));
  } catch (error) {
    if (error instanceof ComponentError) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Returns the resources in an order in which the engine may come to them: it works on all at once that do not depend on each other.
 */
function inSomeOrder(program: readonly ResourceNode[], random: Random): ResourceNode[] {
  const managed = program.filter(isManaged);
  const waiting = new Map(managed.map((node) => [node.urn, node]));
  const ordered: ResourceNode[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ dependencies }) => !dependencies.some((urn) => waiting.has(urn)));
    const next = random.chance(0.5) ? ready[0] : random.one(ready);
    if (next === undefined) {
      throw new Error("the program's resources depend on each other in a circle");
    }
    waiting.delete(next.urn);
    ordered.push(next);
  }
  return [...ordered, ...program.filter((node) => !isManaged(node))];
}

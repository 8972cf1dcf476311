import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { ResourceGraph } from "../../engine/graph/graph";
import { GraphBuilder } from "../support/graph-builder";
import { nameDifferences, namesOf, recordedNames } from "./logical-names";

const API = "gatewright:index:HttpApi";

/** A program with one API, maybe renamed. */
function program(name: string, aliases?: string[]): ResourceGraph {
  const builder = new GraphBuilder({ project: "shop", stack: "dev" });
  const node = builder.node(API, name, { custom: false });
  const resources = [aliases === undefined ? node : { ...node, options: { ...node.options, aliases } }];
  return { version: 1, project: "shop", stack: "dev", mode: "deploy", resources, outputs: {} };
}

describe("the logical names of the examples", () => {
  it("are recorded for each example", () => {
    const examples = join(__dirname, "../../examples");
    const programs = readdirSync(examples).filter((name) => existsSync(join(examples, name, "Pulumi.yaml")));
    const recorded = new Set(Object.keys(recordedNames()).map((key) => key.split(" ")[0]));
    assert.deepEqual(
      programs.filter((name) => !recorded.has(name)),
      [],
    );
  });

  it("are the recorded ones: a renamed resource fails, one with an alias of its old name does not", () => {
    const recorded = namesOf(program("shop"));
    assert.deepEqual(recorded, [`${API}::shop`]);
    assert.deepEqual(nameDifferences(recorded, program("shop")), []);
    assert.deepEqual(nameDifferences(recorded, program("store")), [
      `${API}::shop is gone: give its successor an alias`,
      `${API}::store is new: record it`,
    ]);
    assert.deepEqual(nameDifferences(recorded, program("store", [`urn:pulumi:dev::shop::${API}::shop`])), []);
  });
});

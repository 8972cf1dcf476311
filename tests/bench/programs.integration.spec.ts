import assert from "node:assert/strict";
import { join } from "node:path";
import type { ResourceGraph } from "../../engine/graph/graph";
import { evaluate } from "../support/evaluate";

const ROUTES = 3;

/** The AWS resources of a benchmark's program by type and the values that tell them apart, whatever their names and placeholders are. */
async function resourcesOf(program: "components" | "raw"): Promise<unknown[]> {
  const { graph } = await evaluate({
    directory: join(__dirname, "..", "..", "bench", "programs", program),
    stack: "bench",
    config: { [`bench-${program}:routes`]: String(ROUTES) },
  });
  return comparable(graph, program);
}

function comparable({ resources }: ResourceGraph, program: string): unknown[] {
  const aws = resources.filter(({ type }) => type.startsWith("aws:"));
  const labelOf = ({ type, inputs }: (typeof aws)[number]): string =>
    typeof inputs.routeKey === "string" ? inputs.routeKey : type;
  const labels = new Map(aws.map((resource) => [resource.urn, labelOf(resource)]));
  const ids = aws.flatMap((resource): [string, string][] =>
    typeof resource.id === "string" ? [[resource.id, `<${labelOf(resource)}>`]] : [],
  );
  const text = JSON.stringify(
    aws
      .map((resource) => ({
        resource: labelOf(resource),
        inputs: resource.inputs,
        dependencies: resource.dependencies.map((urn) => labels.get(urn)).sort(),
      }))
      .sort((left, right) => (left.resource < right.resource ? -1 : 1)),
  );
  const named = ids.reduce((sum, [id, label]) => sum.replaceAll(id, label), text);
  return JSON.parse(named.replaceAll(`bench-${program}`, "<project>")) as unknown[];
}

describe("the programs of the benchmark of evaluations", () => {
  it("make the same resources with the same inputs and dependencies", async () => {
    const [components, raw] = await Promise.all([resourcesOf("components"), resourcesOf("raw")]);
    assert.equal(components.length, 6 + ROUTES);
    assert.deepEqual(components, raw);
  });
});

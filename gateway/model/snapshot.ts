import type { ResourceGraph } from "../../engine/graph/graph";
import { GraphIndex } from "../../engine/graph/graph-index";
import { type ApiModel, readApiModel } from "./api-model";

/** One graph with everything that is read from it: made once per evaluation and handed on. */
export interface Snapshot {
  graph: ResourceGraph;
  index: GraphIndex;
  model: ApiModel;
}

/** Reads a graph. */
export function readSnapshot(graph: ResourceGraph): Snapshot {
  const index = new GraphIndex(graph);
  return { graph, index, model: readApiModel(index) };
}

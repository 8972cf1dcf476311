import { type ResourceGraph, type ResourceNode, type ResourceNodeOptions } from "./graph";
import { graphSecrets, Scrubber } from "./scrubber";
import { defined } from "../../language/defined";

/**
 * Returns the graph as it may reach a file, a log or a screen: what is marked as secret is masked, and so is every decrypted secret
 * of the stack and every value that an input marks, wherever the program put it.
 *
 * @example
 * ```ts
 * const { graph } = await evaluate({ directory: ".", stack: "dev" });
 * console.log(JSON.stringify(printableGraph(graph)));
 * ```
 */
export function printableGraph(graph: ResourceGraph): ResourceGraph {
  const scrubber = new Scrubber(graphSecrets(graph));
  return {
    ...graphWithoutSecrets(graph),
    resources: graph.resources.map((node) => printableNode(node, scrubber)),
    outputs: scrubber.values(graph.outputs),
  };
}

function graphWithoutSecrets(graph: ResourceGraph): ResourceGraph {
  const copy = { ...graph };
  delete copy.secretTexts;
  return copy;
}

function printableNode(node: ResourceNode, scrubber: Scrubber): ResourceNode {
  const text = (value: string): string => scrubber.text(value);
  const { parent, id, provider } = node;
  return {
    ...node,
    urn: text(node.urn),
    name: text(node.name),
    ...defined({
      parent: parent === undefined ? undefined : text(parent),
      id: id === undefined ? undefined : text(id),
    }),
    inputs: scrubber.values(node.inputs),
    outputs: scrubber.values(node.outputs),
    dependencies: node.dependencies.map(text),
    propertyDependencies: Object.fromEntries(
      Object.entries(node.propertyDependencies).map(([key, urns]) => [text(key), urns.map(text)]),
    ),
    ...defined({ provider: provider === undefined ? undefined : text(provider) }),
    options: printableOptions(node.options, text),
  };
}

function printableOptions(options: ResourceNodeOptions, text: (value: string) => string): ResourceNodeOptions {
  const { aliases, deletedWith, import: imported } = options;
  return {
    ...options,
    ...defined({
      aliases: aliases?.map(text),
      deletedWith: deletedWith === undefined ? undefined : text(deletedWith),
      import: imported === undefined ? undefined : text(imported),
    }),
  };
}

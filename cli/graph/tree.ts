import { type ResourceGraph, type ResourceNode } from "../../engine/graph/graph";

/** The resources of a type that a folded tree shows below one parent. */
const MOST_ALIKE = 5;

/** The resource tree as text: components with their children, one line each; providers are left out. */
export function resourceTree(graph: ResourceGraph): string {
  return treeLines(graph, Infinity).join("\n");
}

/** Returns the tree for where there is something to read after it: a longer one has the first few of the resources that are alike. */
export function foldedTree(graph: ResourceGraph, mostLines: number): string {
  const lines = treeLines(graph, Infinity);
  return (lines.length <= mostLines ? lines : treeLines(graph, MOST_ALIKE)).join("\n");
}

/** A line of the tree, and the resource whose children go below it. */
interface Entry {
  text: string;
  urn?: string;
}

function treeLines(graph: ResourceGraph, mostAlike: number): string[] {
  const children = childrenOf(graph);
  const lines: string[] = [`${graph.project} (${graph.stack})`];
  const draw = (parent: string | undefined, indent: string): void => {
    const below = entriesOf(children.get(parent) ?? [], mostAlike);
    below.forEach(({ text, urn }, index) => {
      const last = index === below.length - 1;
      lines.push(`${indent}${last ? "└─ " : "├─ "}${text}`);
      if (urn !== undefined) {
        draw(urn, indent + (last ? "   " : "│  "));
      }
    });
  };
  const stack = graph.resources.find((resource) => resource.type === "pulumi:pulumi:Stack");
  draw(stack?.urn, "");
  return lines;
}

function childrenOf({ resources }: ResourceGraph): Map<string | undefined, ResourceNode[]> {
  const children = new Map<string | undefined, ResourceNode[]>();
  for (const resource of resources) {
    if (!resource.type.startsWith("pulumi:providers:")) {
      const siblings = children.get(resource.parent) ?? [];
      siblings.push(resource);
      children.set(resource.parent, siblings);
    }
  }
  return children;
}

/** Returns the first of each type, and at the end how many more there are of it: a single one takes no more room than that. */
function entriesOf(siblings: readonly ResourceNode[], mostAlike: number): Entry[] {
  const totals = new Map<string, number>();
  siblings.forEach(({ type }) => totals.set(type, (totals.get(type) ?? 0) + 1));
  const folded = new Map([...totals].filter(([, total]) => total > mostAlike + 1));
  const seen = new Map<string, number>();
  const shown = siblings.filter(({ type }) => {
    const count = (seen.get(type) ?? 0) + 1;
    seen.set(type, count);
    return !folded.has(type) || count <= mostAlike;
  });
  return [
    ...shown.map(({ type, name, urn }) => ({ text: `${shortType(type)} ${name}`, urn })),
    ...[...folded].map(([type, total]) => ({ text: `${shortType(type)}: ${total - mostAlike} more` })),
  ];
}

/** `aws:apigatewayv2/api:Api` reads `aws:apigatewayv2:Api`, as the Pulumi CLI prints it. */
function shortType(type: string): string {
  return type.replace(/\/[^:]+:/, ":");
}

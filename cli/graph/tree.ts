import { type ResourceGraph, type ResourceNode } from "../../engine/graph/graph";

/** The resource tree as text: components with their children, one line each; providers are left out. */
export function resourceTree(graph: ResourceGraph): string {
  const children = new Map<string | undefined, ResourceNode[]>();
  for (const resource of graph.resources) {
    if (!resource.type.startsWith("pulumi:providers:")) {
      children.set(resource.parent, [...(children.get(resource.parent) ?? []), resource]);
    }
  }
  const lines: string[] = [`${graph.project} (${graph.stack})`];
  const draw = (parent: string | undefined, indent: string): void => {
    const below = children.get(parent) ?? [];
    below.forEach((resource, index) => {
      const last = index === below.length - 1;
      lines.push(`${indent}${last ? "└─ " : "├─ "}${shortType(resource.type)} ${resource.name}`);
      draw(resource.urn, indent + (last ? "   " : "│  "));
    });
  };
  const stack = graph.resources.find((resource) => resource.type === "pulumi:pulumi:Stack");
  draw(stack?.urn, "");
  return lines.join("\n");
}

/** `aws:apigatewayv2/api:Api` reads `aws:apigatewayv2:Api`, as the Pulumi CLI prints it. */
function shortType(type: string): string {
  return type.replace(/\/[^:]+:/, ":");
}

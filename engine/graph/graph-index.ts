import type { ResourceGraph, ResourceNode } from "./graph";
import { containsUnknown, isUnknown, reveal, type PropertyValue } from "./value";
import type { ModelProblem } from "./model-problem";
import { isRecord } from "../../language/is-record";
import { ownValue } from "../../language/own-value";

/** A graph's resources by type, with typed access to their properties and the joins between them. */
export class GraphIndex {
  private readonly byType = new Map<string, ResourceNode[]>();
  private readonly byUrn = new Map<string, ResourceNode>();

  /** The problems of properties that could not be read. */
  readonly problems: ModelProblem[] = [];

  constructor(graph: ResourceGraph) {
    for (const node of graph.resources) {
      this.byUrn.set(node.urn, node);
      const nodes = this.byType.get(node.type);
      if (nodes === undefined) {
        this.byType.set(node.type, [node]);
      } else {
        nodes.push(node);
      }
    }
  }

  ofType(type: string): ResourceNode[] {
    return this.byType.get(type) ?? [];
  }

  /** The resolved value, or undefined where it is not set or not known yet. Secrets come plain. */
  value(node: ResourceNode, property: string): PropertyValue | undefined {
    const output = reveal(ownValue(node.outputs, property));
    const value = output === undefined || containsUnknown(output) ? reveal(ownValue(node.inputs, property)) : output;
    return value === null || value === undefined || isUnknown(value) ? undefined : value;
  }

  text(node: ResourceNode, property: string): string | undefined {
    return asText(this.value(node, property));
  }

  /** Returns whether the property is set, yet known only after the deployment. */
  isPending(node: ResourceNode, property: string): boolean {
    return this.value(node, property) === undefined && containsUnknown(reveal(ownValue(node.inputs, property)));
  }

  /** The URNs that an input's value comes from. */
  sources(node: ResourceNode, property: string): string[] {
    return ownValue(node.propertyDependencies, property) ?? [];
  }

  /** The resource that a property names: by its resolved value or, where that is unknown, by what it depends on. */
  target(
    node: ResourceNode,
    property: string,
    candidates: ResourceNode[],
    isNamedBy: (candidate: ResourceNode, value: string) => boolean,
  ): ResourceNode | undefined {
    const value = this.text(node, property);
    if (value !== undefined) {
      return candidates.find((candidate) => isNamedBy(candidate, value));
    }
    const sources = this.sources(node, property);
    return candidates.find((candidate) => sources.includes(candidate.urn));
  }

  /** The provider-assigned id, if known. */
  id(node: ResourceNode): string | undefined {
    return isUnknown(node.id) ? undefined : (node.id ?? this.text(node, "id"));
  }

  /** The resource's own region, otherwise its provider's, otherwise that of its ARN. */
  region(node: ResourceNode): string {
    const provider =
      this.byUrn.get((node.provider ?? "").replace(/::[^:]*$/, "")) ?? this.byUrn.get(node.provider ?? "");
    const own = this.text(node, "region") ?? (provider === undefined ? undefined : this.text(provider, "region"));
    return own ?? this.arnPart(node, 3) ?? "us-east-1";
  }

  account(node: ResourceNode): string {
    return this.arnPart(node, 4) ?? "123456789012";
  }

  partition(node: ResourceNode): string {
    return this.arnPart(node, 1) ?? "aws";
  }

  problem(node: ResourceNode, severity: ModelProblem["severity"], text: string): void {
    this.problems.push({ severity, name: node.name, urn: node.urn, text });
  }

  private arnPart(node: ResourceNode, position: number): string | undefined {
    for (const property of ["executionArn", "arn"]) {
      const part = this.text(node, property)?.split(":")[position];
      if (part !== undefined && part !== "") {
        return part;
      }
    }
    return undefined;
  }
}

export function asText(value: PropertyValue | undefined): string | undefined {
  return typeof value === "string" && !isUnknown(value) ? value : undefined;
}

export function asNumber(value: PropertyValue | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

export function asObject(value: PropertyValue | undefined): { [key: string]: PropertyValue } {
  return isRecord(value) ? value : {};
}

export function asList(value: PropertyValue | undefined): PropertyValue[] {
  return Array.isArray(value) ? value : [];
}

export function asTexts(value: PropertyValue | undefined): string[] {
  return asList(value).flatMap((item) => asText(item) ?? []);
}

/** The entries with a plain value, as text. */
export function asTextMap(value: PropertyValue | undefined): Record<string, string> {
  const entries = Object.entries(asObject(value)).flatMap(([key, item]): [string, string][] =>
    (typeof item === "string" && !isUnknown(item)) || typeof item === "number" || typeof item === "boolean"
      ? [[key, String(item)]]
      : [],
  );
  return Object.fromEntries(entries);
}

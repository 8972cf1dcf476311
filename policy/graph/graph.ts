import { type PolicyResource as StackResource } from "@pulumi/policy";
import { CLOUDFLARE_RECORDS } from "../../aws/resource-types";
import { PolicyResource } from "./resource";
import { Undecided } from "./unknown";
import { ownValue } from "../../language/own-value";

/** The resources of a type that refer to one resource, and those for which that is not known yet. */
export interface Links {
  resources: PolicyResource[];
  unsure: PolicyResource[];
}

/** The graph of the run that is under way: the server hands each policy a list of its own, of the same resources. */
let latest: WeakRef<Graph> | undefined;

/** The value of the key; an API's id is also the end of its execution ARN. */
function keyOf(resource: PolicyResource, key: string): string | undefined {
  return (
    resource.maybeText(key) ??
    (key === "id" ? /:([a-z0-9]+)$/.exec(resource.maybeText("executionArn") ?? "")?.[1] : undefined)
  );
}

/** A property that names a resource of another type: its path, how it is read, and the key that it is matched with. */
export interface Link {
  path: string;
  type: string | string[];
  /** The property of the other resource that the value equals. @default "id" */
  key?: string;
  /** Takes the key out of the value: `integrations/abc` -> `abc`. */
  read?: (value: string) => string;
}

/**
 * A stack's resources, joined. A property whose value is known is matched with the key of the other resource; one that is not
 * known yet is followed by the dependencies that the engine recorded for it. Each index is built once, when first needed.
 */
export class Graph {
  private readonly byType = new Map<string, PolicyResource[]>();
  private readonly sorted = new Set<string>();
  private readonly byResource = new Map<StackResource, PolicyResource>();
  private readonly keys = new Map<string, Map<string, PolicyResource[]>>();
  private readonly links = new Map<string, { from: Map<PolicyResource, PolicyResource[]>; unsure: PolicyResource[] }>();
  private readonly notes = new Map<string, unknown>();

  /** The graph of these resources: the same object for the same resources. */
  static of(entries: StackResource[]): Graph {
    const known = latest?.deref();
    if (known?.isOf(entries)) {
      return known;
    }
    const graph = new Graph(entries);
    latest = new WeakRef(graph);
    return graph;
  }

  /** Returns the graph that was made last, where these are the properties of its first resource. */
  static beginningWith(properties: unknown): Graph | undefined {
    const known = latest?.deref();
    return known !== undefined && properties !== undefined && known.entries[0]?.props === properties
      ? known
      : undefined;
  }

  /** True for the same resources, and for the first alone: `prepareOnce` hands out no more where this graph was made. */
  private isOf(entries: StackResource[]): boolean {
    return (
      (entries.length === this.entries.length || entries.length === 1) &&
      entries.every(({ props }, index) => props === this.entries[index]?.props)
    );
  }

  private constructor(private readonly entries: StackResource[]) {
    for (const entry of entries) {
      if (!entry.type.startsWith("aws:") && !CLOUDFLARE_RECORDS.includes(entry.type)) {
        continue;
      }
      const resource = new PolicyResource(entry);
      this.byResource.set(entry, resource);
      const same = this.byType.get(entry.type);
      if (same) {
        same.push(resource);
      } else {
        this.byType.set(entry.type, [resource]);
      }
    }
  }

  all(...types: string[]): PolicyResource[] {
    return types.length === 1 ? this.ofType(types[0] ?? "") : types.flatMap((type) => this.ofType(type));
  }

  /** Sorts by URN: the engine's order changes from run to run, and the findings must not. */
  private ofType(type: string): PolicyResource[] {
    const resources = this.byType.get(type) ?? [];
    if (!this.sorted.has(type)) {
      resources.sort((left, right) => (left.urn < right.urn ? -1 : 1));
      this.sorted.add(type);
    }
    return resources;
  }

  /** Work that several resources share, done once for the graph. */
  once<T>(name: string, make: () => T): T {
    if (!this.notes.has(name)) {
      this.notes.set(name, make());
    }
    return this.notes.get(name) as T;
  }

  /** Returns the resource that the property names, or undefined where it is not in this stack. Throws `Undecided` where that is not known. */
  find(from: PolicyResource, link: Link): PolicyResource | undefined {
    const types = Array.isArray(link.type) ? link.type : [link.type];
    const key = link.key ?? "id";
    const declared = this.dependencies(from, link.path).filter((resource) => types.includes(resource.type));
    if (from.isUnknown(link.path)) {
      if (declared.length === 1) {
        return declared[0];
      }
      throw new Undecided(`${link.path} is not known before the deployment`);
    }
    const text = from.text(link.path);
    if (text === undefined) {
      return undefined;
    }
    const value = link.read ? link.read(text) : text;
    for (const type of types) {
      const found = this.nearest(from, this.index(type, key).get(value) ?? [], declared);
      if (found) {
        return found;
      }
    }
    // Not every evaluation has ids among the outputs: then the recorded dependency decides.
    const [only] = declared;
    return declared.length === 1 && only && (only.isUnknown(key) || keyOf(only, key) === undefined) ? only : undefined;
  }

  /** The resource of the type whose key is known and is this. */
  byKey(type: string, key: string, value: string): PolicyResource | undefined {
    return this.index(type, key).get(value)?.at(-1);
  }

  /** Chooses among resources of one id, such as the domains of one name in two regions: the one that the engine recorded, or the one in the same region. */
  private nearest(
    from: PolicyResource,
    resources: PolicyResource[],
    declared: PolicyResource[],
  ): PolicyResource | undefined {
    return resources.length > 1
      ? (resources.find((one) => declared.includes(one)) ??
          resources.find((one) => one.region === from.region) ??
          resources.at(-1))
      : resources[0];
  }

  /** The resources of `type` whose property names `to`. */
  referring(to: PolicyResource, type: string, link: Omit<Link, "type">): Links {
    const name = `${type} ${link.path} ${to.type} ${link.key ?? "id"}`;
    let links = this.links.get(name);
    if (!links) {
      links = { from: new Map(), unsure: [] };
      for (const resource of this.all(type)) {
        try {
          const target = this.find(resource, { ...link, type: to.type });
          if (target) {
            const others = links.from.get(target);
            if (others) {
              others.push(resource);
            } else {
              links.from.set(target, [resource]);
            }
          }
        } catch (error) {
          if (!(error instanceof Undecided)) {
            throw error;
          }
          links.unsure.push(resource);
        }
      }
      this.links.set(name, links);
    }
    return { resources: links.from.get(to) ?? [], unsure: links.unsure };
  }

  /** The resources whose outputs flow into the property, as far as the engine recorded it. */
  dependencies(from: PolicyResource, path: string): PolicyResource[] {
    const entry = this.entryOf(from);
    const property = path.split(".")[0] ?? path;
    return this.resources(ownValue(entry?.propertyDependencies, property) ?? []);
  }

  /** Returns true for a value that AWS fills in because the program gave none: not known yet, and it comes from no resource. */
  isFilledIn(of: PolicyResource, path: string): boolean {
    const property = path.split(".")[0] ?? path;
    return of.isUnknown(path) && (this.entryOf(of)?.propertyDependencies[property] ?? []).length === 0;
  }

  /** Returns everything that must exist before the resource, through any property or `dependsOn`. */
  allDependencies(from: PolicyResource): PolicyResource[] {
    const entry = this.entryOf(from);
    if (!entry) {
      return [];
    }
    return this.resources([...entry.dependencies, ...Object.values(entry.propertyDependencies).flat()]);
  }

  /** Returns all that exists before the resource, directly or through what it depends on. */
  madeBefore(from: PolicyResource): Set<PolicyResource> {
    const found = new Set<PolicyResource>();
    const open = [from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const next = this.allDependencies(at).filter((one) => !found.has(one));
      next.forEach((one) => found.add(one));
      open.push(...next);
    }
    return found;
  }

  /** The components that the resource is in, the nearest first; the stack is none. */
  ancestors(of: PolicyResource): StackResource[] {
    const components: StackResource[] = [];
    for (let at = this.entryOf(of)?.parent; at && at.type !== "pulumi:pulumi:Stack"; at = at.parent) {
      components.push(at);
    }
    return components;
  }

  private resources(entries: StackResource[]): PolicyResource[] {
    return [...new Set(entries)]
      .map((entry) => this.byResource.get(entry))
      .filter((resource): resource is PolicyResource => resource !== undefined);
  }

  private entryOf(of: PolicyResource): StackResource | undefined {
    return "propertyDependencies" in of.source ? (of.source as StackResource) : undefined;
  }

  private index(type: string, key: string): Map<string, PolicyResource[]> {
    const name = `${type} ${key}`;
    let index = this.keys.get(name);
    if (!index) {
      index = new Map();
      for (const resource of this.all(type)) {
        const value = keyOf(resource, key);
        if (value !== undefined) {
          const same = index.get(value);
          if (same) {
            same.push(resource);
          } else {
            index.set(value, [resource]);
          }
        }
      }
      this.keys.set(name, index);
    }
    return index;
  }
}

import { type PolicyResource } from "@pulumi/policy";
import { Subject } from "../pack/subject";
import { ifKnown, Undecided } from "./unknown";

/** The resources of a type that refer to one resource, and those for which that is not known yet. */
export interface Links {
  subjects: Subject[];
  unsure: Subject[];
}

/** The graph of the run that is under way: the server hands each policy a list of its own, of the same resources. */
let latest: WeakRef<Graph> | undefined;

/** The value of the key; an API's id is also the end of its execution ARN. */
function keyOf(subject: Subject, key: string): string | undefined {
  return (
    subject.maybeText(key) ??
    (key === "id" ? /:([a-z0-9]+)$/.exec(subject.maybeText("executionArn") ?? "")?.[1] : undefined)
  );
}

/** How a property names a resource of another type: which property, read how, matched with which key. */
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
  private readonly byType = new Map<string, Subject[]>();
  private readonly sorted = new Set<string>();
  private readonly byResource = new Map<PolicyResource, Subject>();
  private readonly keys = new Map<string, Map<string, Subject>>();
  private readonly links = new Map<string, { from: Map<Subject, Subject[]>; unsure: Subject[] }>();
  private readonly notes = new Map<string, unknown>();

  /** The graph of these resources: the same object for the same resources. */
  static of(resources: PolicyResource[]): Graph {
    const known = latest?.deref();
    if (known?.isOf(resources)) {
      return known;
    }
    const graph = new Graph(resources);
    latest = new WeakRef(graph);
    return graph;
  }

  private isOf(resources: PolicyResource[]): boolean {
    return (
      resources.length === this.resources.length &&
      resources.every(({ props }, index) => props === this.resources[index]?.props)
    );
  }

  private constructor(private readonly resources: PolicyResource[]) {
    for (const resource of resources) {
      if (!resource.type.startsWith("aws:")) {
        continue;
      }
      const subject = new Subject(resource);
      this.byResource.set(resource, subject);
      const same = this.byType.get(resource.type);
      if (same) {
        same.push(subject);
      } else {
        this.byType.set(resource.type, [subject]);
      }
    }
  }

  all(...types: string[]): Subject[] {
    return types.length === 1 ? this.ofType(types[0] ?? "") : types.flatMap((type) => this.ofType(type));
  }

  /** By URN: the engine's order changes from run to run, and what rules say must not. */
  private ofType(type: string): Subject[] {
    const subjects = this.byType.get(type) ?? [];
    if (!this.sorted.has(type)) {
      subjects.sort((left, right) => (left.urn < right.urn ? -1 : 1));
      this.sorted.add(type);
    }
    return subjects;
  }

  /** Work that several resources share, done once for the graph. */
  once<T>(name: string, make: () => T): T {
    if (!this.notes.has(name)) {
      this.notes.set(name, make());
    }
    return this.notes.get(name) as T;
  }

  /** The resource that the property names, or undefined where it is none of this stack. Throws `Undecided` where that is not known. */
  find(from: Subject, link: Link): Subject | undefined {
    const types = Array.isArray(link.type) ? link.type : [link.type];
    const key = link.key ?? "id";
    const declared = this.dependencies(from, link.path).filter((subject) => types.includes(subject.type));
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
      const found = this.index(type, key).get(value);
      if (found) {
        return found;
      }
    }
    // Not every evaluation has ids among the outputs: then the recorded dependency says it.
    const [only] = declared;
    return declared.length === 1 && only && (only.isUnknown(key) || keyOf(only, key) === undefined) ? only : undefined;
  }

  /** The resource of the type whose key is known and is this. */
  byKey(type: string, key: string, value: string): Subject | undefined {
    return this.index(type, key).get(value);
  }

  /** The resources of `type` whose property names `to`. */
  referring(to: Subject, type: string, link: Omit<Link, "type">): Links {
    const name = `${type} ${link.path} ${to.type} ${link.key ?? "id"}`;
    let links = this.links.get(name);
    if (!links) {
      links = { from: new Map(), unsure: [] };
      for (const subject of this.all(type)) {
        try {
          const target = this.find(subject, { ...link, type: to.type });
          if (target) {
            const others = links.from.get(target);
            if (others) {
              others.push(subject);
            } else {
              links.from.set(target, [subject]);
            }
          }
        } catch (error) {
          if (!(error instanceof Undecided)) {
            throw error;
          }
          links.unsure.push(subject);
        }
      }
      this.links.set(name, links);
    }
    return { subjects: links.from.get(to) ?? [], unsure: links.unsure };
  }

  /** The resources whose outputs flow into the property, as far as the engine recorded it. */
  dependencies(from: Subject, path: string): Subject[] {
    const resource = this.resource(from);
    const property = path.split(".")[0] ?? path;
    return this.subjects(resource?.propertyDependencies[property] ?? []);
  }

  /** Whether the value is one that AWS fills in because the program gave none: not known yet, and it comes from no resource. */
  isFilledIn(of: Subject, path: string): boolean {
    const property = path.split(".")[0] ?? path;
    return of.isUnknown(path) && (this.resource(of)?.propertyDependencies[property] ?? []).length === 0;
  }

  /** Everything that must exist before the resource, through any property or `dependsOn`. */
  allDependencies(from: Subject): Subject[] {
    const resource = this.resource(from);
    if (!resource) {
      return [];
    }
    return this.subjects([...resource.dependencies, ...Object.values(resource.propertyDependencies).flat()]);
  }

  /** The components that the resource is in, the nearest first; the stack is none. */
  ancestors(of: Subject): PolicyResource[] {
    const components: PolicyResource[] = [];
    for (let at = this.resource(of)?.parent; at && at.type !== "pulumi:pulumi:Stack"; at = at.parent) {
      components.push(at);
    }
    return components;
  }

  /** The region that the resource is made in: its own argument, its ARN, or its provider's. */
  region(of: Subject): string | undefined {
    return (
      of.maybeText("region") ??
      /^arn:[^:]+:[^:]*:([a-z0-9-]+):/.exec(of.maybeText("arn") ?? "")?.[1] ??
      ifKnown(() => {
        const region: unknown = of.source.provider?.props.region;
        return typeof region === "string" && region !== "" ? region : undefined;
      })
    );
  }

  private subjects(resources: PolicyResource[]): Subject[] {
    return [...new Set(resources)]
      .map((resource) => this.byResource.get(resource))
      .filter((subject): subject is Subject => subject !== undefined);
  }

  private resource(of: Subject): PolicyResource | undefined {
    return "propertyDependencies" in of.source ? (of.source as PolicyResource) : undefined;
  }

  private index(type: string, key: string): Map<string, Subject> {
    const name = `${type} ${key}`;
    let index = this.keys.get(name);
    if (!index) {
      index = new Map();
      for (const subject of this.all(type)) {
        const value = keyOf(subject, key);
        if (value !== undefined) {
          index.set(value, subject);
        }
      }
      this.keys.set(name, index);
    }
    return index;
  }
}

import { type PolicyProviderResource, type PolicyResourceOptions } from "@pulumi/policy";
import { readableProperties } from "./readable-properties";
import { ifKnown, isUnknown } from "./unknown";

/** A resource as the SDK hands it to a policy: its inputs before a deployment, its outputs after it. */
export interface EngineResource {
  urn: string;
  type: string;
  name: string;
  props: Record<string, unknown>;
  opts: PolicyResourceOptions;
  provider?: PolicyProviderResource;
  /** The resource that it is below, where the whole stack is looked at. */
  parent?: { urn: string };
}

/**
 * A resource as the rules read it. Paths go by dots: `endpointConfiguration.types`, `triggers.0.key`. Reading a value that is not
 * known yet throws, which ends the check of this one resource; `maybe...` reads return undefined instead. Providers fill in `""` for what
 * the program did not set, so an empty text is an absent one.
 */
export class PolicyResource {
  private readonly properties: Record<string, unknown>;

  constructor(readonly source: EngineResource) {
    this.properties = readableProperties(source.props);
  }

  get urn(): string {
    return this.source.urn;
  }

  get type(): string {
    return this.source.type;
  }

  get name(): string {
    return this.source.name;
  }

  /** The region that the resource is made in: its own argument, its ARN, or its provider's. */
  get region(): string | undefined {
    return (
      this.maybeText("region") ??
      /^arn:[^:]+:[^:]*:([a-z0-9-]+):/.exec(this.maybeText("arn") ?? "")?.[1] ??
      ifKnown(() => {
        const region: unknown = this.source.provider?.props.region;
        return typeof region === "string" && region !== "" ? region : undefined;
      })
    );
  }

  /** Returns true where the program or the provider gave the property a value, known or not. */
  has(path: string): boolean {
    return isUnknown(() => this.value(path)) || (this.value(path) ?? "") !== "";
  }

  isUnknown(path: string): boolean {
    return isUnknown(() => this.value(path));
  }

  value(path: string): unknown {
    let at: unknown = this.properties;
    for (const key of path.split(".")) {
      at = typeof at === "object" && at !== null ? (at as Record<string, unknown>)[key] : undefined;
    }
    return at;
  }

  text(path: string): string | undefined {
    const value = this.value(path);
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  maybeText(path: string): string | undefined {
    return ifKnown(() => this.text(path));
  }

  /** Programs in YAML, and the Pulumi config of others, give numbers as text. */
  number(path: string): number | undefined {
    const value = this.value(path);
    if (typeof value === "number") {
      return value;
    }
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : NaN;
    return Number.isNaN(number) ? undefined : number;
  }

  /** Providers keep some booleans as text. */
  flag(path: string): boolean | undefined {
    const value = this.value(path);
    return typeof value === "boolean" ? value : value === "true" ? true : value === "false" ? false : undefined;
  }

  /** Returns the items of a list; empty where it is absent. A single value counts as a list of one. */
  list(path: string): unknown[] {
    const value = this.value(path);
    if (value === undefined || value === null || value === "") {
      return [];
    }
    return Array.isArray(value) ? Array.from({ length: value.length }, (_, index): unknown => value[index]) : [value];
  }

  texts(path: string): string[] {
    return this.list(path).filter((item): item is string => typeof item === "string");
  }

  /** The texts of a list that are known, and whether there are others that are not. */
  knownTexts(path: string): { known: string[]; complete: boolean } {
    const value = ifKnown(() => this.value(path));
    if (!Array.isArray(value)) {
      return this.isUnknown(path) ? { known: [], complete: false } : { known: this.texts(path), complete: true };
    }
    const items = Array.from({ length: value.length }, (_, index) => ifKnown((): unknown => value[index]));
    const known = items.filter((item): item is string => typeof item === "string");
    return { known, complete: known.length === items.length };
  }

  /** Returns the named texts of an object; empty where it is absent. Those that are not known yet are left out. */
  record(path: string): Record<string, string> {
    const value = this.value(path);
    if (typeof value !== "object" || value === null) {
      return {};
    }
    const entries = Object.keys(value).map((key): [string, unknown] => [
      key,
      ifKnown(() => (value as Record<string, unknown>)[key]),
    ]);
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  }
}

import { formatArn } from "../../aws/arn";
import { isSecret, isUnknown, reveal, secret, UNKNOWN, type PropertyValue } from "../graph/value";
import type { SynthesisContext, SynthesisResource } from "./context";
import { Identifiers } from "./identifier";
import { dnsSuffix, partitionOf } from "../../aws/partition";
import { isRecord } from "../../language/is-record";

/** Thrown inside a formula that reads an input whose value is not known. */
class UnknownInput extends Error {}

/** The view of a resource that formulas have: its inputs (names and defaults filled in), its id, and how AWS forms identifiers. */
export class ResourceView {
  readonly identifiers: Identifiers;
  readonly logicalName: string;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly dnsSuffix: string;
  /** The tags that the provider gives every resource. */
  readonly defaultTags: Readonly<Record<string, PropertyValue>>;
  /** The provider-assigned id; empty while the id itself is being formed. */
  id = "";
  /** True where the provider is known to be older than version 7. */
  readonly isBefore7: boolean;
  private readSecret = false;

  constructor(
    resource: SynthesisResource,
    readonly inputs: Readonly<Record<string, PropertyValue>>,
    private readonly context: SynthesisContext,
  ) {
    this.identifiers = new Identifiers(resource.urn);
    this.logicalName = resource.name;
    this.account = context.account;
    this.defaultTags = context.defaultTags ?? {};
    this.isBefore7 = (context.providerMajor ?? 7) < 7;
    const own = inputs.region;
    this.region = typeof own === "string" && own !== "" && !isUnknown(own) ? own : context.region;
    this.partition = this.region === context.region ? context.partition : partitionOf(this.region);
    this.dnsSuffix = dnsSuffix(this.partition);
  }

  /** Returns whether the input is given, whatever its value. */
  has(property: string): boolean {
    return this.inputs[property] !== undefined && this.inputs[property] !== null;
  }

  /** The input's plain value; undefined where it isn't given. */
  value(property: string): PropertyValue | undefined {
    const value = this.inputs[property];
    if (holds(value, isUnknown)) {
      throw new UnknownInput();
    }
    if (holds(value, isSecret)) {
      this.readSecret = true;
    }
    return reveal(value);
  }

  /** The input as text; empty where it isn't given. */
  text(property: string): string {
    const value = this.value(property);
    return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
  }

  list(property: string): PropertyValue[] {
    const value = this.value(property);
    return Array.isArray(value) ? value : [];
  }

  object(property: string): Record<string, PropertyValue> {
    const value = this.value(property);
    return isRecord(value) ? value : {};
  }

  /** The plain outputs of another resource, where it is known. */
  related(type: string, id: string): Record<string, PropertyValue> | undefined {
    const found = reveal(this.context.find?.(type, id));
    return isRecord(found) ? found : undefined;
  }

  /** `arn:<partition>:<service>:<region>:<account>:<resource>` */
  arn(service: string, resource: string): string {
    return formatArn(this, service, resource);
  }

  /** An ARN without a region: `arn:<partition>:<service>::<account>:<resource>` */
  globalArn(service: string, resource: string): string {
    return formatArn({ partition: this.partition, account: this.account }, service, resource);
  }

  /** Evaluates a formula: unknown where it reads an unknown input, secret where it reads a secret one. */
  evaluate(formula: (resource: ResourceView) => PropertyValue | undefined): PropertyValue | undefined {
    this.readSecret = false;
    try {
      const value = formula(this);
      return this.readSecret && value !== undefined ? secret(value) : value;
    } catch (error) {
      if (error instanceof UnknownInput) {
        return UNKNOWN;
      }
      throw error;
    }
  }
}

function holds(value: PropertyValue | undefined, mark: (value: PropertyValue | undefined) => boolean): boolean {
  if (mark(value)) {
    return true;
  }
  return typeof value === "object" && value !== null && Object.values(value).some((item) => holds(item, mark));
}

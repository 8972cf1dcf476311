import type * as pulumi from "@pulumi/pulumi";

/** An Output whose state was awaited. */
export interface Known {
  value: unknown;
  /** Indicates whether the value is known: in a preview, that of a new resource is not. */
  isKnown: boolean;
  isSecret: boolean;
  /** The URNs of the resources that it comes from, sorted. */
  dependencies: string[];
  /** Returns a text that is the same for Outputs that hold the same; undefined where nothing tells. @param argument its last name */
  identity(argument: string): string | undefined;
}

/** The members of an Output that the SDK keeps out of its declarations. */
interface Members {
  isKnown: Promise<boolean>;
  isSecret: Promise<boolean>;
  promise(): Promise<unknown>;
  resources(): Iterable<pulumi.Resource>;
}

/** Awaits what is known of an Output. */
export async function readOutput(output: pulumi.Output<unknown>): Promise<Known> {
  const members = membersOf(output);
  const [isKnown, isSecret, value] = await Promise.all([members.isKnown, members.isSecret, members.promise()]);
  const dependencies = (await Promise.all([...members.resources()].map(urnOf))).sort();
  return {
    value,
    isKnown,
    isSecret,
    dependencies,
    identity: (argument) => identityOf({ value, isKnown, isSecret, dependencies }, argument),
  };
}

/** Returns the URN of a resource once it is registered. */
export function urnOf({ urn }: pulumi.Resource): Promise<string> {
  return membersOf(urn).promise() as Promise<string>;
}

/**
 * A known value is the same as another one of the same resources. An unknown one is taken for the same as another one in the same
 * argument: the deployment compares them again.
 */
function identityOf(
  { value, isKnown, isSecret, dependencies }: Omit<Known, "identity">,
  argument: string,
): string | undefined {
  if (isKnown && value !== undefined) {
    return PRIMITIVES.has(typeof value) ? JSON.stringify([{ value }, isSecret, dependencies]) : undefined;
  }
  return dependencies.length === 0 ? undefined : JSON.stringify([{ argument }, isSecret, dependencies]);
}

const PRIMITIVES = new Set(["string", "number", "boolean"]);

function membersOf(output: pulumi.Output<unknown>): Members {
  // the members of the value itself hide none of these
  return {
    isKnown: Reflect.get(output, "isKnown") as Promise<boolean>,
    isSecret: Reflect.get(output, "isSecret") as Promise<boolean>,
    promise: Reflect.get(output, "promise") as () => Promise<unknown>,
    resources: Reflect.get(output, "resources") as () => Iterable<pulumi.Resource>,
  };
}

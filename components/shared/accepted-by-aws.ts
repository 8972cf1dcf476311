import * as pulumi from "@pulumi/pulumi";
import {
  type Context,
  type Inputs,
  isConstrained,
  isConstrainedInput,
  isPlainObject,
  type Violation,
  violations,
} from "../../aws/constraints";
import { defined } from "../../language/defined";
import { regionOfChildren } from "./default-region";
import { isMadeUp } from "./mocks";
import { isDeferred, type Problem, throwIfInvalid } from "./problems";

type Transformation = NonNullable<pulumi.ComponentResourceOptions["transformations"]>[number];

/** Resources that a component checks itself: those above it leave them alone. */
const checked = new WeakSet<pulumi.Resource>();

/**
 * Returns the options of a component whose resources are compared with AWS's own models as they are made: an input that AWS would
 * refuse stops the program where it is plain, and the deployment as soon as it is known.
 *
 * @param component the component in error messages, such as `HttpApi "shop"`
 * @param context the kind of API that its resources belong to
 */
export function acceptedByAws(
  component: string,
  opts: pulumi.ComponentResourceOptions | undefined,
  context: Pick<Context, "protocol"> = {},
): pulumi.ComponentResourceOptions {
  const compare: Transformation = ({ resource, type, name, props, opts: own }) => {
    if (!isConstrained(type) || checked.has(resource) || isRead(own)) {
      return undefined;
    }
    checked.add(resource);
    const inputs = props as Inputs;
    const here = defined({ ...context, logicalName: name, region: regionOf(type, inputs, own) });
    const found = violations(type, inputs, here);
    throwIfInvalid(
      component,
      found.map((violation) => problemOf(type, name, violation)),
    );
    return { props: withChecks({ component, type, name, inputs, context: here }), opts: own };
  };
  return { ...opts, transformations: [...(opts?.transformations ?? []), compare] };
}

/** Returns the region that a resource is made in, as far as the program has it in plain text. */
function regionOf(type: string, { region }: Inputs, opts: pulumi.CustomResourceOptions): string | undefined {
  if (region !== undefined) {
    return typeof region === "string" ? region : undefined;
  }
  return opts.provider === undefined ? regionOfChildren(opts.parent, type) : undefined;
}

function isRead(opts: pulumi.CustomResourceOptions): boolean {
  return opts.id !== undefined || opts.urn !== undefined;
}

/** A resource that is being made. */
interface Made {
  component: string;
  type: string;
  name: string;
  inputs: Inputs;
  context: Context;
}

/** Returns the inputs; each that is known only later is compared once it is, beside those that are plain. */
function withChecks(made: Made): pulumi.Inputs {
  return Object.fromEntries(
    Object.entries(made.inputs).map(([property, value]) => [
      property,
      isConstrainedInput(made.type, property) ? checkedLater(value, [property], made) : value,
    ]),
  );
}

/** Follows lists and objects to what is deferred in them: a whole would be unknown in a preview where one part is. */
function checkedLater(value: unknown, path: readonly (string | number)[], made: Made): unknown {
  if (isDeferred(value)) {
    const output: pulumi.Output<unknown> = pulumi.output<unknown>(value);
    return output.apply(async (known) => {
      if (isMadeUp()) {
        return known;
      }
      const { component, type, name, context } = made;
      const found = violations(type, replaced(made.inputs, path, known) as Inputs, context);
      if (found.length > 0) {
        const isSecret = await pulumi.isSecret(output);
        throwIfInvalid(
          component,
          found.map((violation) => {
            const problem = problemOf(type, name, violation);
            return isSecret ? { ...problem, received: "[secret]" } : problem;
          }),
        );
      }
      return known;
    });
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => checkedLater(item, [...path, index], made));
  }
  return isPlainObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, checkedLater(item, [...path, key], made)]))
    : value;
}

/** Returns a value with another one at a path. */
function replaced(whole: unknown, [first, ...rest]: readonly (string | number)[], part: unknown): unknown {
  if (first === undefined) {
    return part;
  }
  return Array.isArray(whole)
    ? whole.map((item: unknown, index) => (index === first ? replaced(item, rest, part) : item))
    : { ...(whole as object), [first]: replaced(Reflect.get(whole as object, first), rest, part) };
}

function problemOf(type: string, name: string, { path, value, expected, page }: Violation): Problem {
  return {
    argument: `${type.slice(type.lastIndexOf(":") + 1)} ${JSON.stringify(name)}: ${path}`,
    received: value,
    expected: `${expected} (${page})`,
    fix: "change the argument that sets it",
  };
}

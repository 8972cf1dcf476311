import * as pulumi from "@pulumi/pulumi";
import {
  type Context,
  type Inputs,
  isConstrained,
  isConstrainedInput,
  isPlainObject,
  judgedWith,
  type Violation,
  violations,
  violationsBy,
} from "../../aws/constraints";
import { defined } from "../../language/defined";
import { regionOfChildren } from "./default-region";
import { isMadeUp } from "./mocks";
import { ComponentError, isDeferred, type Problem, throwIfInvalid } from "./problems";

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
  const outputs: CheckedOutputs = new WeakMap();
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
    return { props: withChecks({ component, type, name, inputs, context: here, outputs }), opts: own };
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

/** The outputs that are compared already, by what their verdict depends on: the routes of an API have the same ones. */
type CheckedOutputs = WeakMap<pulumi.Output<unknown>, Map<string, pulumi.Output<unknown>>>;

/** A resource that is being made. */
interface Made {
  component: string;
  type: string;
  name: string;
  inputs: Inputs;
  context: Context;
  outputs: CheckedOutputs;
}

/** Returns the inputs; each that is known only later is compared once it is, beside those that are plain. */
function withChecks(made: Made): pulumi.Inputs {
  const { inputs, type } = made;
  const checked: Record<string, unknown> = { ...inputs };
  for (const input of Object.keys(inputs)) {
    if (isConstrainedInput(type, input)) {
      checked[input] = checkedInput(inputs[input], input, made);
    }
  }
  return checked;
}

function checkedInput(value: unknown, input: string, made: Made): unknown {
  const verdict = pulumi.Output.isInstance(value) ? verdictKey(input, made) : undefined;
  if (!pulumi.Output.isInstance(value) || verdict === undefined) {
    return checkedLater(value, input, [], made);
  }
  const known = made.outputs.get(value) ?? new Map<string, pulumi.Output<unknown>>();
  made.outputs.set(value, known);
  const checked = known.get(verdict) ?? checkedOutput(value, input, [], made);
  known.set(verdict, checked);
  return checked;
}

/** Returns all that the verdict on an input depends on beside its value; undefined where that is not a handful of plain values. */
function verdictKey(input: string, { type, inputs, context }: Made): string | undefined {
  const others = judgedWith(input, type)?.map((other) => inputs[other]);
  return others?.every((other) => typeof other !== "object" && typeof other !== "symbol")
    ? JSON.stringify([type, input, context.region, ...others])
    : undefined;
}

/** Follows lists and objects to what is deferred in them: a whole would be unknown in a preview where one part is. */
function checkedLater(value: unknown, input: string, path: readonly (string | number)[], made: Made): unknown {
  if (isDeferred(value)) {
    return checkedOutput(pulumi.Output.isInstance(value) ? value : pulumi.output(value), input, path, made);
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => checkedLater(item, input, [...path, index], made));
  }
  return isPlainObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, checkedLater(item, input, [...path, key], made)]),
      )
    : value;
}

function checkedOutput(
  output: pulumi.Output<unknown>,
  input: string,
  path: readonly (string | number)[],
  made: Made,
): pulumi.Output<unknown> {
  return output.apply((known) => {
    const { type, inputs, context } = made;
    const found = isMadeUp()
      ? []
      : violationsBy(input, type, replaced(inputs, [input, ...path], known) as Inputs, context);
    return found.length === 0 ? known : refuse(output, found, made);
  });
}

async function refuse(output: pulumi.Output<unknown>, found: Violation[], made: Made): Promise<never> {
  const { component, type, name } = made;
  const isSecret = await pulumi.isSecret(output);
  throw new ComponentError(
    component,
    found.map((violation) => {
      const problem = problemOf(type, name, violation);
      return isSecret ? { ...problem, received: "[secret]" } : problem;
    }),
  );
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

function problemOf(type: string, name: string, { path, value, expected, nearest, page }: Violation): Problem {
  return {
    argument: `${type.slice(type.lastIndexOf(":") + 1)} ${JSON.stringify(name)}: ${path}`,
    received: value,
    expected: `${expected} (${page})`,
    fix: `${nearest === undefined ? "change" : `write ${JSON.stringify(nearest)} in`} the argument that sets it`,
  };
}

import * as pulumi from "@pulumi/pulumi";
import { isMadeUp } from "./mocks";
import { nearestName } from "../../language/nearest-name";

/** A problem of an argument: what it holds, what it should hold, and what to write instead. */
export interface Expectation {
  /** The value of the argument; left out where it adds nothing or may be secret. */
  received?: unknown;
  /** The values that the argument can have. */
  expected: string;
  /** The change that solves the problem. */
  fix: string;
}

/** One problem of a component's arguments. */
export interface Problem extends Expectation {
  /** The argument, as the user wrote it: `routes["GET /orders"].authorizer`. */
  argument: string;
}

/**
 * Collects the problems of a component's arguments, so that one error can list them all.
 *
 * ```ts
 * problems.unless(weight <= 255, "weight", { received: weight, expected: "0 to 255", fix: "write 100" });
 * ```
 */
export class Problems {
  private readonly found: Problem[];
  private readonly types: Problem[];
  private readonly doubts: string[];
  private readonly path: string;

  constructor(parent?: Problems, path = "") {
    this.found = parent?.found ?? [];
    this.types = parent?.types ?? [];
    this.doubts = parent?.doubts ?? [];
    this.path = path;
  }

  /** Returns a collector for what stands under an argument: `at("stages").at("[\"prod\"]").unless(ok, "throttle", ...)`. */
  at(argument: string): Problems {
    return new Problems(this, this.place(argument));
  }

  /** A collector for what stands beside the arguments, such as the stack's config. */
  get root(): Problems {
    return new Problems(this);
  }

  /** Adds a problem of an argument; an empty name is the argument that this collector stands for. */
  add(argument: string, expectation: Expectation): void {
    this.found.push({ argument: this.place(argument), ...expectation });
  }

  /** Adds the problem unless the condition holds. */
  unless(holds: boolean, argument: string, expectation: Expectation): void {
    if (!holds) {
      this.add(argument, expectation);
    }
  }

  /** Checks a value that is known already; `validateOutput` checks one that is known only later. */
  known<T>(argument: string, value: pulumi.Input<T> | undefined, check: (value: T) => Expectation | undefined): void {
    if (value !== undefined && !isDeferred(value)) {
      const expectation = check(value);
      if (expectation !== undefined) {
        this.add(argument, expectation);
      }
    }
  }

  /** Checks that an object and its members are known already; returns whether they are. */
  knownFirst(value: object, members: readonly string[] = Object.keys(value)): boolean {
    const late = isDeferred(value) ? [""] : members.filter((name) => isDeferred(Reflect.get(value, name)));
    late.forEach((name) => this.add(name, KNOWN_FIRST));
    return late.length === 0;
  }

  /** Checks that a value, where it is known already, is one of those that are allowed. */
  oneOf(argument: string, value: pulumi.Input<string> | undefined, allowed: readonly string[]): void {
    this.known<string>(argument, value, (received) =>
      allowed.includes(received)
        ? undefined
        : {
            received,
            expected: allowed.map((word) => JSON.stringify(word)).join(" or "),
            fix: nearFix(received, allowed, `write ${JSON.stringify(allowed[0])}`),
          },
    );
  }

  /** Adds problems that were found elsewhere, under the argument that this collector stands for. */
  include(problems: Iterable<Problem>): void {
    for (const { argument, ...expectation } of problems) {
      this.add(argument, expectation);
    }
  }

  /** Adds values of another type than the argument's; a check that knows more about such an argument replaces it. */
  includeTypes(problems: Iterable<Problem>): void {
    for (const { argument, ...expectation } of problems) {
      this.types.push({ argument: this.place(argument), ...expectation });
    }
  }

  /** Adds a warning about an argument, which stops nothing. */
  warn(argument: string, text: string): void {
    this.doubts.push(`${this.place(argument)}: ${text}`);
  }

  /** The warnings in the order in which they were found. */
  get warnings(): readonly string[] {
    return this.doubts;
  }

  /** The problems in the order in which they were found, wrong types last. */
  get all(): readonly Problem[] {
    const isExplained = (wrong: string): boolean =>
      this.found.some(({ argument }) => argument === wrong || wrong.startsWith(`${argument}[`));
    return [...this.found, ...this.types.filter(({ argument }) => !isExplained(argument))];
  }

  private place(argument: string): string {
    const separator = this.path === "" || argument === "" || argument.startsWith("[") ? "" : ".";
    return `${this.path}${separator}${argument}`;
  }
}

/** All that is wrong with one component, in one message. It is thrown before the component has any child. */
export class ComponentError extends pulumi.RunError {
  constructor(
    readonly component: string,
    readonly problems: readonly Problem[],
  ) {
    const message = [
      `${component}: ${problems.length} problem${problems.length === 1 ? "" : "s"}`,
      ...problems.map(problemLine),
    ].join("\n");
    super(message);
    // Pulumi's SDK writes the property of each resource that waited for the value before it: "error serializing property ..."
    Object.defineProperty(this, "message", { configurable: true, get: () => message, set: () => undefined });
    this.name = "ComponentError";
  }
}

/**
 * Throws one error with all problems, where there are any.
 *
 * @throws ComponentError
 */
export function throwIfInvalid(component: string, problems: Problems | readonly Problem[]): void {
  const found = problems instanceof Problems ? problems.all : problems;
  if (found.length > 0) {
    throw new ComponentError(component, found);
  }
}

/** Returns whether a value is known only later: an Output or a promise. */
export function isDeferred(value: unknown): value is pulumi.Output<unknown> | Promise<unknown> {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** The expectation of an argument that decides which resources exist, or how: an Output or a promise of it is known too late. */
export const KNOWN_FIRST: Expectation = {
  expected: "a value that is known before the deployment",
  fix: "write a literal, or read it from the stack's config",
};

/** Returns the same value, which fails the deployment with the problem of its argument as soon as it is known to be wrong. */
export function validateOutput<T>(
  component: string,
  argument: string,
  value: pulumi.Input<T>,
  check: (value: pulumi.Unwrap<T>) => Expectation | undefined,
): pulumi.Input<T> | pulumi.Output<pulumi.Unwrap<T>> {
  if (!isDeferred(value)) {
    return value;
  }
  const known = pulumi.output(value);
  return known.apply(async (plain) => {
    const expectation = isMadeUp() ? undefined : check(plain);
    if (expectation !== undefined) {
      const problem = { argument, ...expectation };
      throwIfInvalid(component, [(await pulumi.isSecret(known)) ? { ...problem, received: "[secret]" } : problem]);
    }
    return plain;
  });
}

/** Returns the fix for a name that is none of those that are known: the name that was most likely meant, otherwise what is given. */
export function nearFix(received: unknown, known: readonly string[], otherwise: string): string {
  const near = typeof received === "string" ? nearestName(received, known) : undefined;
  return near === undefined ? otherwise : `write ${JSON.stringify(near)}`;
}

function problemLine(problem: Problem): string {
  const received = problem.received === undefined ? "" : `got ${shown(problem.received)}, `;
  return `  - ${problem.argument}: ${received}expected ${problem.expected}. Fix: ${problem.fix}`;
}

/** Returns a value as JSON, with a word for what is known only later. */
function shown(received: unknown): string | undefined {
  return JSON.stringify(received, function (this: Record<string, unknown>, key, item: unknown) {
    // what JSON.stringify hands over has been through toJSON, which gives an Output's advice in several lines
    return isDeferred(this[key]) ? "an Output" : item;
  });
}

import * as pulumi from "@pulumi/pulumi";

/** One thing that is wrong with a component's arguments. */
export interface Problem {
  /** The argument, as the user wrote it: `routes["GET /orders"].authorizer`. */
  argument: string;
  /** What the argument holds; left out where it says nothing or may be secret. */
  received?: unknown;
  /** What the argument should hold. */
  wanted: string;
  /** What to write instead. */
  fix: string;
}

/** All that is wrong with one component, in one message. It is thrown before the component has any child. */
export class ComponentError extends pulumi.RunError {
  constructor(
    readonly component: string,
    readonly problems: readonly Problem[],
  ) {
    super(
      [
        `${component}: ${problems.length} problem${problems.length === 1 ? "" : "s"}`,
        ...problems.map(problemLine),
      ].join("\n"),
    );
    this.name = "ComponentError";
  }
}

/** Throws one error for all problems, or does nothing where there are none. */
export function refuse(component: string, problems: readonly Problem[]): void {
  if (problems.length > 0) {
    throw new ComponentError(component, problems);
  }
}

/** Whether a value is known only later: an Output or a promise. */
export function isDeferred(value: unknown): value is pulumi.Output<unknown> | Promise<unknown> {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** What `check` says about a value that is plain; a value that is known only later is left to `checked`. */
export function plainProblems<T>(
  value: pulumi.Input<T> | undefined,
  check: (value: T) => Problem | undefined,
): Problem[] {
  if (value === undefined || isDeferred(value)) {
    return [];
  }
  const problem = check(value);
  return problem === undefined ? [] : [problem];
}

/** The same value, which fails the deployment with the check's problem as soon as it is known to be wrong. */
export function checked<T>(
  component: string,
  value: pulumi.Input<T>,
  check: (value: pulumi.Unwrap<T>) => Problem | undefined,
): pulumi.Input<T> | pulumi.Output<pulumi.Unwrap<T>> {
  if (!isDeferred(value)) {
    return value;
  }
  const known = pulumi.output(value);
  return known.apply(async (plain) => {
    const problem = check(plain);
    if (problem !== undefined) {
      refuse(component, [(await pulumi.isSecret(known)) ? { ...problem, received: "[secret]" } : problem]);
    }
    return plain;
  });
}

function problemLine(problem: Problem): string {
  const received = problem.received === undefined ? "" : `got ${JSON.stringify(problem.received)}, `;
  return `  - ${problem.argument}: ${received}wanted ${problem.wanted}. Fix: ${problem.fix}`;
}

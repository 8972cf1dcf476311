/** An input that AWS refuses. */
export interface Violation {
  /** `corsConfiguration.maxAge`, `authorizationScopes[0]`, `stageVariables["stage"]`. */
  path: string;
  value: unknown;
  /** A phrase after "expected": `1 to 128 characters`. */
  expected: string;
  /** The value that was most likely meant, where one of a few is expected. */
  nearest?: string | undefined;
  /** The AWS page or the model's member that says so. */
  page: string;
}

/** The inputs of a resource as plain data. Values that are not known are present, as `UNKNOWN` or as any other class. */
export type Inputs = Readonly<Record<string, unknown>>;

/** Stands for a value that is known only after the deployment. */
export const UNKNOWN = Symbol("unknown");

/** The facts that the inputs of a resource alone don't show. */
export interface Surroundings {
  /** The kind of API that an `aws:apigatewayv2/*` resource belongs to. */
  protocol?: "HTTP" | "WEBSOCKET";
  /** The region that the resource is made in. */
  region?: string;
}

/** Returns whether the value is an object of plain data: an Output, a promise or a mark is none. */
export function isPlainObject(value: unknown): value is Inputs {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Returns whether nothing is set: absent, null, or an empty text, which the AWS provider takes as absent. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

/** A value in the inputs, with its own path and the object that holds it. */
export interface ValueAt {
  path: string;
  value: unknown;
  holder: unknown;
}

const stepsByPath = new Map<string, readonly string[]>();

/** Returns the names and marks of a path: `a.b[].c` has four. The paths of the tables are split once. */
export function stepsOf(path: string): readonly string[] {
  const known = stepsByPath.get(path) ?? path.split(/\.|(?=\[\])|(?=\{)/);
  stepsByPath.set(path, known);
  return known;
}

/** Values at a path such as `a.b[].c`, `a{}` (each value of a map) or `a{key}` (each name), each with its own path. */
export function valuesAt(inputs: Inputs, path: string): ValueAt[] {
  let found: ValueAt[] = [{ path: "", value: inputs, holder: undefined }];
  for (const step of stepsOf(path)) {
    found = found.flatMap(({ path: at, value }) => next(at, value, step));
  }
  return found;
}

function next(at: string, value: unknown, step: string): ValueAt[] {
  if (step === "[]") {
    return Array.isArray(value)
      ? value.map((item: unknown, index) => ({ path: `${at}[${index}]`, value: item, holder: value }))
      : [];
  }
  if (!isPlainObject(value)) {
    return [];
  }
  if (step === "{}" || step === "{key}") {
    return Object.entries(value).map(([key, item]) => ({
      path: `${at}[${JSON.stringify(key)}]`,
      value: step === "{}" ? item : key,
      holder: value,
    }));
  }
  return [{ path: at === "" ? step : `${at}.${step}`, value: value[step], holder: value }];
}

import { misspeltWord } from "../language/nearest-name";

/**
 * Route keys of HTTP APIs: `GET /orders/{id}`, `ANY /files/{path+}`, `$default`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */

/** The methods that an HTTP API route can name; `ANY` stands for all that no other route of the path names. */
export const ROUTE_METHODS = ["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] as const;
export type RouteMethod = (typeof ROUTE_METHODS)[number];

/** The key of the route that catches what no other route matches. */
export const DEFAULT_ROUTE_KEY = "$default";

/** One part of a route's path: `orders`, `{id}` or `{path+}`. */
export type RouteSegment =
  { kind: "literal"; text: string } | { kind: "parameter"; name: string } | { kind: "greedy"; name: string };

export interface ParsedRouteKey {
  /** The key as written. */
  key: string;
  /** `$default` takes every method, and so has `ANY`. */
  method: RouteMethod;
  /** `/orders/{id}`; `$default` for the default route. */
  path: string;
  /** In order; empty for `/` and for `$default`. */
  segments: RouteSegment[];
  isDefault: boolean;
}

/** A route key that API Gateway would refuse; the message names the key, what is wrong and the fix. */
export class RouteKeyError extends Error {
  constructor(
    readonly key: string,
    readonly problem: string,
  ) {
    super(`Route key ${JSON.stringify(key)}: ${problem}`);
    this.name = "RouteKeyError";
  }
}

/**
 * Takes a route key apart.
 *
 * @throws RouteKeyError where API Gateway would refuse the key.
 */
export function parseRouteKey(key: string): ParsedRouteKey {
  const problem = routeKeyProblem(key);
  if (problem !== undefined) {
    throw new RouteKeyError(key, problem);
  }
  if (key === DEFAULT_ROUTE_KEY) {
    return { key, method: "ANY", path: DEFAULT_ROUTE_KEY, segments: [], isDefault: true };
  }
  const separator = key.indexOf(" ");
  const path = key.slice(separator + 1);
  const method = key.slice(0, separator) as RouteMethod;
  return { key, method, path, segments: pathParts(path).map(toSegment), isDefault: false };
}

/** The latest keys with what is wrong with them: a key is read several times on its way to a resource. */
const judged = new Map<string, string | undefined>();
const JUDGED = 2000;

/** Returns what is wrong with a route key and how to write it instead, or undefined where it is well formed. */
export function routeKeyProblem(key: string): string | undefined {
  const known = judged.get(key);
  if (known !== undefined || judged.has(key)) {
    return known;
  }
  if (judged.size === JUDGED) {
    judged.clear();
  }
  const problem = keyProblem(key);
  judged.set(key, problem);
  return problem;
}

function keyProblem(key: string): string | undefined {
  if (key === DEFAULT_ROUTE_KEY) {
    return undefined;
  }
  if (key.startsWith("$")) {
    return `HTTP APIs have one route with a $ sign; write "$default".`;
  }
  if (key.trim() !== key || key.split(" ").length !== 2) {
    return keyShapeProblem(key);
  }
  const [method, path] = key.split(" ") as [string, string];
  if (!(ROUTE_METHODS as readonly string[]).includes(method)) {
    return methodProblem(method, path);
  }
  return routePathProblem(path, `${method} `);
}

/**
 * Returns what is wrong with a route's path, such as `/orders/{id}`, or undefined. Parts are held to the expression that AWS's own
 * console and test tool use: https://github.com/aws/aws-lambda-dotnet/pull/1911
 *
 * @param before What stands before the path where it is written, for the fix: `GET ` in a route key.
 */
export function routePathProblem(path: string, before = ""): string | undefined {
  const write = (right: string): string => `write ${JSON.stringify(before + right)}.`;
  if (!path.startsWith("/")) {
    return `the path ${JSON.stringify(path)} must start with a slash; ${write(`/${path}`)}`;
  }
  if (path === "/") {
    return undefined;
  }
  if (path.endsWith("/")) {
    return `the path ends with a slash, which API Gateway refuses; ${write(path.replace(/\/+$/, "") || "/")}`;
  }
  const optional = /\{([^{}]*)\?\}/.exec(path);
  if (optional !== null) {
    return `${JSON.stringify(optional[0])} would be optional, which no parameter is; write "{${optional[1] ?? ""}}", and a second route without it.`;
  }
  if (/[?#]/.test(path)) {
    return `a route has no query string or fragment; ${write(path.replace(/[?#].*$/, ""))}`;
  }
  const inside = /\{([^{}]*\/[^{}]*)\}/.exec(path);
  if (inside !== null) {
    const split = `{${(inside[1] ?? "").split("/").filter(Boolean).join("}/{")}}`;
    return `${JSON.stringify(inside[0])} has a slash inside its braces; write "${split}".`;
  }
  const parts = pathParts(path);
  for (const [index, part] of parts.entries()) {
    const problem = partProblem(part, index === parts.length - 1);
    if (problem !== undefined) {
      return problem;
    }
  }
  return repeatedParameterProblem(parts.map(toSegment));
}

/**
 * The path with its parameter names taken out: two routes of one method with the same form match the same requests.
 * `/orders/{id}` and `/orders/{orderId}` both give `/orders/{}`; a greedy part gives `{+}`.
 */
export function routePathForm(route: ParsedRouteKey): string {
  if (route.isDefault) {
    return DEFAULT_ROUTE_KEY;
  }
  const form = route.segments.map((segment) => {
    return segment.kind === "literal" ? segment.text : segment.kind === "greedy" ? "{+}" : "{}";
  });
  return `/${form.join("/")}`;
}

function pathParts(path: string): string[] {
  return path === "/" ? [] : path.slice(1).split("/");
}

function toSegment(part: string): RouteSegment {
  if (!part.startsWith("{")) {
    return { kind: "literal", text: part };
  }
  return part.endsWith("+}")
    ? { kind: "greedy", name: part.slice(1, -2) }
    : { kind: "parameter", name: part.slice(1, -1) };
}

function keyShapeProblem(key: string): string {
  const shape = `write a method, one space and a path, such as "GET /orders/{id}", or "$default".`;
  if (/^\/\S*$/.test(key)) {
    return `the method is missing; write "GET ${key}" or "ANY ${key}".`;
  }
  return key.trim() === "" ? `it is empty; ${shape}` : `it is not a method, one space and a path; ${shape}`;
}

function methodProblem(method: string, path: string): string {
  const upper = method.toUpperCase();
  if ((ROUTE_METHODS as readonly string[]).includes(upper)) {
    return `the method must be in capitals; write "${upper} ${path}".`;
  }
  if (method === "*") {
    return `for every method, write "ANY ${path}".`;
  }
  const near = misspeltWord(method, ROUTE_METHODS);
  const fix = near === undefined ? "." : `; write "${near} ${path}".`;
  return `the method ${JSON.stringify(method)} is not one of ${ROUTE_METHODS.join(", ")}${fix}`;
}

function partProblem(part: string, isLast: boolean): string | undefined {
  if (part === "") {
    return `two slashes stand side by side; a part between slashes can't be empty.`;
  }
  if (!/[{}]/.test(part)) {
    return literalProblem(part);
  }
  const parameter = /^\{([^{}+]*)(\+?)\}$/.exec(part);
  if (parameter === null) {
    return braceProblem(part);
  }
  const [, name = "", plus] = parameter;
  if (!/^[A-Za-z0-9._:-]+$/.test(name)) {
    return `the parameter name ${JSON.stringify(name)} may have letters, digits, ".", "_", "-" and ":" only.`;
  }
  return plus === "+" && !isLast
    ? `the greedy parameter "${part}" must be the last part of the path; move it there or write "{${name}}".`
    : undefined;
}

/** Returns what is wrong with the braces of a part that is no parameter. */
function braceProblem(part: string): string {
  const shown = JSON.stringify(part);
  const name = part.replace(/[{}+]/g, "");
  const fix = name === "" ? 'write "{id}".' : `write "{${name}${part.includes("+") ? "+" : ""}}".`;
  const [opened, closed] = [part.split("{").length, part.split("}").length];
  if (/^\{\{+[^{}]*\}\}+$/.test(part)) {
    return `${shown} has two braces on each side; ${fix}`;
  }
  if (opened > closed) {
    return `the brace in ${shown} is not closed; ${fix}`;
  }
  if (closed > opened) {
    return `the brace in ${shown} is closed, but not opened; ${fix}`;
  }
  if (/\}\+$/.test(part)) {
    return `in ${shown} the plus sign stands inside the braces; write "{proxy+}".`;
  }
  if (/^\{[^{}]*\+[^{}]+\}$/.test(part)) {
    return `in ${shown} the plus sign stands after the name; write "{${name}+}".`;
  }
  return opened > 2
    ? `${shown} has two parameters in one part of the path; put a slash between them, or read them from one parameter.`
    : `${shown} mixes a parameter with other text; a parameter fills the whole part, such as "{id}".`;
}

function literalProblem(part: string): string | undefined {
  if (part.startsWith(":")) {
    return `${JSON.stringify(part)} is written as other frameworks do; write "{${part.slice(1)}}".`;
  }
  const bracketed = /^(?:\[\.{3}([\w-]+)\]|\[([\w-]+)\]|<(?:\w+:)?([\w-]+)>)$/.exec(part);
  if (bracketed !== null) {
    const [, rest, ...names] = bracketed;
    const right = rest === undefined ? `{${names.join("")}}` : `{${rest}+}`;
    return `${JSON.stringify(part)} is written as other frameworks do; write "${right}".`;
  }
  if (part.includes("*")) {
    return `a star has no meaning in a route; for all that follows write "{proxy+}".`;
  }
  // AWS takes a dollar sign, as deployed in https://github.com/aws/aws-cdk/pull/27619
  return /^[A-Za-z0-9._:$-]+$/.test(part)
    ? undefined
    : `the part ${JSON.stringify(part)} may have letters, digits, ".", "_", "-", ":" and "$" only.`;
}

function repeatedParameterProblem(segments: RouteSegment[]): string | undefined {
  const names = segments.flatMap((segment) => (segment.kind === "literal" ? [] : [segment.name]));
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  return repeated === undefined
    ? undefined
    : `the parameter {${repeated}} stands twice in the path; give each its own name.`;
}

/**
 * Returns the resources of a REST API whose methods have the paths: every part of every path, and the root. An import creates all of them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 */
export function resourcePaths(paths: Iterable<string>): string[] {
  const all = new Set(["/"]);
  for (const path of paths) {
    let above = "";
    for (const part of path.split("/").filter((text) => text !== "")) {
      above += `/${part}`;
      all.add(above);
    }
  }
  return [...all];
}

import { defined } from "../../language/defined";
import { type AnyNode, type AssignmentProperty, type CallExpression, type Property } from "acorn";
import { type SourceFile } from "./archive";
import { libraryParts } from "./bundled-libraries";
import { corsMiddleware } from "./cors-middleware";
import { isAbsent, nameOf, type Place, places, type Syntax, textOf } from "../../language/javascript-syntax";

/** A CORS header that code sets, or names in another way. */
export interface CorsHeader {
  name: string;
  file: string;
  /** True where the code certainly sets it. Otherwise it may be a library's that was minified into the code, or the code is of another form. */
  certain: boolean;
  /** The value that it gets, where that is a text in the code. */
  value?: string;
}

/** The headers that API Gateway itself sends and drops where an HTTP API has a CORS configuration. */
export const CORS_HEADER = /^access-control-(?:allow-(?:origin|headers|methods|credentials)|expose-headers|max-age)$/i;

/** Longer lines are minified: the origin of their code is unknown. */
const LONGEST_LINE = 500;
/** Functions that take a header's name and its value. */
const SETTERS = new Set(["set", "append", "add", "header", "setHeader", "addHeader", "appendHeader", "push", "put"]);
/** Functions that look for a name, take it away, or write it to a log. */
const READERS =
  /^(?:get|has|delete|remove|unset|omit|without|pick|pop|discard|includes|indexOf|startsWith|endsWith|equals|match|test|log|info|debug|warn|error|trace|strictEqual|equal|deepEqual|expect|toBe|toEqual|(?:get|has|remove|delete|strip|unset|omit|drop|filter|without)[A-Z]\w*)$/;
/** Functions that send a request: their headers are not those of the response. */
const CLIENTS = /^(?:fetch|axios|got|ky|request|undici|needle|superagent|XMLHttpRequest)$/;

/** Returns the CORS headers that a module of JavaScript sets or names, its libraries' left out. */
export function javaScriptCors(file: SourceFile, syntax: Syntax): CorsHeader[] {
  const libraries = libraryParts(syntax);
  const own = (node: AnyNode): boolean => !libraries.includes(node);
  const names = constants(syntax);
  const found: CorsHeader[] = corsMiddleware(syntax, libraries).map((name) => ({
    name: `CORS headers by ${name}`,
    file: file.path,
    certain: true,
  }));
  for (const place of places(syntax.program, (node) => !own(node))) {
    const name = headerName(place.node, names);
    const use = name === undefined ? undefined : useOf(place, syntax);
    if (name === undefined || use === undefined) {
      continue;
    }
    const certain = use.sets && !isMinified(syntax.text, place.node.start);
    found.push(defined({ name, file: file.path, certain, value: use.value }));
  }
  return found;
}

/** The names of the variables and members that hold a header's name: `const ORIGIN = "Access-Control-Allow-Origin"`. */
function constants({ program }: Syntax): Map<string, string> {
  const names = new Map<string, string>();
  for (const { node } of places(program)) {
    const [name, text] =
      node.type === "VariableDeclarator"
        ? [nameOf(node.id), textOf(node.init)]
        : node.type === "Property" && !node.computed
          ? [nameOf(node.key), textOf(node.value)]
          : [];
    if (
      name !== undefined &&
      text !== undefined &&
      CORS_HEADER.test(text) &&
      !["key", "name", "header"].includes(name)
    ) {
      names.set(name, text);
    }
  }
  return names;
}

function headerName(node: AnyNode, names: Map<string, string>): string | undefined {
  const text = textOf(node);
  if (text !== undefined) {
    return CORS_HEADER.test(text) ? text : undefined;
  }
  return names.size > 0 && (node.type === "Identifier" || node.type === "MemberExpression")
    ? names.get(nameOf(node) ?? "")
    : undefined;
}

interface Use {
  sets: boolean;
  value?: string;
}

const NAMED: Use = { sets: false };

/** Returns how a header's name is used; undefined where it is only read, compared or taken away, or is of a request. */
function useOf(place: Place, syntax: Syntax): Use | undefined {
  const { node, above } = place;
  const outer = above?.node;
  switch (outer?.type) {
    case "Property":
      return ofProperty(node, outer, above);
    case "MemberExpression":
      return outer.computed && outer.property === node ? ofIndex(outer, above?.above?.node) : undefined;
    case "CallExpression":
    case "NewExpression":
      return outer.callee === node ? undefined : ofArgument(node, outer as CallExpression);
    case "ArrayExpression":
      return ofItem(node, outer.elements, above, syntax);
    case "VariableDeclarator":
    case "BinaryExpression":
    case "SwitchCase":
    case "ExpressionStatement":
    case "ImportSpecifier":
    case "ExportSpecifier":
    case "Identifier":
      return undefined;
    default:
      return NAMED;
  }
}

function ofProperty(node: AnyNode, property: Property | AssignmentProperty, place: Place | undefined): Use | undefined {
  const holder = place?.above;
  if (holder?.node.type !== "ObjectExpression" || isRequest(holder)) {
    return undefined;
  }
  if (property.key === node && (property.computed || node.type === "Literal")) {
    return isFlag(node, property.value) ? undefined : sets(property.value);
  }
  const value = holder.node.properties.find((one) => one.type === "Property" && nameOf(one.key) === "value");
  return property.value === node && ["key", "name", "header"].includes(nameOf(property.key) ?? "") && value
    ? sets((value as Property).value)
    : undefined;
}

/** Returns true for a value that marks a name in a table: only Allow-Credentials is itself true or false. */
function isFlag(key: AnyNode, value: AnyNode): boolean {
  const marks = value.type === "Literal" && typeof value.value === "boolean";
  return isAbsent(value) || (marks && !/credentials$/i.test(textOf(key) ?? nameOf(key) ?? ""));
}

function ofIndex(index: AnyNode, outer: AnyNode | undefined): Use | undefined {
  return outer?.type === "AssignmentExpression" && outer.left === index && !isAbsent(outer.right)
    ? sets(outer.right)
    : undefined;
}

function ofArgument(node: AnyNode, call: CallExpression): Use | undefined {
  const name = nameOf(call.callee) ?? "";
  if (SETTERS.has(name) && call.arguments[0] === node) {
    const value = call.arguments[1];
    return isAbsent(value) ? undefined : sets(value);
  }
  return READERS.test(name) || CLIENTS.test(name) ? undefined : NAMED;
}

/** A pair of name and value, or a list of names. */
function ofItem(
  node: AnyNode,
  elements: readonly (AnyNode | null)[],
  place: Place | undefined,
  syntax: Syntax,
): Use | undefined {
  const [first, second, ...others] = elements;
  const isName = (one: AnyNode | null | undefined): boolean => CORS_HEADER.test(textOf(one) ?? "");
  if (first === node && second && others.length === 0 && !isName(second)) {
    return sets(second);
  }
  return isOnlyRead(place, syntax) ? undefined : NAMED;
}

/** Returns true for a list that is only searched, or whose names are taken away. */
function isOnlyRead(place: Place | undefined, { program }: Syntax): boolean {
  const holder = holderOf(place);
  if (holder?.node.type !== "VariableDeclarator") {
    return holder !== undefined && isReadOf(holder);
  }
  const name = nameOf(holder.node.id);
  const uses = [...places(program)].filter(
    ({ node, above }) => node.type === "Identifier" && node.name === name && above?.node !== holder.node,
  );
  return uses.length > 0 && uses.every((use) => isReadOf(use.above, use.node));
}

/** Returns the place that takes a list: past `new Set(...)`. */
function holderOf(place: Place | undefined): Place | undefined {
  const above = place?.above;
  return above?.node.type === "NewExpression" && nameOf(above.node.callee) === "Set" ? holderOf(above) : above;
}

function isReadOf(place: Place | undefined, node?: AnyNode): boolean {
  const outer = place?.node;
  if (outer?.type === "MemberExpression") {
    const name = nameOf(outer) ?? "";
    return READERS.test(name) || ["some", "every", "find"].includes(name) || takesAway(place?.above?.node);
  }
  if (outer?.type === "CallExpression") {
    return READERS.test(nameOf(outer.callee) ?? "");
  }
  return outer?.type === "ForOfStatement" && (node === undefined || outer.right === node) && takesAway(outer.body);
}

/** Returns true where something is deleted below the node and nothing is set. */
function takesAway(node: AnyNode | undefined): boolean {
  const all = node === undefined ? [] : [...places(node)].map((place) => place.node);
  const removes = all.some(
    (one) =>
      (one.type === "UnaryExpression" && one.operator === "delete") ||
      (one.type === "CallExpression" && /^(?:delete|remove|unset)/.test(nameOf(one.callee) ?? "")),
  );
  return removes && !all.some((one) => one.type === "AssignmentExpression");
}

/** Returns true where an object is part of what a client sends. */
function isRequest(place: Place | undefined): boolean {
  for (let at = place; at !== undefined; at = at.above) {
    const { node } = at;
    if (/Function/.test(node.type)) {
      return false;
    }
    if (node.type === "CallExpression") {
      const { callee } = node;
      const holder = callee.type === "MemberExpression" ? nameOf(callee.object) : undefined;
      return CLIENTS.test(nameOf(callee) ?? "") || CLIENTS.test(holder ?? "") || /^https?$/.test(holder ?? "");
    }
  }
  return false;
}

function sets(value: AnyNode | undefined): Use {
  const text = textOf(value);
  return text === undefined ? { sets: true } : { sets: true, value: text };
}

/** Returns true for a place on a line so long that a tool wrote it. */
export function isMinified(text: string, at: number): boolean {
  const end = text.indexOf("\n", at);
  return (end === -1 ? text.length : end) - text.lastIndexOf("\n", at) > LONGEST_LINE;
}

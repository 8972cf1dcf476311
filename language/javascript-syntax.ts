import { type AnyNode, type Comment, type Options, parse, type Program } from "acorn";

/** A source file as its parser read it. */
export interface Syntax {
  program: Program;
  comments: Comment[];
  /** The text that was parsed: for TypeScript and JSX the JavaScript that is made of it. */
  text: string;
}

/** A node and the place of the node around it. */
export interface Place {
  node: AnyNode;
  above: Place | undefined;
}

/** Returns the syntax of JavaScript of either kind of module; undefined for what is none. */
export function javaScriptSyntax(text: string): Syntax | undefined {
  for (const sourceType of ["module", "script"] as const) {
    const comments: Comment[] = [];
    const options: Options = {
      ecmaVersion: "latest",
      sourceType,
      allowHashBang: true,
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      onComment: comments,
    };
    try {
      return { program: parse(text, options), comments, text };
    } catch {
      // the other kind of source, or neither
    }
  }
  return undefined;
}

/** Visits a node and all below it in the order of the text; what `skip` is true of is left out. */
export function* places(root: AnyNode, skip: (node: AnyNode) => boolean = () => false): Iterable<Place> {
  const pending: Place[] = [{ node: root, above: undefined }];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    if (skip(place.node)) {
      continue;
    }
    yield place;
    for (const node of children(place.node).reverse()) {
      pending.push({ node, above: place });
    }
  }
}

function children(node: AnyNode): AnyNode[] {
  return Object.values(node)
    .flatMap((value: unknown): unknown[] => (Array.isArray(value) ? value : [value]))
    .filter(isNode);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** Returns the text that a node is: a string, or a template without expressions. */
export function textOf(node: AnyNode | null | undefined): string | undefined {
  if (node?.type === "Literal") {
    return typeof node.value === "string" ? node.value : undefined;
  }
  return node?.type === "TemplateLiteral" && node.expressions.length === 0
    ? (node.quasis[0]?.value.cooked ?? undefined)
    : undefined;
}

/** Returns the name of a variable, or of the property that is read: `headers` of `headers`, `set` of `res.headers.set`. */
export function nameOf(node: AnyNode | null | undefined): string | undefined {
  switch (node?.type) {
    case "Identifier":
    case "PrivateIdentifier":
      return node.name;
    case "MemberExpression":
      return node.computed ? textOf(node.property) : nameOf(node.property);
    case "ChainExpression":
    case "ParenthesizedExpression":
      return nameOf(node.expression);
    default:
      return undefined;
  }
}

/** Returns true for `undefined`, `null` and `void 0`. */
export function isAbsent(node: AnyNode | null | undefined): boolean {
  return (
    node === undefined ||
    node === null ||
    (node.type === "Literal" && node.value === null) ||
    (node.type === "Identifier" && node.name === "undefined") ||
    (node.type === "UnaryExpression" && node.operator === "void")
  );
}

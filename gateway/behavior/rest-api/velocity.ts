import type * as Velocity from "velocityjs";
import { optionalPackage } from "../shared/optional-package";

/** A template ready to be rendered with the variables that it names. */
export type VelocityTemplate = (variables: Record<string, unknown>) => string;

/** Templates are few and rendered often; their texts are the program's. */
const compiled = new Map<string, VelocityTemplate>();

/**
 * Makes a mapping template ready. API Gateway's templates run on Java's Velocity: the methods of Java's strings, lists and
 * maps that velocityjs lacks are added, and a member that is not there renders as nothing.
 *
 * @throws Error where the text is no Velocity template.
 * https://velocity.apache.org/engine/devel/vtl-reference.html
 */
export function compileTemplate(text: string): VelocityTemplate {
  const known = compiled.get(text);
  if (known !== undefined) {
    return known;
  }
  const { Compile, parse } = optionalPackage<typeof Velocity>("velocityjs", "a mapping template");
  const template: VelocityTemplate = (variables) =>
    // parsed anew, since rendering changes the tree
    String(new Compile(silenced(parse(text)), { escape: false, customMethodHandlers: JAVA_METHODS }).render(variables));
  template({}); // a template that cannot be parsed is refused before its first request
  compiled.set(text, template);
  return template;
}

type Tree = ReturnType<typeof Velocity.parse>;

/** `$input.path('$').missing` renders as nothing; a name that nobody set stays as it is written. */
function silenced(tree: Tree): Tree {
  for (const node of tree.flat(Infinity) as Tree) {
    if (typeof node === "object" && "leader" in node && node.path !== undefined) {
      node.leader = "$!";
    }
  }
  return tree;
}

type Handler = NonNullable<
  NonNullable<ConstructorParameters<typeof Velocity.Compile>[1]>["customMethodHandlers"]
>[number];
type Method = (self: unknown, ...args: unknown[]) => unknown;

const STRING_METHODS: Record<string, (self: string, ...args: unknown[]) => unknown> = {
  length: (self) => self.length,
  isEmpty: (self) => self === "",
  equals: (self, other) => self === other,
  equalsIgnoreCase: (self, other) => self.toLowerCase() === String(other).toLowerCase(),
  contains: (self, part) => self.includes(String(part)),
  matches: (self, pattern) => new RegExp(`^(?:${String(pattern)})$`).test(self),
  replaceAll: (self, pattern, by) => self.replace(new RegExp(String(pattern), "g"), String(by)),
  replace: (self, text, by) => self.split(String(text)).join(String(by)),
  concat: (self, other) => self + String(other),
  toString: (self: string) => self,
};

const LIST_METHODS: Record<string, (self: unknown[], ...args: unknown[]) => unknown> = {
  isEmpty: (self) => self.length === 0,
  contains: (self, item) => self.includes(item),
  indexOf: (self, item) => self.indexOf(item),
  toString: (self: unknown[]) => JSON.stringify(self),
};

const MAP_METHODS: Record<string, (self: Record<string, unknown>, ...args: unknown[]) => unknown> = {
  isEmpty: (self) => Object.keys(self).length === 0,
  containsKey: (self, key) => Object.hasOwn(self, String(key)),
  values: (self) => Object.values(self),
  remove: (self, key) => {
    const value = self[String(key)];
    delete self[String(key)];
    return value;
  },
  toString: (self: Record<string, unknown>) => JSON.stringify(self),
};

const JAVA_METHODS: Handler[] = [
  handler("java.lang.String", (self) => typeof self === "string", STRING_METHODS as Record<string, Method>),
  handler("java.util.List", (self) => Array.isArray(self), LIST_METHODS as Record<string, Method>),
  handler("java.util.Map", isPlainMap, MAP_METHODS as Record<string, Method>),
];

function handler(uid: string, takes: (self: unknown) => boolean, methods: Record<string, Method>): Handler {
  return {
    uid,
    match: ({ property, context }) => Object.hasOwn(methods, property) && takes(context),
    resolve: ({ property, context, params }) => methods[property]?.(context, ...(params as unknown[])),
  };
}

/** Objects of the payload; `$input` and `$util` have methods of their own. */
function isPlainMap(self: unknown): boolean {
  return (
    typeof self === "object" &&
    self !== null &&
    !Array.isArray(self) &&
    Object.values(self).every((member) => typeof member !== "function")
  );
}

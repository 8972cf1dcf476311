import type { AnyNode, AssignmentExpression, ObjectExpression } from "acorn";
import { nameOf, type Place, places, type Syntax, textOf } from "./javascript-syntax";

/** Longer modules are not parsed for their exports. */
export const LONGEST_PARSED = 2 * 1024 * 1024;

/**
 * Returns the names that a module of JavaScript exports, as far as its text has them; undefined where only running it tells, as where
 * `module.exports` is what a call returns.
 */
export function moduleExports({ program }: Syntax): string[] | undefined {
  const all = [...places(program)];
  return isEsModule({ program }) ? esModuleNames(all.map(({ node }) => node)) : commonJsNames(all);
}

/** Returns whether a module imports or exports by statements, as CommonJS does not. */
export function isEsModule({ program }: Pick<Syntax, "program">): boolean {
  return program.body.some(({ type }) => /^(Export|Import)\w*Declaration$/.test(type));
}

function esModuleNames(nodes: AnyNode[]): string[] | undefined {
  const names: string[] = [];
  for (const node of nodes) {
    if (node.type === "ExportAllDeclaration" && !node.exported) {
      return undefined;
    }
    if (node.type === "ExportAllDeclaration" && node.exported) {
      names.push(nameOf(node.exported) ?? textOf(node.exported) ?? "");
    }
    if (node.type === "ExportDefaultDeclaration") {
      names.push("default");
    }
    if (node.type === "ExportNamedDeclaration") {
      const { declaration, specifiers } = node;
      names.push(...specifiers.map(({ exported }) => nameOf(exported) ?? textOf(exported) ?? ""));
      if (declaration?.type === "VariableDeclaration") {
        const declared = declaration.declarations.map(({ id }) => (id.type === "Identifier" ? id.name : undefined));
        if (declared.includes(undefined)) {
          return undefined;
        }
        names.push(...declared.filter((name) => name !== undefined));
      } else if (declaration) {
        names.push(nameOf(declaration.id) ?? "");
      }
    }
  }
  return names;
}

/**
 * The forms of `exports` and `module.exports` that compilers write. A name that a nested module of a bundle exports counts too: too
 * many names are no harm.
 */
function commonJsNames(all: Place[]): string[] | undefined {
  const names: string[] = [];
  let isAssigned = false;
  for (const place of all) {
    if (isNeverRun(place)) {
      // esbuild's note of the names for Node.js: https://esbuild.github.io/api/#format-commonjs
      return objectNames(place.node.right.right);
    }
    const member = exportsAt(place);
    if (member === undefined) {
      continue;
    }
    const found = namesSetAt(member, all);
    if (found === undefined) {
      return undefined;
    }
    isAssigned ||= found.length > 0;
    names.push(...found);
  }
  // at the top level, `this` is `exports`
  return isAssigned || !all.some(({ node }) => node.type === "ThisExpression") ? names : undefined;
}

/** Returns the place of `exports` or of `module.exports` where one stands here. */
function exportsAt({ node, above }: Place): Place | undefined {
  if (node.type !== "Identifier" || (node.name !== "exports" && node.name !== "module")) {
    return undefined;
  }
  const outer = above?.node;
  const isProperty = outer?.type === "MemberExpression" && outer.property === node && !outer.computed;
  const isKey = outer?.type === "Property" && outer.key === node && !outer.computed && !outer.shorthand;
  if (isProperty || isKey) {
    return undefined; // of `module.exports`, which is read from its start, or of another object
  }
  if (node.name === "exports") {
    return { node, above };
  }
  return outer?.type === "MemberExpression" && nameOf(outer) === "exports" ? above : { node, above };
}

/** Returns the names that are set where `exports` stands; undefined where that is not known. */
function namesSetAt({ node, above }: Place, all: readonly Place[]): string[] | undefined {
  const outer = above?.node;
  if (outer?.type === "MemberExpression" && outer.object === node) {
    const name = outer.computed ? textOf(outer.property) : nameOf(outer);
    return name === undefined ? undefined : [name];
  }
  if (outer?.type === "AssignmentExpression" && outer.left === node) {
    // another value of the variable `exports` is not what the module exports
    return node.type === "Identifier" ? [] : valueNames(outer.right, all);
  }
  const isDefined =
    outer?.type === "CallExpression" && nameOf(outer.callee) === "defineProperty" && outer.arguments[0] === node;
  const name = isDefined ? textOf(outer.arguments[1]) : undefined;
  return name === undefined ? undefined : [name];
}

/** Returns the names of an object; a function has none of its own, and is what `import` calls the default. */
function valueNames(node: AnyNode, all: readonly Place[]): string[] | undefined {
  return isFunction(node) || isNamedFunction(node, all) ? ["default"] : objectNames(node);
}

function isFunction(node: AnyNode | null | undefined): boolean {
  return node?.type === "ArrowFunctionExpression" || node?.type === "FunctionExpression";
}

/** Returns whether a name is that of a function and stands nowhere but where it is declared and here, so that nothing is added to it. */
function isNamedFunction(node: AnyNode, all: readonly Place[]): boolean {
  if (node.type !== "Identifier") {
    return false;
  }
  const [declared, here, ...others] = all.filter(
    (place) => place.node.type === "Identifier" && place.node.name === node.name,
  );
  const holder = declared?.above?.node;
  const isDeclared =
    holder?.type === "VariableDeclarator"
      ? holder.id === declared?.node && isFunction(holder.init)
      : holder?.type === "FunctionDeclaration" && holder.id === declared?.node;
  return isDeclared && here?.node === node && others.length === 0;
}

function objectNames(node: AnyNode): string[] | undefined {
  if (node.type !== "ObjectExpression") {
    return undefined;
  }
  const names = node.properties.map(propertyName);
  return names.includes(undefined) ? undefined : names.filter((name) => name !== undefined);
}

function propertyName(property: ObjectExpression["properties"][number]): string | undefined {
  if (property.type === "SpreadElement" || property.computed) {
    return undefined;
  }
  return nameOf(property.key) ?? textOf(property.key);
}

type NeverRun = Place & { node: { right: AssignmentExpression } };

/** Returns true for `0 && (module.exports = { ... })`. */
function isNeverRun(place: Place): place is NeverRun {
  const { node } = place;
  return (
    node.type === "LogicalExpression" &&
    node.operator === "&&" &&
    node.left.type === "Literal" &&
    node.left.value === 0 &&
    node.right.type === "AssignmentExpression"
  );
}

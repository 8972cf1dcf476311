import { type AnyNode } from "acorn";
import { type LibraryParts } from "./bundled-libraries";
import { nameOf, places, type Syntax, textOf } from "../../language/javascript-syntax";

/** Packages whose one purpose is CORS. */
const PACKAGES = [
  "cors",
  "hono/cors",
  "@middy/http-cors",
  "@fastify/cors",
  "fastify-cors",
  "@koa/cors",
  "kcors",
  "koa2-cors",
  "@elysiajs/cors",
  "micro-cors",
  "restify-cors-middleware2",
];
/** Packages with a function for CORS among others, by the function. */
const FUNCTIONS: { from: RegExp; name: RegExp; label: string }[] = [
  { from: /^@aws-lambda-powertools\/event-handler(?:\/|$)/, name: /^cors$/, label: "Powertools" },
  { from: /^itty-router(?:\/|$)/, name: /^(?:cors|createCors)$/, label: "itty-router" },
  { from: /^h3$/, name: /^(?:handleCors|appendCorsHeaders|appendCorsPreflightHeaders)$/, label: "h3" },
];
/** The file of Hono's middleware within its package. */
const HONO = /node_modules\/(?:.*\/)?hono\/dist\/(?:cjs\/)?middleware\/cors\//;

/** Returns the libraries that set CORS headers for the code, by name. */
export function corsMiddleware(syntax: Syntax, libraries: LibraryParts): string[] {
  const bundled = libraries.modules.flatMap((path) => {
    const name = PACKAGES.find((one) => new RegExp(`node_modules/(?:.*/)?${one}/`).test(path));
    return name !== undefined ? [name] : HONO.test(path) ? ["hono/cors"] : [];
  });
  const all = [...places(syntax.program, (node) => libraries.includes(node))].map(({ node }) => node);
  const used = usedNames(all);
  return [...new Set([...bundled, ...all.flatMap((node) => middlewareOf(node, used))])];
}

/** Returns the count of each identifier in the module: the one of an import that is never used stands once. */
function usedNames(nodes: AnyNode[]): Map<string, number> {
  const used = new Map<string, number>();
  for (const node of nodes) {
    if (node.type === "Identifier") {
      used.set(node.name, (used.get(node.name) ?? 0) + 1);
    }
  }
  return used;
}

function middlewareOf(node: AnyNode, used: Map<string, number>): string[] {
  switch (node.type) {
    case "ImportDeclaration": {
      // a specifier without `as` has one node for both names, which is read twice
      const names = node.specifiers
        .filter((one) => (used.get(one.local.name) ?? 0) > ("imported" in one && one.imported === one.local ? 2 : 1))
        .map((one) => ("imported" in one ? (nameOf(one.imported) ?? "") : one.local.name));
      return names.length > 0 ? packageNames(textOf(node.source) ?? "", names) : [];
    }
    case "ImportExpression":
      return packageNames(textOf(node.source) ?? "", []);
    case "VariableDeclarator":
      return requiredNames(node.init, node.id);
    case "CallExpression":
      return calledNames(node.callee, node.arguments);
    default:
      return [];
  }
}

function packageNames(from: string, imported: string[]): string[] {
  const ofFunctions = FUNCTIONS.filter((one) => one.from.test(from) && imported.some((name) => one.name.test(name)));
  return [...PACKAGES.filter((name) => name === from), ...ofFunctions.map(({ label }) => label)];
}

/** `const { cors } = require("@aws-lambda-powertools/event-handler")`; `require("cors")` is read as a call. */
function requiredNames(init: AnyNode | null | undefined, id: AnyNode): string[] {
  if (init?.type !== "CallExpression" || nameOf(init.callee) !== "require" || id.type !== "ObjectPattern") {
    return [];
  }
  const names = id.properties.flatMap((property) => (property.type === "Property" ? [nameOf(property.key) ?? ""] : []));
  return packageNames(textOf(init.arguments[0]) ?? "", names).filter((name) => !PACKAGES.includes(name));
}

function calledNames(callee: AnyNode, given: AnyNode[]): string[] {
  const name = nameOf(callee);
  if (name === "require") {
    return packageNames(textOf(given[0]) ?? "", []);
  }
  if (callee.type !== "MemberExpression") {
    return [];
  }
  const isNest = name === "create" && /Factory$/.test(nameOf(callee.object) ?? "");
  const option = given.flatMap((one) => (one.type === "ObjectExpression" ? one.properties : []));
  const asks = option.some(
    (one) =>
      one.type === "Property" &&
      nameOf(one.key) === "cors" &&
      !(one.value.type === "Literal" && one.value.value === false),
  );
  return [
    ...(name === "enableCors" ? ["enableCors"] : []),
    ...(name === "cors" && /^res(?:ponse)?$/.test(nameOf(callee.object) ?? "") ? ["res.cors"] : []),
    ...(isNest && asks ? ["Nest's option cors"] : []),
  ];
}

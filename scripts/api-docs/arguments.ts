import ts from "typescript";
import type { Declarations, Exported } from "./declarations";

/** Lists of kinds by their name, which nobody writes, and the error of the compiler for a malformed route key. */
const NO_ARGUMENTS = /Kinds$|^Malformed/;

/** Returns the interfaces that components and functions take, with those that their members and bases refer to. */
export function argumentInterfaces(
  exported: readonly Exported[],
  declarations: Declarations,
): Set<ts.InterfaceDeclaration> {
  const found = new Set<ts.InterfaceDeclaration>();
  const seen = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    const name = referredName(node);
    const type = name === undefined ? undefined : declarations.type(name);
    if (type !== undefined && !seen.has(type)) {
      seen.add(type);
      if (ts.isInterfaceDeclaration(type) && !NO_ARGUMENTS.test(type.name.text)) {
        found.add(type);
      }
      ts.forEachChild(type, visit);
    }
    ts.forEachChild(node, visit);
  };
  for (const { declaration } of exported) {
    parametersOf(declaration).forEach(visit);
  }
  return found;
}

/** Returns whether a class is a component; others, such as errors, are only read. */
export function isComponent(declaration: ts.Node): declaration is ts.ClassDeclaration {
  const bases = ts.isClassDeclaration(declaration) ? (declaration.heritageClauses ?? []) : [];
  return bases.some(({ types }) => types.some((type) => type.getText() === "pulumi.ComponentResource"));
}

/** Returns the parameters of a function, or of the constructor of a component. */
function parametersOf(declaration: Exported["declaration"]): ts.ParameterDeclaration[] {
  if (ts.isFunctionDeclaration(declaration)) {
    return [...declaration.parameters];
  }
  return isComponent(declaration)
    ? declaration.members.filter(ts.isConstructorDeclaration).flatMap(({ parameters }) => [...parameters])
    : [];
}

function referredName(node: ts.Node): string | undefined {
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) {
    return node.typeName.text;
  }
  return ts.isExpressionWithTypeArguments(node) && ts.isIdentifier(node.expression) ? node.expression.text : undefined;
}

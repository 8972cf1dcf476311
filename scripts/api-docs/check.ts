import { relative } from "node:path";
import ts from "typescript";
import { argumentInterfaces, isComponent } from "./arguments";
import type { Declarations, Exported } from "./declarations";

/** A part of the public API without something that its documentation must have. */
export interface MissingDoc {
  /** `components/http-api/args.ts:12`. */
  place: string;
  /** `HttpApiArgs.routes`. */
  name: string;
  missing: "description" | "@default" | "@example";
}

/**
 * Returns the exports of an entry whose documentation lacks something: an export has a description, a component and a function
 * an example too. With `members`, so does the interface of an argument; its members have a description, their default where
 * they are optional, and an example unless they are booleans.
 */
export function missingDocs(
  entry: string,
  declarations: Declarations,
  { root, members }: { root: string; members: boolean },
): MissingDoc[] {
  const exported = declarations.exportsOf(entry);
  const argumentTypes = members ? argumentInterfaces(exported, declarations) : new Set<ts.InterfaceDeclaration>();
  const found: MissingDoc[] = [];
  const add = (node: ts.Node, name: string, missing: MissingDoc["missing"]): void => {
    const source = node.getSourceFile();
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push({ place: `${relative(root, source.fileName)}:${line + 1}`, name, missing });
  };
  for (const { name, declaration } of exported.filter(isDocumented)) {
    if (!hasDescription(declaration)) {
      add(declaration, name, "description");
    }
    if (needsExample(declaration, argumentTypes) && !hasTag(declaration, "example")) {
      add(declaration, name, "@example");
    }
  }
  for (const type of argumentTypes) {
    for (const member of type.members.filter(ts.isPropertySignature)) {
      const name = `${type.name.text}.${member.name.getText()}`;
      if (!hasDescription(member)) {
        add(member, name, "description");
      }
      if (member.questionToken !== undefined && !hasTag(member, "default")) {
        add(member, name, "@default");
      }
      if (!isBoolean(member) && !isTypeParameter(member, type) && !hasTag(member, "example")) {
        add(member, name, "@example");
      }
    }
  }
  return found;
}

/** The type of an enumeration has the documentation of the constant of the same name. */
function isDocumented({ declaration, name }: Exported): boolean {
  return !(
    ts.isTypeAliasDeclaration(declaration) && declaration.type.getText() === `(typeof ${name})[keyof typeof ${name}]`
  );
}

/** A specification that a factory makes has its example there. */
function needsExample(declaration: ts.Node, argumentTypes: ReadonlySet<ts.Node>): boolean {
  return (
    isComponent(declaration) ||
    ts.isFunctionDeclaration(declaration) ||
    (ts.isInterfaceDeclaration(declaration) && argumentTypes.has(declaration) && !isMadeByFactory(declaration))
  );
}

function isMadeByFactory(declaration: ts.InterfaceDeclaration): boolean {
  const bases = (declaration.heritageClauses ?? []).flatMap((clause) => clause.types.map((type) => type.getText()));
  return bases.some((base) => /^(Omit<|\w+Fields\b)/.test(base)) || /Fields$/.test(declaration.name.text);
}

function hasDescription(node: ts.Node): boolean {
  return docsOf(node).some(({ comment }) => ts.getTextOfJSDocComment(comment)?.trim());
}

function hasTag(node: ts.Node, name: string): boolean {
  return ts.getJSDocTags(node).some(({ tagName, comment }) => {
    return tagName.text === name && ts.getTextOfJSDocComment(comment)?.trim();
  });
}

function docsOf(node: ts.Node): ts.JSDoc[] {
  return ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
}

function isBoolean({ type }: ts.PropertySignature): boolean {
  return /^(pulumi\.Input<boolean>|boolean)$/.test(type?.getText() ?? "");
}

function isTypeParameter({ type }: ts.PropertySignature, { typeParameters }: ts.InterfaceDeclaration): boolean {
  return (typeParameters ?? []).some(({ name }) => name.text === type?.getText());
}

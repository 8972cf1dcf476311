import { relative } from "node:path";
import ts from "typescript";
import { argumentInterfaces } from "./arguments";
import type { Declarations } from "./declarations";

/** An example in the documentation of the public API. */
export interface Example {
  /** `HttpApiArgs.routes`. */
  name: string;
  /** The file of the declaration, relative to the repository. */
  file: string;
  code: string;
  /** The type of an example that is a value: the interface, and the member that it is of. */
  valueOf: { type: string; member: string | undefined } | undefined;
}

/** Returns the examples of an entry's exports, and of the members of its arguments. */
export function examples(entry: string, declarations: Declarations, root: string): Example[] {
  const exported = declarations.exportsOf(entry);
  const ofExports = exported.flatMap(({ name, declaration }) =>
    examplesOf(
      declaration,
      name,
      ts.isInterfaceDeclaration(declaration) ? { type: name, member: undefined } : undefined,
      root,
    ),
  );
  const ofMembers = [...argumentInterfaces(exported, declarations)].flatMap((type) =>
    type.members.filter(ts.isPropertySignature).flatMap((member) => {
      const key = member.name.getText();
      return examplesOf(member, `${type.name.text}.${key}`, { type: type.name.text, member: key }, root);
    }),
  );
  return [...ofExports, ...ofMembers];
}

function examplesOf(node: ts.Node, name: string, valueOf: Example["valueOf"], root: string): Example[] {
  const file = relative(root, node.getSourceFile().fileName);
  const tags = ts.getJSDocTags(node).filter(({ tagName }) => tagName.text === "example");
  return tags.map(({ comment }) => {
    const text = ts.getTextOfJSDocComment(comment) ?? "";
    const block = /```ts\n([\s\S]*?)```/.exec(text)?.[1];
    const value = text.split(/\nhttps:/)[0] ?? "";
    return { name, file, code: block ?? value, valueOf: block === undefined ? valueOf : undefined };
  });
}

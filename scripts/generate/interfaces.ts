import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = join(__dirname, "../..");

/** A declaration of a type with the file that it stands in, from the repository's root. */
export type Declarations = Map<string, ts.InterfaceDeclaration | ts.TypeAliasDeclaration>;

/** Returns the interfaces and aliases of all files in `components/` by name. */
export function componentDeclarations(): Declarations {
  return declarationsIn("components");
}

/** Returns the interfaces and aliases of all files in a folder of the repository by name. */
export function declarationsIn(folder: string): Declarations {
  const declarations: Declarations = new Map();
  for (const file of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort()) {
    if (file.endsWith(".ts")) {
      const path = `${folder}/${file.replaceAll("\\", "/")}`;
      const source = ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.Latest, true);
      for (const statement of source.statements) {
        if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
          declarations.set(statement.name.text, statement);
        }
      }
    }
  }
  return declarations;
}

/** Returns the properties of an interface and of those that it extends, its own first. */
export function membersOf(declaration: ts.InterfaceDeclaration, declarations: Declarations): ts.PropertySignature[] {
  const own = declaration.members.filter(ts.isPropertySignature);
  const inherited = (declaration.heritageClauses ?? []).flatMap(({ types }) =>
    types.flatMap(({ expression }) => {
      const parent = ts.isIdentifier(expression) ? declarations.get(expression.text) : undefined;
      return parent !== undefined && ts.isInterfaceDeclaration(parent) ? membersOf(parent, declarations) : [];
    }),
  );
  return [...own, ...inherited];
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A declaration that can be documented. */
export type Declared =
  | ts.ClassDeclaration
  | ts.FunctionDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.VariableStatement;

/** One export of an entry of the package. */
export interface Exported {
  name: string;
  declaration: Declared;
}

/** The declarations of a source tree, by name. */
export class Declarations {
  private readonly sources = new Map<string, ts.SourceFile>();
  private readonly types = new Map<string, ts.InterfaceDeclaration | ts.TypeAliasDeclaration>();

  /** @param read Returns the text of a file; its path is absolute. */
  constructor(private readonly read: (path: string) => string = (path) => readFileSync(path, "utf8")) {}

  /** Reads all types below a folder. */
  addTypes(folder: string, files: readonly string[] = typescriptFiles(folder)): void {
    for (const file of files) {
      for (const statement of this.source(join(folder, file)).statements) {
        if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
          this.types.set(statement.name.text, statement);
        }
      }
    }
  }

  /** Returns the declarations of all exports of an entry, `export { A, type B } from "./file"`. */
  exportsOf(entry: string): Exported[] {
    return this.source(entry).statements.flatMap((statement) => {
      const { exportClause, moduleSpecifier } = ts.isExportDeclaration(statement) ? statement : {};
      if (exportClause === undefined || !ts.isNamedExports(exportClause) || moduleSpecifier === undefined) {
        return [];
      }
      const file = join(entry, "..", `${(moduleSpecifier as ts.StringLiteral).text}.ts`);
      return exportClause.elements.flatMap(({ name }) =>
        this.declarationsOf(file, name.text).map((declaration) => ({ name: name.text, declaration })),
      );
    });
  }

  type(name: string): ts.InterfaceDeclaration | ts.TypeAliasDeclaration | undefined {
    return this.types.get(name);
  }

  private declarationsOf(file: string, name: string): Declared[] {
    return this.source(file).statements.filter((statement): statement is Declared =>
      ts.isVariableStatement(statement)
        ? statement.declarationList.declarations.some((one) => one.name.getText() === name)
        : isNamed(statement) && statement.name?.text === name,
    );
  }

  private source(path: string): ts.SourceFile {
    const known = this.sources.get(path) ?? ts.createSourceFile(path, this.read(path), ts.ScriptTarget.Latest, true);
    this.sources.set(path, known);
    return known;
  }
}

function isNamed(statement: ts.Statement): statement is Exclude<Declared, ts.VariableStatement> {
  return (
    ts.isClassDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  );
}

function typescriptFiles(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".ts")).sort();
}

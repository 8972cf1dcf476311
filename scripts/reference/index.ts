import { mkdirSync, writeFileSync } from "node:fs";
import ts from "typescript";
import { join } from "node:path";
import { Declarations, type Exported } from "../api-docs/declarations";
import { isComponent } from "../api-docs/arguments";
import { componentPage, functionsPage, type Page } from "./page";

const root = join(__dirname, "../..");

/** Returns the reference: a page for each component, and one for each family of functions. */
export function referencePages(): Map<string, Page> {
  const pages = new Map<string, Page>();
  for (const [folder, entry] of [
    ["components", "gatewright"],
    ["functions", "gatewright/functions"],
  ] as const) {
    const declarations = new Declarations();
    declarations.addTypes(join(root, folder));
    const exported = declarations.exportsOf(join(root, folder, "index.ts"));
    for (const one of exported.filter(({ declaration }) => isComponent(declaration))) {
      pages.set(fileName(one.name), componentPage(one, declarations, entry));
    }
    for (const [title, belongs] of FAMILIES) {
      const functions = exported
        .filter(isFunction)
        .filter(({ declaration }) => belongs(declaration.getSourceFile().fileName));
      if (functions.length > 0) {
        pages.set(fileName(title), functionsPage(title, functions, declarations, entry));
      }
    }
  }
  return pages;
}

const FAMILIES: [title: string, belongs: (file: string) => boolean][] = [
  ["Integrations", (file) => /[\\/]integrations[\\/]|[\\/]private-backends[\\/]/.test(file)],
  ["Authorizers", (file) => /[\\/]authorizers[\\/]/.test(file)],
  ["Other functions", (file) => !/[\\/](integrations|private-backends|authorizers)[\\/]/.test(file)],
];

function isFunction({ declaration }: Exported): boolean {
  return "body" in declaration && declaration.kind === ts.SyntaxKind.FunctionDeclaration;
}

function fileName(title: string): string {
  return title
    .replaceAll(/([a-z\d])([A-Z])/g, "$1-$2")
    .replaceAll(" ", "-")
    .toLowerCase();
}

/** Writes the pages into a folder, for the site. */
if (require.main === module) {
  const [, , folder = "reference"] = process.argv;
  mkdirSync(folder, { recursive: true });
  for (const [name, { text }] of referencePages()) {
    writeFileSync(join(folder, `${name}.md`), text);
  }
}

// Takes out of the declarations in dist/ what no entry of the package reaches: whole files, and statements of those that are left.
// The files stay where they are, so that each class is declared once, whichever entries use it.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export function trimDeclarations(root) {
  const dist = join(root, "dist");
  const { exports: entries } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const roots = Object.values(entries).flatMap((entry) => (entry.types ? [join(root, entry.types)] : []));
  const program = ts.createProgram(roots, {
    module: ts.ModuleKind.Node20,
    target: ts.ScriptTarget.ES2022,
    types: ["node"],
    skipLibCheck: true,
    noEmit: true,
  });
  const kept = reachedDeclarations(program, roots, dist);
  for (const name of readdirSync(dist, { recursive: true })) {
    const file = join(dist, name);
    if (/\.d\.m?ts$/.test(name)) {
      const source = program.getSourceFile(file);
      const text = source === undefined ? "" : keptText(source, kept);
      if (text === "") {
        rmSync(file);
      } else {
        writeFileSync(file, text);
      }
    }
  }
}

/** Returns the declarations, import and export specifiers among them, that the exports of the entries need. */
function reachedDeclarations(program, roots, dist) {
  const checker = program.getTypeChecker();
  const kept = new Set();
  const queue = roots.flatMap((file) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file));
    // every export of an entry, and every statement that re-exports
    return [...(module.exports?.values() ?? [])];
  });
  const seen = new Set();
  const add = (symbol) => {
    if (symbol !== undefined && !seen.has(symbol)) {
      seen.add(symbol);
      queue.push(symbol);
    }
  };
  for (let symbol = queue.pop(); symbol !== undefined; symbol = queue.pop()) {
    seen.add(symbol);
    for (const declaration of symbol.declarations ?? []) {
      if (declaration.getSourceFile().fileName.startsWith(dist.replaceAll("\\", "/"))) {
        keep(declaration);
      }
    }
    if (symbol.flags & ts.SymbolFlags.Alias) {
      add(checker.getImmediateAliasedSymbol(symbol));
    }
    if (symbol.flags & ts.SymbolFlags.ValueModule && symbol.exports) {
      symbol.exports.forEach(add); // import * as, and import types of a whole module
    }
  }
  return kept;

  function keep(declaration) {
    if (ts.isSourceFile(declaration)) {
      return;
    }
    const statement = statementOf(declaration);
    const isSpecifier = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    const part = isSpecifier ? declaration : statement;
    if (!kept.has(part)) {
      kept.add(part);
      visit(part);
    }
  }

  function visit(node) {
    if (ts.isIdentifier(node) || ts.isImportTypeNode(node)) {
      const symbol = checker.getSymbolAtLocation(ts.isImportTypeNode(node) ? (node.qualifier ?? node) : node);
      add(symbol);
      if (ts.isExportSpecifier(node.parent)) {
        add(checker.getExportSpecifierLocalTargetSymbol(node.parent));
      }
    }
    ts.forEachChild(node, visit);
  }
}

function statementOf(declaration) {
  let node = declaration;
  while (!ts.isSourceFile(node.parent)) {
    node = node.parent;
  }
  return node;
}

/** Returns the text of a file with the statements that are kept; an empty text where none is. */
function keptText(source, kept) {
  const parts = source.statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) {
      const text = specifiers(statement, source, kept);
      return text === undefined ? [] : [text];
    }
    return kept.has(statement) || isAlwaysKept(statement) ? [statement.getFullText(source).trim()] : [];
  });
  // tsc indents by four spaces, which are two in the sources
  return parts.length === 0
    ? ""
    : `${parts.join("\n")}\n`.replace(/^(?: {4})+/gm, ({ length }) => " ".repeat(length / 2));
}

/** Changes of other modules have no name that anything refers to. */
function isAlwaysKept(statement) {
  return ts.isModuleDeclaration(statement) && !ts.isIdentifier(statement.name);
}

/** Returns an import or export with the names that are kept; undefined where none is. */
function specifiers(statement, source, kept) {
  const text = statement.getFullText(source).trim();
  const clause = ts.isImportDeclaration(statement) ? statement.importClause : statement.exportClause;
  const named = ts.isImportDeclaration(statement) ? clause?.namedBindings : clause;
  if (clause === undefined || named === undefined || !(ts.isNamedImports(named) || ts.isNamedExports(named))) {
    // import "x", export * from "x", import * as x from "x", import x from "x", export {}
    const isUsed = clause === undefined || kept.has(clause) || (named !== undefined && kept.has(named));
    return isUsed ? text : undefined;
  }
  const own = named.elements.filter((element) => kept.has(element));
  if (own.length === 0 && clause.name === undefined) {
    return undefined;
  }
  const start = statement.getFullStart();
  const whole = statement.getFullText(source);
  const names = own.map((element) => element.getText(source)).join(", ");
  return `${whole.slice(0, named.getStart(source) - start)}{ ${names} }${whole.slice(named.getEnd() - start)}`.trim();
}

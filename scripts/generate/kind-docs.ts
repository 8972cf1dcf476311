import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { moduleName } from "./names";

const root = join(__dirname, "../..");

/** The documentation of a kind, as its factory has it. */
export interface KindDocs {
  /** The text before the tags. */
  text: string;
  /** The code of `@example`, with the imports that make it a program; undefined where it has none. */
  example: string | undefined;
}

/** Returns the documentation of a kind's factory. */
export function kindDocs(kind: string): KindDocs {
  const path = join(root, "components/integrations/kinds", `${moduleName(kind)}.ts`);
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const factory = source.statements.find((node) => ts.isFunctionDeclaration(node) && node.name?.text === kind);
  if (factory === undefined) {
    throw new Error(`${path} has no function ${kind}`);
  }
  const [doc] = ts.getJSDocCommentsAndTags(factory).filter(ts.isJSDoc);
  const tag = doc?.tags?.find(({ tagName }) => tagName.text === "example");
  const code = /```ts\n([\s\S]*?)\n```/.exec(ts.getTextOfJSDocComment(tag?.comment) ?? "")?.[1];
  return {
    text: (ts.getTextOfJSDocComment(doc?.comment) ?? "").replace(/\s*\n\s*/g, " ").trim(),
    example: code === undefined ? undefined : asProgram(code),
  };
}

/** The namespaces of packages in examples. */
const PACKAGES: Record<string, string> = { aws: "@pulumi/aws", pulumi: "@pulumi/pulumi" };

/** Returns code with imports of the names that it uses and does not declare. */
export function asProgram(code: string): string {
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
  const [used, declared] = [new Set<string>(), new Set<string>()];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
      declared.add(node.name.text);
    } else if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && ts.isIdentifier(node.expression)) {
      used.add(node.expression.text);
    } else if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      used.add(node.expression.text);
    }
    node.forEachChild(visit);
  };
  visit(source);
  const names = [...used].filter((name) => !declared.has(name));
  const own = names.filter((name) => PACKAGES[name] === undefined);
  const imports = [
    ...names.flatMap((name) => (PACKAGES[name] === undefined ? [] : [`import * as ${name} from "${PACKAGES[name]}";`])),
    `import { ${own.sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)).join(", ")} } from "gatewright";`,
  ];
  return `${imports.join("\n")}\n\n${code}`;
}

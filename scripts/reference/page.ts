import ts from "typescript";
import type { Declarations, Exported } from "../api-docs/declarations";
import { argumentInterfaces } from "../api-docs/arguments";
import { docComment, linked } from "./doc-comment";

/** A page of the reference. */
export interface Page {
  title: string;
  text: string;
}

/** Returns the page of a component: what it is, every argument, and what it gives. */
export function componentPage(exported: Exported, declarations: Declarations, entry: string): Page {
  const { name, declaration } = exported;
  const members = (declaration as ts.ClassDeclaration).members;
  const outputs = members.filter(ts.isPropertyDeclaration).filter(isPublic);
  const methods = members.filter(ts.isMethodDeclaration).filter(isPublic);
  return page(name, [
    imported(name, entry),
    ...described(declaration),
    ...argumentSections([exported], declarations),
    ...(outputs.length === 0 ? [] : ["## Outputs", ...outputs.map(memberText)]),
    ...(methods.length === 0 ? [] : ["## Methods", ...methods.map(memberText)]),
  ]);
}

/** Returns the page of several functions, such as all kinds of integration, and of the arguments that they take. */
export function functionsPage(
  title: string,
  functions: readonly Exported[],
  declarations: Declarations,
  entry: string,
): Page {
  return page(title, [
    imported(functions.map(({ name }) => name).join(", "), entry),
    ...functions.flatMap(({ name, declaration }) => [`## ${name}`, ...described(declaration)]),
    ...argumentSections(functions, declarations),
  ]);
}

function page(title: string, parts: readonly string[]): Page {
  return { title, text: `${[`# ${title}`, ...parts].filter((part) => part !== "").join("\n\n")}\n` };
}

function imported(names: string, entry: string): string {
  return names.length > 90 ? `From \`${entry}\`.` : code(`import { ${names} } from "${entry}";`);
}

function described(node: ts.Node): string[] {
  const { text, example } = docComment(node);
  return [prose(text), exampleText(example)];
}

/** The arguments of integrations and authorizers stand on pages of their own. */
function argumentSections(exported: readonly Exported[], declarations: Declarations): string[] {
  const own = new Set(exported.map(({ declaration }) => familyOf(declaration)));
  const shown = [...argumentInterfaces(exported, declarations)].filter((declaration) => {
    const family = familyOf(declaration);
    return family === undefined || own.has(family);
  });
  return shown.flatMap((declaration) => {
    const members = declaration.members.filter(ts.isPropertySignature);
    const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) => types.map((type) => type.getText()));
    const inherited = bases.length === 0 ? "" : `With those of ${bases.map((base) => `\`${base}\``).join(", ")}.`;
    return [`## ${declaration.name.text}`, prose(docComment(declaration).text), inherited, ...members.map(memberText)];
  });
}

function familyOf(node: ts.Node): string | undefined {
  return /[\\/](integrations|authorizers)[\\/]/.exec(node.getSourceFile().fileName)?.[1];
}

function memberText(member: ts.PropertySignature | ts.PropertyDeclaration | ts.MethodDeclaration): string {
  const { text, default: fallback, example } = docComment(member);
  const isMethod = ts.isMethodDeclaration(member);
  const parameters = isMethod ? `(${member.parameters.map((one) => one.getText()).join(", ")})` : "";
  const isOptional = member.questionToken !== undefined;
  const isArgument = ts.isPropertySignature(member);
  const facts = [
    isArgument ? (isOptional ? "optional" : "**required**") : "",
    fallback === undefined
      ? ""
      : `default ${/^[\w"'$[{.-]+[\]}]?$/.test(fallback) ? `\`${fallback}\`` : escaped(fallback)}`,
  ].filter((fact) => fact !== "");
  return [
    `### ${member.name.getText()}`,
    code(`${member.name.getText()}${isOptional ? "?" : ""}${parameters}: ${shown(member.type)}`),
    facts.length === 0 ? "" : `${facts.join("; ")}`,
    prose(text),
    exampleText(example),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function shown(type: ts.TypeNode | undefined): string {
  return (type?.getText() ?? "void").replaceAll(/pulumi\.(Input|Output)</g, "$1<").replaceAll(/\s+/g, " ");
}

function isPublic(member: ts.PropertyDeclaration | ts.MethodDeclaration): boolean {
  const isHidden = ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected);
  return isHidden === 0 && ts.isIdentifier(member.name);
}

function exampleText(example: string | undefined): string {
  return example === undefined ? "" : example.includes("```") ? linked(example) : code(example);
}

function code(text: string): string {
  return `\`\`\`ts\n${text}\n\`\`\``;
}

/** Markdown of a site takes `<` for an element, and `{{` for an expression, outside of code. */
function prose(text: string): string {
  const parts = text.split(/(```[\s\S]*?```|`[^`]*`)/);
  return parts.map((part) => (part.startsWith("`") ? part : escaped(part))).join("");
}

function escaped(text: string): string {
  return text.replaceAll("<", "&lt;").replaceAll("{{", "&#123;&#123;");
}

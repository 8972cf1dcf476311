import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { descriptionOf } from "./descriptions";
import type { ComponentSpec, PropertySpec, TypeSpec } from "./spec";
import type { Types } from "./types";

const root = join(__dirname, "../../..");

/** The outputs that are secrets, by component. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  ApiKey: ["value"],
  UsagePlan: ["keyValues"],
  UsagePlans: ["keyValues"],
};

/** Returns the classes of components that the package exports, by name. */
export function componentClasses(): Map<string, ts.ClassDeclaration> {
  const folder = join(root, "components");
  const classes = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .flatMap((file) => classesIn(join(folder, file)));
  return new Map(classes.map((declaration) => [declaration.name?.text ?? "", declaration]));
}

function classesIn(path: string): ts.ClassDeclaration[] {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  return source.statements
    .filter(ts.isClassDeclaration)
    .filter((declaration) => parentOf(declaration) === "pulumi.ComponentResource");
}

function parentOf({ heritageClauses = ts.factory.createNodeArray() }: ts.ClassDeclaration): string | undefined {
  const clause = heritageClauses.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression.getText();
}

/** Returns the arguments of a component. */
export function inputsOf(
  declaration: ts.ClassDeclaration,
  types: Types,
): Pick<ComponentSpec, "inputProperties" | "requiredInputs"> {
  const { properties, required } = types.propertiesOf(argsOf(declaration, types));
  return { inputProperties: properties, requiredInputs: required };
}

/** Returns the outputs of a component. */
export function outputsOf(
  declaration: ts.ClassDeclaration,
  types: Types,
): Pick<ComponentSpec, "properties" | "required"> {
  const outputs = outputMembers(declaration);
  const secrets = SECRETS[declaration.name?.text ?? ""] ?? [];
  const properties = outputs.map((member): [string, PropertySpec] => {
    const output = member.name.getText();
    const type = withoutPlain(types.typeOf(member.type, output));
    return [output, { ...type, description: descriptionOf(member), ...(secrets.includes(output) && { secret: true }) }];
  });
  const required = outputs.filter(({ type }) => type?.getText().includes("| undefined") === false);
  return { properties: Object.fromEntries(properties), required: required.map(({ name }) => name.getText()).sort() };
}

function argsOf(declaration: ts.ClassDeclaration, types: Types): ts.InterfaceDeclaration {
  const constructor = declaration.members.find(ts.isConstructorDeclaration);
  const type = constructor?.parameters.find((parameter) => parameter.name.getText() === "args")?.type;
  const name = type !== undefined && ts.isTypeReferenceNode(type) ? type.typeName.getText() : "";
  const args = types.declarations.get(name);
  if (args === undefined || !ts.isInterfaceDeclaration(args)) {
    throw new Error(`${declaration.name?.text} has no interface of its arguments`);
  }
  return args;
}

/** The public members that are Outputs. */
function outputMembers(declaration: ts.ClassDeclaration): ts.PropertyDeclaration[] {
  return declaration.members.filter(ts.isPropertyDeclaration).filter(({ modifiers, type }) => {
    const isPrivate = modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) === true;
    return !isPrivate && type?.getText().startsWith("pulumi.Output<") === true;
  });
}

/** Returns a type of an output, where nothing is known before the deployment. */
export function withoutPlain<Type extends TypeSpec>({ plain: _, ...type }: Type): Omit<Type, "plain"> {
  const { items, additionalProperties } = type;
  return {
    ...type,
    ...(items && { items: withoutPlain(items) }),
    ...(additionalProperties && { additionalProperties: withoutPlain(additionalProperties) }),
  };
}

import ts from "typescript";
import { type Declarations, membersOf } from "../interfaces";
import { descriptionOf } from "./descriptions";
import { flatKinds, KINDS_OF } from "./kinds";
import {
  ANY,
  type EnumSpec,
  type ObjectSpec,
  type PropertySpec,
  tokenOf,
  type TypeReader,
  type TypeSpec,
} from "./spec";

/** The inputs that are ARNs or ids in other languages, where TypeScript takes resources too. */
const BY_ID = new Set(["ArnInput", "FunctionInput", "VpcLinkInput"]);
/** The components that fit where a reference to a resource is expected: with one, children wait for its stages. */
const REFERENCES: Readonly<Record<string, readonly string[]>> = {
  ApiRef: ["HttpApi", "RestApi", "WebSocketApi"],
  AccountRef: ["ApiGatewayAccount"],
};
/** The inputs that are secrets, by interface. */
const SECRETS: Readonly<Record<string, readonly string[]>> = { ApiKeyArgs: ["value", "previousValue"] };

/** Collects the types of a schema, while the types of arguments and outputs are read. */
export class Types implements TypeReader {
  readonly all: Record<string, ObjectSpec | EnumSpec> = {};
  /** The number of types whose properties are being read. */
  private depth = 0;

  constructor(
    readonly declarations: Declarations,
    /** The names of the components. */
    readonly components: ReadonlySet<string>,
  ) {}

  /** Returns the properties of an interface, and the names of those that are required. */
  propertiesOf(declaration: ts.InterfaceDeclaration): Pick<ObjectSpec, "properties" | "required"> {
    const properties: Record<string, PropertySpec> = {};
    const required: string[] = [];
    for (const member of membersOf(declaration, this.declarations)) {
      const name = member.name.getText();
      // a doc comment in the nearer interface comes first
      if (!Object.hasOwn(properties, name)) {
        properties[name] = this.propertyOf(member, declaration.name.text);
        if (member.questionToken === undefined) {
          required.push(name);
        }
      }
    }
    return { properties, required: required.sort() };
  }

  private propertyOf(member: ts.PropertySignature, owner: string): PropertySpec {
    const isSecret = SECRETS[owner]?.includes(member.name.getText()) === true;
    const type = this.typeOf(member.type, `${owner}.${member.name.getText()}`);
    return { ...type, description: descriptionOf(member), ...(isSecret && { secret: true }) };
  }

  /** Returns a type; one that is no `pulumi.Input` or `pulumi.Output` must be known before the deployment. */
  typeOf(node: ts.TypeNode | undefined, place: string): TypeSpec {
    const inner = node === undefined ? undefined : deferred(node);
    const type = this.plainType(inner ?? node, place);
    // any value may be an Output
    return inner !== undefined || type.$ref === ANY.$ref ? type : { ...type, plain: true };
  }

  private plainType(node: ts.TypeNode | undefined, place: string): TypeSpec {
    if (node === undefined) {
      throw new Error(`${place} has no type`);
    }
    const primitive = PRIMITIVES.get(node.kind);
    if (primitive !== undefined) {
      return { type: primitive };
    }
    if (ts.isUnionTypeNode(node)) {
      return this.union(node, place);
    }
    if (ts.isArrayTypeNode(node)) {
      return { type: "array", items: this.typeOf(node.elementType, `${place}[]`) };
    }
    if (ts.isLiteralTypeNode(node)) {
      return { type: ts.isStringLiteral(node.literal) ? "string" : "boolean" };
    }
    if (ts.isTypeLiteralNode(node) || node.kind === ts.SyntaxKind.ObjectKeyword) {
      return ANY;
    }
    if (ts.isTypeReferenceNode(node)) {
      return this.reference(node, place);
    }
    throw new Error(`${place}: the schema can't have ${node.getText()}`);
  }

  private reference(node: ts.TypeReferenceNode, place: string): TypeSpec {
    const name = node.typeName.getText();
    if (name === "Record") {
      const [, value] = node.typeArguments ?? [];
      return { type: "object", additionalProperties: this.typeOf(value, `${place}.*`) };
    }
    if (name === "Provider") {
      return ANY;
    }
    if (BY_ID.has(name)) {
      return { type: "string" };
    }
    if (this.components.has(name)) {
      return { $ref: `#/resources/${tokenOf(name)}` };
    }
    const kinds = KINDS_OF[name];
    if (kinds !== undefined) {
      this.add(name, () => flatKinds(kinds, name, this));
      return refTo(name);
    }
    const declaration = this.declarations.get(name);
    if (declaration === undefined) {
      throw new Error(`${place}: ${name} is unknown`);
    }
    return ts.isInterfaceDeclaration(declaration) ? this.object(declaration) : this.alias(declaration, place);
  }

  private object(declaration: ts.InterfaceDeclaration): TypeSpec {
    const name = this.nameOf(declaration.name.text);
    this.add(name, () => ({
      description: descriptionOf(declaration),
      type: "object",
      ...this.propertiesOf(declaration),
    }));
    const fitting = REFERENCES[declaration.name.text] ?? [];
    const own = refTo(name);
    if (fitting.length > 0 && this.depth > 0) {
      // the modules of an SDK in Python would import each other: those of types those of components, and the other way round
      return ANY;
    }
    return fitting.length === 0
      ? own
      : { oneOf: [own, ...fitting.map((component) => ({ $ref: `#/resources/${tokenOf(component)}` }))] };
  }

  /** An alias is a list of texts, made from a constant, or stands for another type. */
  private alias(declaration: ts.TypeAliasDeclaration, place: string): TypeSpec {
    const name = declaration.name.text;
    const values = constantOf(declaration);
    if (values !== undefined) {
      this.add(name, () => enumOf(values));
      return refTo(name);
    }
    // the keys of routes are checked by the compiler of TypeScript alone
    if (ts.isMappedTypeNode(declaration.type)) {
      const entry = `${name.replace("Table", "")}Entry`;
      const value = this.plainType(ts.factory.createTypeReferenceNode(this.named(entry)), place);
      return { type: "object", additionalProperties: { ...value, plain: true } };
    }
    return this.plainType(declaration.type, place);
  }

  /** Returns a union: of routes and their integrations the routes, and otherwise each type once. */
  private union(node: ts.UnionTypeNode, place: string): TypeSpec {
    const types = node.types.filter((type) => !ABSENT.has(type.kind));
    const route = types.find((type) => /RouteArgs$/.test(type.getText()));
    if (route !== undefined) {
      return this.plainType(route, place);
    }
    if (types.every(isText)) {
      return { type: "string" };
    }
    const found = new Map<string, TypeSpec>();
    for (const type of types.filter((one) => !/^(ArnRef)$/.test(one.getText()))) {
      const spec = { ...this.typeOf(type, place) };
      delete spec.plain;
      for (const one of spec.oneOf ?? [spec]) {
        found.set(JSON.stringify(one), one);
      }
    }
    const all = [...found.values()];
    const [only] = all;
    if (all.some(({ $ref }) => $ref === ANY.$ref)) {
      return ANY;
    }
    return all.length === 1 && only !== undefined ? only : { oneOf: all };
  }

  private named(name: string): ts.Identifier {
    const declaration = this.declarations.get(name);
    if (declaration === undefined) {
      throw new Error(`${name} is unknown`);
    }
    return declaration.name;
  }

  /** Returns the name of a type: languages add `Args` to it where it is an argument's. */
  private nameOf(name: string): string {
    const short = name.replace(/Args$/, "");
    return this.components.has(short) ? `${short}Settings` : short;
  }

  private add(name: string, read: () => ObjectSpec | EnumSpec): void {
    if (this.all[tokenOf(name)] === undefined) {
      // a type may refer to itself
      const spec: ObjectSpec | EnumSpec = { type: "object", properties: {}, required: [] };
      this.all[tokenOf(name)] = spec;
      this.depth += 1;
      this.all[tokenOf(name)] = read();
      this.depth -= 1;
    }
  }
}

const PRIMITIVES = new Map<ts.SyntaxKind, "boolean" | "number" | "string">([
  [ts.SyntaxKind.BooleanKeyword, "boolean"],
  [ts.SyntaxKind.NumberKeyword, "number"],
  [ts.SyntaxKind.StringKeyword, "string"],
]);
const ABSENT = new Set([ts.SyntaxKind.UndefinedKeyword]);

function refTo(name: string): TypeSpec {
  return { $ref: `#/types/${tokenOf(name)}` };
}

function isText(type: ts.TypeNode): boolean {
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal);
}

/** Returns what an Input or Output is of; undefined for another type. */
function deferred(node: ts.TypeNode): ts.TypeNode | undefined {
  if (ts.isUnionTypeNode(node)) {
    const types = node.types.filter(({ kind }) => !ABSENT.has(kind));
    const [only] = types;
    return types.length === 1 && only !== undefined ? deferred(only) : undefined;
  }
  return ts.isTypeReferenceNode(node) && /^pulumi\.(Input|Output)$/.test(node.typeName.getText())
    ? node.typeArguments?.[0]
    : undefined;
}

/** Returns the constant that a type lists the values of: `(typeof X)[keyof typeof X]`. */
function constantOf(alias: ts.TypeAliasDeclaration): ts.VariableStatement | undefined {
  return ts.isIndexedAccessTypeNode(alias.type)
    ? alias
        .getSourceFile()
        .statements.filter(ts.isVariableStatement)
        .find(({ declarationList }) =>
          declarationList.declarations.some(({ name }) => name.getText() === alias.name.text),
        )
    : undefined;
}

function enumOf(statement: ts.VariableStatement): EnumSpec {
  const initializer = statement.declarationList.declarations[0]?.initializer;
  const object = initializer !== undefined && ts.isAsExpression(initializer) ? initializer.expression : undefined;
  const members: readonly ts.ObjectLiteralElementLike[] =
    object !== undefined && ts.isObjectLiteralExpression(object) ? object.properties : [];
  const values = members.filter(ts.isPropertyAssignment).map(({ name, initializer: value }) => ({
    name: name.getText(),
    value: ts.isStringLiteral(value) ? value.text : value.getText(),
  }));
  return { description: descriptionOf(statement), type: "string", enum: values };
}

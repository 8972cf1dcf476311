import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { membersOf } from "../interfaces";
import { KIND_FOLDERS, type KindFolder, kindFiles } from "../kind-indexes";
import { descriptionOf } from "./descriptions";
import { type EnumSpec, type ObjectSpec, type PropertySpec, tokenOf, type TypeReader } from "./spec";

const root = join(__dirname, "../../..");
const [integrations, authorizers] = KIND_FOLDERS;

/** The folders of the kinds that a type is a union of. */
export const KINDS_OF: Readonly<Record<string, KindFolder | undefined>> = {
  IntegrationSpec: integrations,
  AuthorizerSpec: authorizers,
};

const PURPOSE: Readonly<Record<string, string>> = {
  IntegrationSpec:
    "The target of a route: a kind of integration, and its fields. Each field names the kinds that have it.",
  AuthorizerSpec:
    "The decision on who may call a route: a kind of authorizer, and its fields. Each field names the kinds that have it.",
};

/** The field that the provider sets by itself. */
const SET_BY_PROVIDER = "targetName";

/** Returns one object with the fields of every kind: few languages have a type for one of several objects. */
export function flatKinds(place: KindFolder, name: string, types: TypeReader): ObjectSpec {
  const fields = new Map<string, { spec: PropertySpec; kinds: string[]; requiredBy: string[] }>();
  const kinds = kindFiles(place).filter((file) => file.kind !== undefined);
  for (const { kind = "", types: exported } of kinds) {
    const declaration = interfaceOf(exported.find((type) => type.endsWith(place.suffix)) ?? "", types);
    const seen = new Set(["kind", SET_BY_PROVIDER]);
    for (const member of membersOf(declaration, types.declarations)) {
      const field = member.name.getText();
      if (!seen.has(field)) {
        seen.add(field);
        const spec = { ...fieldType(member, `${kind}.${field}`, types), description: descriptionOf(member) };
        const known = fields.get(field) ?? { spec, kinds: [], requiredBy: [] };
        known.kinds.push(kind);
        if (member.questionToken === undefined) {
          known.requiredBy.push(kind);
        }
        fields.set(field, { ...known, spec: merged(field, known.spec, spec) });
      }
    }
  }
  const enumName = `${place.suffix}Kind`;
  types.all[tokenOf(enumName)] = kindEnum(
    place,
    kinds.flatMap(({ kind }) => kind ?? []),
  );
  const kindField: PropertySpec = {
    $ref: `#/types/${tokenOf(enumName)}`,
    plain: true,
    description: `The kind of ${place.suffix.toLowerCase()}.`,
  };
  const described = [...fields].map(
    ([field, { spec, ...use }]) => [field, withKinds(spec, use, kinds.length)] as const,
  );
  return {
    description: PURPOSE[name] ?? "",
    type: "object",
    properties: { kind: kindField, ...Object.fromEntries(described) },
    required: ["kind"],
  };
}

/** Returns an interface, which another type may stand for. */
function interfaceOf(name: string, types: TypeReader): ts.InterfaceDeclaration {
  const declaration = types.declarations.get(name);
  if (declaration !== undefined && ts.isInterfaceDeclaration(declaration)) {
    return declaration;
  }
  if (declaration === undefined || !ts.isTypeReferenceNode(declaration.type)) {
    throw new Error(`${name} is no interface`);
  }
  return interfaceOf(declaration.type.typeName.getText(), types);
}

/** A type parameter, and one of the texts of another type, stand for a text. */
function fieldType(member: ts.PropertySignature, place: string, types: TypeReader): PropertySpec {
  const name = member.type !== undefined && ts.isTypeReferenceNode(member.type) ? member.type.typeName.getText() : "";
  const isParameter = name !== "" && !name.includes(".") && name !== "Record" && !types.declarations.has(name);
  return isParameter || (member.type !== undefined && ts.isIndexedAccessTypeNode(member.type))
    ? { type: "string", plain: true }
    : types.typeOf(member.type, place);
}

/** Returns a field that several kinds have: texts of which each kind has its own are a text. */
function merged(field: string, one: PropertySpec, other: PropertySpec): PropertySpec {
  const typeText = (spec: PropertySpec): string => JSON.stringify({ ...spec, description: undefined });
  if (typeText(one) === typeText(other)) {
    return one;
  }
  const isText = ({ type: name, $ref = "" }: PropertySpec): boolean => name === "string" || $ref.endsWith("Action");
  if (isText(one) && isText(other)) {
    const plain = one.plain === true && other.plain === true;
    return { type: "string", ...(plain && { plain }), description: one.description };
  }
  throw new Error(`${field} is ${JSON.stringify(one)} in one kind and ${JSON.stringify(other)} in another`);
}

function withKinds(
  { description = "", ...type }: PropertySpec,
  { kinds, requiredBy }: { kinds: string[]; requiredBy: string[] },
  count: number,
): PropertySpec {
  const list = (names: string[]): string => names.map((kind) => `\`${kind}\``).join(", ");
  const use = kinds.length === count ? "All kinds" : `Kinds: ${list(kinds)}`;
  const all = requiredBy.length === kinds.length;
  const required = requiredBy.length === 0 ? "" : all ? "; required" : `; required by ${list(requiredBy)}`;
  return { ...type, description: `${description} ${use}${required}.` };
}

/** Returns the kinds, each with what its factory's doc comment says. */
function kindEnum(place: KindFolder, kinds: string[]): EnumSpec {
  const values = kinds.map((kind) => {
    const { module = "" } = kindFiles(place).find((file) => file.kind === kind) ?? {};
    const path = join(root, place.folder, `${module}.ts`);
    const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
    const factory = source.statements.find((node) => ts.isFunctionDeclaration(node) && isExported(node));
    const description = factory === undefined ? undefined : descriptionOf(factory);
    return { name: kind, value: kind, ...(description !== undefined && { description }) };
  });
  return { description: `The kinds of ${place.suffix.toLowerCase()}s.`, type: "string", enum: values };
}

function isExported(node: ts.FunctionDeclaration): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { componentDeclarations } from "../interfaces";
import { componentClasses, inputsOf, outputsOf, withoutPlain } from "./components";
import { descriptionOf } from "./descriptions";
import { type ComponentSpec, type EnumSpec, type ObjectSpec, type Schema, tokenOf } from "./spec";
import { Types } from "./types";

const root = join(__dirname, "../../..");
const PATH = "plugin/schema.json";

const DESCRIPTION =
  "Components for AWS API Gateway: HTTP, REST and WebSocket APIs with custom domains, usage plans and monitoring";
const LANGUAGES = ["nodejs", "python", "csharp", "java", "go"];

/**
 * Returns the schema of the components for languages other than TypeScript, read from the declarations in `components/`. The
 * provider adds the package's version.
 */
export async function generated(): Promise<Map<string, string>> {
  const schema = pluginSchema();
  const options = await resolveConfig(join(root, PATH));
  return new Map([[PATH, await format(JSON.stringify(schema), { ...options, parser: "json" })]]);
}

/** Returns the schema without the package's version. */
export function pluginSchema(): Schema & Record<string, unknown> {
  const classes = [...componentClasses()].sort(([a], [b]) => (a < b ? -1 : 1));
  const types = new Types(componentDeclarations(), new Set(classes.map(([name]) => name)));
  const inputs = new Map(classes.map(([name, declaration]) => [name, inputsOf(declaration, types)]));
  const ofInputs = new Set(Object.keys(types.all));
  const resources = classes.map(([name, declaration]): [string, ComponentSpec] => [
    tokenOf(name),
    {
      isComponent: true,
      description: descriptionOf(declaration),
      inputProperties: {},
      requiredInputs: [],
      ...inputs.get(name),
      type: "object",
      ...outputsOf(declaration, types),
    },
  ]);
  const text = JSON.stringify([resources, types.all]);
  const all = Object.entries(types.all)
    // the actions of several kinds are a text
    .filter(([token]) => text.includes(JSON.stringify(`#/types/${token}`)))
    .map(([token, type]) => [token, ofInputs.has(token) ? type : ofOutputs(type)] as const);
  return {
    name: "gatewright",
    displayName: "Gatewright",
    description: DESCRIPTION,
    keywords: ["pulumi", "aws", "apigateway", "category/cloud", "kind/component"],
    license: "Apache-2.0",
    language: Object.fromEntries(LANGUAGES.map((language) => [language, languageOptions(language)])),
    provider: { type: "object" },
    resources: Object.fromEntries(resources),
    types: Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function ofOutputs(type: ObjectSpec | EnumSpec): ObjectSpec | EnumSpec {
  if (type.type === "string") {
    return type;
  }
  const properties = Object.entries(type.properties).map(([name, spec]) => [name, withoutPlain(spec)] as const);
  return { ...type, properties: Object.fromEntries(properties) };
}

/** Go makes the arguments of a type that no Input is of with an option alone, and its components name them all the same. */
const OPTIONS: Readonly<Record<string, object>> = {
  python: { pyproject: { enabled: true } },
  go: { generateExtraInputTypes: true },
};

function languageOptions(language: string): object {
  return { respectSchemaVersion: true, ...OPTIONS[language] };
}

import { readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type * as zod from "zod";
import { CONFIG_SCHEMA_FOLDER } from "../language/config-schema-folder";
import { defined } from "../language/defined";
import { qualified } from "./source";
import type { KeyDefinitions } from "./values";

type JsonSchema = zod.z.core.JSONSchema._JSONSchema;

/** The form of an encrypted value in a stack's file. */
const SECURE = {
  type: "object",
  required: ["secure"],
  properties: { secure: { type: "string" } },
  additionalProperties: false,
} as const;

/** Returns the JSON Schema of the file of a stack. */
export function configSchema(
  schema: zod.z.ZodObject,
  { secrets, defaults, rejectsUnknown }: KeyDefinitions,
  project: string,
): object {
  const { properties, required = [] } = loadZod().toJSONSchema(schema, {
    target: "draft-7",
    io: "input",
    unrepresentable: "any",
    // zod bounds whole numbers by what JavaScript counts exactly, which says nothing to the reader of a stack's file
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) {
        delete jsonSchema.maximum;
      }
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) {
        delete jsonSchema.minimum;
      }
    },
  });
  const named = Object.entries(properties ?? {}).map(([key, value]) => {
    return [qualified(key, project), secrets.includes(key) ? SECURE : orQuoted(value)] as const;
  });
  const given = new Set(Object.values(defaults).flatMap((set) => Object.keys(set)));
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `A stack of ${project}`,
    type: "object",
    required: ["config"],
    properties: {
      config: {
        type: "object",
        required: required.filter((key) => !given.has(key)).map((key) => qualified(key, project)),
        properties: Object.fromEntries(named),
        ...(rejectsUnknown ? onlyKnown(project) : undefined),
      },
    },
  };
}

/** Keys of other namespaces are those of providers and tools. */
function onlyKnown(project: string): object {
  return { patternProperties: { [`^(?!${project}:)[^:]+:`]: {} }, additionalProperties: false };
}

/** A number, true and false may stand in quotes: the Pulumi CLI puts them there when it writes the file. */
function orQuoted(schema: JsonSchema): JsonSchema {
  const type = typeof schema === "object" ? schema.type : undefined;
  if (typeof schema !== "object" || (type !== "number" && type !== "integer" && type !== "boolean")) {
    return schema;
  }
  const { description, ...value } = schema;
  const numbers = type === "integer" ? String.raw`^-?\d+$` : String.raw`^-?\d+(\.\d+)?$`;
  const pattern = value.enum ? `^(${value.enum.join("|")})$` : type === "boolean" ? "^(true|false)$" : numbers;
  return { ...defined({ description }), anyOf: [value, { type: "string", pattern }] };
}

/** Writes the schema where `gatewright schema` asks the program for it. */
export function writeRequestedSchema(schemaOf: (project: string) => object): void {
  const folder = process.env[CONFIG_SCHEMA_FOLDER];
  if (folder !== undefined) {
    const file = join(folder, `${readdirSync(folder).length}.json`);
    writeFileSync(file, JSON.stringify(schemaOf(pulumi.getProject())));
  }
}

const load = createRequire(__filename);

/** A program that reads its config needs zod's schemas, and not zod itself here. */
function loadZod(): typeof zod {
  return load("zod") as typeof zod;
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { parse } from "yaml";
import { z } from "zod";
import { stackKeys } from "../../stacks/stack-keys";
import { qualified } from "../../stacks/config-problems";

/** The file of the schema, which the first line of each stack config names for editors. */
export const STACK_SCHEMA_FILE = join(__dirname, "../../stacks/stack.schema.json");

type JsonSchema = z.core.JSONSchema._JSONSchema;

/** The JSON Schema of a stack's file, made from the keys that stacks/stack-keys.ts declares. */
export function stackSchema(project: string): object {
  const { properties, required } = z.toJSONSchema(z.object(stackKeys), {
    target: "draft-7",
    // zod bounds whole numbers by what JavaScript counts exactly, which says nothing to the reader of a stack's file.
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) {
        delete jsonSchema.maximum;
      }
    },
  });
  const named = Object.entries(properties ?? {}).map(
    ([key, schema]) => [qualified(key, project), orQuoted(schema)] as const,
  );
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `A stack of ${project}`,
    type: "object",
    required: ["config"],
    properties: {
      config: {
        type: "object",
        // Everything else has a default in Pulumi.yaml, where only this project's own keys can have one.
        required: required?.filter((key) => key.includes(":")),
        properties: Object.fromEntries(named),
        patternProperties: { [`^(?!${project}:)[^:]+:`]: {} },
        additionalProperties: false,
      },
    },
  };
}

/** A number may stand in quotes: the Pulumi CLI puts them there when it writes the file. */
function orQuoted(schema: JsonSchema): JsonSchema {
  if (typeof schema !== "object" || (schema.type !== "number" && schema.type !== "integer")) {
    return schema;
  }
  const { description, ...value } = schema;
  const pattern = value.enum ? `^(${value.enum.join("|")})$` : String.raw`^\d+(\.\d+)?$`;
  return { description, anyOf: [value, { type: "string", pattern }] };
}

/** The text of stack.schema.json for the project that Pulumi.yaml names. */
export async function stackSchemaText(): Promise<string> {
  const project: unknown = parse(readFileSync(join(__dirname, "../../Pulumi.yaml"), "utf8"));
  const { name } = z.object({ name: z.string() }).parse(project);
  const style = await resolveConfig(STACK_SCHEMA_FILE);
  return format(JSON.stringify(stackSchema(name)), { ...style, parser: "json" });
}

/** Returns the JSON Schema of the stack configs. */
export async function generated(): Promise<Map<string, string>> {
  return new Map([["stacks/stack.schema.json", await stackSchemaText()]]);
}

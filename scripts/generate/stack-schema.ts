import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { parse } from "yaml";
import { z } from "zod";
import { stackConfig } from "../../stacks/config";

/** The file of the schema, which the first line of each stack config names for editors. */
export const STACK_SCHEMA_FILE = join(__dirname, "../../stacks/stack.schema.json");

/** The text of stack.schema.json for the project that Pulumi.yaml names. */
export async function stackSchemaText(): Promise<string> {
  const project: unknown = parse(readFileSync(join(__dirname, "../../Pulumi.yaml"), "utf8"));
  const { name } = z.object({ name: z.string() }).parse(project);
  const style = await resolveConfig(STACK_SCHEMA_FILE);
  return format(JSON.stringify(stackConfig.jsonSchema(name)), { ...style, parser: "json" });
}

/** Returns the JSON Schema of the stack configs, as `gatewright schema` does. */
export async function generated(): Promise<Map<string, string>> {
  return new Map([["stacks/stack.schema.json", await stackSchemaText()]]);
}

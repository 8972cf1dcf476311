import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { isDeepStrictEqual } from "node:util";
import { join, relative } from "node:path";
import { Command } from "commander";
import { type Project, stacksOf } from "../../engine/project/project";
import { CONFIG_SCHEMA_FOLDER } from "../../language/config-schema-folder";
import { isRecord } from "../../language/is-record";
import { evaluateProgram } from "../shared/evaluation";
import { type LocalOptions } from "../shared/local-options";
import { PROJECT_FOLDER, STACK } from "../shared/options";
import { refuseOutput } from "../shared/output-file";
import { chosenStack, openProject } from "../shared/project";
import { print } from "../shared/terminal";

interface SchemaOptions extends LocalOptions {
  stack?: string;
  output?: string;
  check: boolean;
}

const FILE = "stack.schema.json";

export function command(): Command {
  return new Command("schema")
    .description("Write the JSON Schema of the stack files from the program's defineConfig, for editors.")
    .argument(...PROJECT_FOLDER)
    .option(...STACK)
    .option("-o, --output <file>", `the file to write (default: ${FILE} beside the stack files)`)
    .option("--check", "write nothing, and exit with 1 if the file is out of date", false)
    .action(async (directory: string, options: SchemaOptions) => {
      const project = openProject(directory);
      const file = options.output ?? join(project.stackConfigDirectory, FILE);
      if (!options.check) {
        refuseOutput(options.output === undefined ? FILE : `--output ${options.output}`, file);
      }
      const schema = mergedSchema(await requestedSchemas(project, options));
      const name = relative(process.cwd(), file);
      if (isDeepStrictEqual(readJson(file), schema)) {
        print(`${name} is up to date.`);
      } else if (options.check) {
        print(`${name} is out of date: run gatewright schema.`);
        process.exitCode = 1;
      } else {
        writeFileSync(file, `${JSON.stringify(schema, undefined, 2)}\n`);
        print(`${name} written.${headingText(project, file)}`);
      }
    });
}

/**
 * Evaluates the program, which writes the schema of each defineConfig as soon as it is called: a stack whose config is wrong, or a
 * program that fails later, is no obstacle.
 *
 * @throws Error where the program defines no config
 */
async function requestedSchemas(project: Project, options: SchemaOptions): Promise<unknown[]> {
  const folder = mkdtempSync(join(tmpdir(), "gatewright-schema-"));
  try {
    const stack = schemaStack(project, options.stack);
    const env = { ...options.env, [CONFIG_SCHEMA_FOLDER]: folder };
    const failure = await evaluateProgram({ project, stack, options: { ...options, env }, mode: "preview" }).then(
      () => new Error(`${project.name} defines no config: call defineConfig of "gatewright/config".`),
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    const files = readdirSync(folder).sort();
    if (files.length === 0) {
      throw failure;
    }
    return files.map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as unknown);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Any stack will do: the schema is that of all. */
function schemaStack(project: Project, given: string | undefined): string {
  return given ?? stacksOf(project)[0] ?? chosenStack(project, undefined);
}

/** A program may define its config in several parts: a stack's file has the keys of all. */
function mergedSchema(schemas: unknown[]): unknown {
  const [first, ...others] = schemas;
  return others.reduce((merged, other) => mergedConfig(merged, other), first);
}

function mergedConfig(left: unknown, right: unknown): unknown {
  const [one, two] = [configOf(left), configOf(right)];
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  const config = {
    ...one,
    ...two,
    required: [...new Set([...list(one.required), ...list(two.required)])],
    properties: { ...record(one.properties), ...record(two.properties) },
  };
  return { ...record(left), properties: { config } };
}

function configOf(schema: unknown): Record<string, unknown> {
  return record(record(record(schema).properties).config);
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Returns the line that stack files need so that editors find the schema, where some of them lack it. */
function headingText(project: Project, file: string): string {
  const heading = `# yaml-language-server: $schema=./${relative(project.stackConfigDirectory, file).replaceAll("\\", "/")}`;
  const lacking = readdirSync(project.stackConfigDirectory).filter(
    (name) =>
      /^Pulumi\..+\.ya?ml$/.test(name) &&
      !readFileSync(join(project.stackConfigDirectory, name), "utf8").startsWith(heading),
  );
  return lacking.length === 0 ? "" : `\nPut this line first in ${lacking.sort().join(", ")}:\n${heading}`;
}

import { writeFileSync } from "node:fs";
import { BODIES } from "./bodies";
import { generatedTemplates } from "./generated";
import { generatedSchemas } from "./generated-schemas";
import { JavaPrograms, missingPrograms } from "./java";
import { METHODS } from "./methods";
import { ONCE } from "./rendered-once";
import { patternCases } from "./patterns";
import { SCHEMAS } from "./schemas";
import { PATHS, TEMPLATES } from "./templates";

/**
 * Renders the oracle's templates and validates its bodies with the Java libraries, and writes the tables that the tests compare
 * with: `npm run oracle`. It needs Java 17 and Maven; without them it says so and leaves the tables as they are.
 */
const TEMPLATE_TABLE = "tests/gateway/behavior/templates/oracle.json";
const SCHEMA_TABLE = "tests/gateway/behavior/json-schema/oracle.json";
const PATTERN_TABLE = "tests/gateway/behavior/shared/java-pattern-oracle.json";
const SEED = 20261129;

function main(): void {
  const missing = missingPrograms();
  if (missing.length > 0) {
    console.log(`skipped: the oracle needs ${missing.join(", ")}`);
    return;
  }
  const java = new JavaPrograms();
  try {
    java.compile();
    writeTemplateTable(java);
    writeSchemaTable(java);
    writePatternTable(java);
  } finally {
    java.remove();
  }
}

function writeTemplateTable(java: JavaPrograms): void {
  const rows = templateRows();
  const inputs = rows.map(([template, body]) => ({ template, body: BODIES[body] }));
  const expected = java.run<string | null>("Oracle", inputs);
  const table = rows.map(([template, body], at) => JSON.stringify([template, body, expected[at] ?? null]));
  writeFileSync(TEMPLATE_TABLE, `{"bodies":${JSON.stringify(BODIES)},\n"rows":[\n${table.join(",\n")}\n]}\n`);
  console.log(`${rows.length} rows written to ${TEMPLATE_TABLE}`);
}

/** Templates, each with the index of its payload. */
function templateRows(): [template: string, body: number][] {
  const all = BODIES.map((_, body) => body);
  const paths = PATHS.flatMap((path) => [`$input.json("${path}")`, `$input.path("${path}")`]);
  const written = [...TEMPLATES, ...paths].flatMap((template) => all.map((body): [string, number] => [template, body]));
  const generated = generatedTemplates(SEED, 1500).map((template, at): [string, number] => [template, at % all.length]);
  const once = [...METHODS.map((template): [string, number] => [template, 0]), ...ONCE];
  return [...written, ...generated, ...once];
}

/** A line for each schema: the schema, and its bodies with what the validator reports of each. */
function writeSchemaTable(java: JavaPrograms): void {
  const cases = [...SCHEMAS, ...generatedSchemas(SEED, 400)];
  const inputs = cases.flatMap(([schema, bodies]) => bodies.map((body) => ({ schema, body })));
  const reports = java.run<string[] | null>("SchemaOracle", inputs).values();
  const lines = cases.map(([schema, bodies]) =>
    JSON.stringify([schema, bodies.map((body) => [body, reports.next().value ?? null])]),
  );
  writeFileSync(SCHEMA_TABLE, `[\n${lines.join(",\n")}\n]\n`);
  console.log(`${inputs.length} rows written to ${SCHEMA_TABLE}`);
}

/** A line for each pattern: the pattern, and its texts with whether it matches them, null where it is none. */
function writePatternTable(java: JavaPrograms): void {
  const cases = patternCases(SEED, 500);
  const inputs = cases.flatMap(([pattern, texts]) => texts.map((text) => ({ pattern, text })));
  const matches = java.run<boolean | null>("PatternOracle", inputs).values();
  const lines = cases.map(([pattern, texts]) =>
    JSON.stringify([pattern, texts.map((text) => [text, matches.next().value ?? null])]),
  );
  writeFileSync(PATTERN_TABLE, `[\n${lines.join(",\n")}\n]\n`);
  console.log(`${inputs.length} rows written to ${PATTERN_TABLE}`);
}

main();

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BODIES } from "./bodies";
import { generatedTemplates } from "./generated";
import { PATHS, TEMPLATES } from "./templates";

/**
 * Renders the oracle's templates with the Java libraries, and writes the table that the tests compare with:
 * `npm run oracle`. It needs Java 17 and Maven; without them it says so and leaves the table as it is.
 */
const TABLE = "tests/gateway/behavior/templates/oracle.json";
const SEED = 20261129;

function main(): void {
  const missing = ["java", "javac", "mvn"].filter((program) => spawnSync(program, ["-version"]).error !== undefined);
  if (missing.length > 0) {
    console.log(`skipped: the oracle needs ${missing.join(", ")}`);
    return;
  }
  const rows = inputs();
  const folder = mkdtempSync(join(tmpdir(), "gatewright-oracle-"));
  try {
    execFileSync("mvn", [
      "-q",
      "-f",
      join(__dirname, "pom.xml"),
      "dependency:copy-dependencies",
      `-DoutputDirectory=${folder}/lib`,
    ]);
    execFileSync("javac", ["-cp", `${folder}/lib/*`, "-d", folder, join(__dirname, "Oracle.java")]);
    const lines = rows.map(([template, body]) => JSON.stringify({ template, body: BODIES[body] })).join("\n");
    const output = execFileSync("java", ["-cp", `${folder}:${folder}/lib/*`, "Oracle"], {
      input: `${lines}\n`,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["pipe", "pipe", "ignore"],
    });
    const expected = output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as string | null);
    const table = rows.map(([template, body], at) => JSON.stringify([template, body, expected[at] ?? null]));
    writeFileSync(TABLE, `{"bodies":${JSON.stringify(BODIES)},\n"rows":[\n${table.join(",\n")}\n]}\n`);
    console.log(`${rows.length} rows written to ${TABLE}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Templates, each with the index of its payload. */
function inputs(): [template: string, body: number][] {
  const all = BODIES.map((_, body) => body);
  const paths = PATHS.flatMap((path) => [`$input.json("${path}")`, `$input.path("${path}")`]);
  const written = [...TEMPLATES, ...paths].flatMap((template) => all.map((body): [string, number] => [template, body]));
  const generated = generatedTemplates(SEED, 1500).map((template, at): [string, number] => [template, at % all.length]);
  return [...written, ...generated];
}

main();

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { JsonSchema } from "../../../../gateway/behavior/json-schema/json-schema";
import { SchemaError } from "../../../../gateway/behavior/json-schema/report";
import { parseJson } from "../../../../gateway/behavior/templates/json";

/** The messages that the Java validator reports of a body, null where it can't use the schema. */
type Row = [body: string, expected: string[] | null];

const table = JSON.parse(readFileSync(join(__dirname, "oracle.json"), "utf8")) as [schema: unknown, rows: Row[]][];

const SCHEMAS = 10;

function reported(schema: unknown, body: string): string[] | null {
  try {
    const { messages } = new JsonSchema(schema).validate(parseJson(body, "exact"));
    return messages.map(({ level, text }) => `${level}: ${text}`);
  } catch (error) {
    if (error instanceof SchemaError) {
      return null;
    }
    throw error;
  }
}

// written by `npm run oracle` with java-json-tools' json-schema-validator 2.2.14
describe("the oracle's schemas", () => {
  it("has at least 500 rows", () => {
    const rows = table.flatMap(([, each]) => each);
    assert.ok(rows.length >= 500, String(rows.length));
  });

  // few schemas at a time: of a mutant, only those run that cover it
  for (let from = 0; from < table.length; from += SCHEMAS) {
    const some = table.slice(from, from + SCHEMAS);
    it(`report of bodies what the Java validator reports, schemas ${from} to ${from + some.length - 1}`, () => {
      const different = some.flatMap(([schema, rows]) =>
        rows.flatMap(([body, expected]) => {
          const found = reported(schema, body);
          return JSON.stringify(found) === JSON.stringify(expected) ? [] : [{ schema, body, expected, found }];
        }),
      );
      assert.deepEqual(different, []);
    });
  }
});

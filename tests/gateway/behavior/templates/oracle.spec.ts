import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MappingTemplate, TemplateOverrides } from "../../../../gateway/behavior/templates/mapping-template";

interface Table {
  bodies: string[];
  /** The text that the Java libraries render, null where they fail. */
  rows: [template: string, body: number, expected: string | null][];
}

const { bodies, rows } = JSON.parse(readFileSync(join(__dirname, "oracle.json"), "utf8")) as Table;

const ROWS = 50;

function rendered(template: string, body: string | undefined): string | null {
  const data = { body, params: { path: {}, querystring: {}, header: {} }, context: {}, stageVariables: {} };
  try {
    return new MappingTemplate(template).render(data, new TemplateOverrides());
  } catch {
    return null;
  }
}

// written by `npm run oracle` with Velocity 1.7, Jayway's JsonPath 2.9.0 and commons-lang 2.4
describe("the oracle's templates", () => {
  it("has at least 2,000 rows", () => {
    assert.ok(rows.length >= 2000, String(rows.length));
  });

  // few rows at a time: of a mutant, only those run that cover it
  for (let from = 0; from < rows.length; from += ROWS) {
    const some = rows.slice(from, from + ROWS);
    it(`render as the Java libraries that API Gateway's templates are written for, rows ${from} to ${from + some.length - 1}`, () => {
      const different = some.flatMap(([template, body, expected]) => {
        const found = rendered(template, bodies[body]);
        return found === expected ? [] : [{ template, body, expected, rendered: found }];
      });
      assert.deepEqual(different, []);
    });
  }
});

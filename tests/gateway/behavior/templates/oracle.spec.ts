import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderTemplate, TemplateOverrides } from "../../../../gateway/behavior/templates/mapping-template";

interface Table {
  bodies: string[];
  /** The text that the Java libraries render, null where they fail. */
  rows: [template: string, body: number, expected: string | null][];
}

const { bodies, rows } = JSON.parse(readFileSync(join(__dirname, "oracle.json"), "utf8")) as Table;

function rendered(template: string, body: string | undefined): string | null {
  const data = { body, params: { path: {}, querystring: {}, header: {} }, context: {}, stageVariables: {} };
  try {
    return renderTemplate(template, data, new TemplateOverrides());
  } catch {
    return null;
  }
}

// written by `npm run oracle` with Velocity 1.7, Jayway's JsonPath 2.9.0 and commons-lang 2.4
describe("the oracle's templates", () => {
  it("has at least 2,000 rows", () => {
    assert.ok(rows.length >= 2000, String(rows.length));
  });

  it("render as the Java libraries that API Gateway's templates are written for", () => {
    const different = rows.filter(([template, body, expected]) => rendered(template, bodies[body]) !== expected);
    const shown = different.map(([template, body, expected]) => ({
      template,
      body,
      expected,
      rendered: rendered(template, bodies[body]),
    }));
    assert.deepEqual(shown, []);
  });
});

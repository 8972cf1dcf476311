import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { PAGE, withTable } from "../../docs/integration-kinds";
import { integrationKinds } from "../../components/integrations/kinds";

describe("the table of docs/integrations.md", () => {
  const page = readFileSync(PAGE, "utf8");

  it("is the one that the code makes: run node -r ts-node/register/transpile-only docs/integration-kinds.ts", () => {
    assert.equal(page, withTable(page));
  });

  it("has a row for every kind of integration", () => {
    const rows = [...page.matchAll(/^\| `(\w+)`/gm)].map((match) => match[1]);
    assert.deepEqual(rows, Object.keys(integrationKinds));
  });
});

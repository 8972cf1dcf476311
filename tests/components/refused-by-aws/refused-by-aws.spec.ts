import assert from "node:assert/strict";
import { ComponentError } from "../../../components";
import { refusedInputs } from "../../support/accepted";
import { deploy } from "../../support/deploy";
import { BY_ALL } from "./inputs";
import { BY_KIND } from "./inputs-by-kind";
import { KNOWN_LATER } from "./known-later";

/** Returns what a component refuses, or what is found of the resources that it declares. */
async function refusal(make: () => unknown): Promise<string> {
  const { value, graph } = await deploy(
    () => {
      try {
        make();
        return undefined;
      } catch (error) {
        assert.ok(error instanceof ComponentError, String(error));
        return error.message;
      }
    },
    { planted: true },
  );
  return value ?? refusedInputs(graph).join("\n");
}

describe("an input that AWS refuses is refused by a component, or found in what a program declares:", () => {
  for (const [title, make, expected, page] of [...BY_ALL, ...BY_KIND]) {
    it(title, async () => {
      const message = await refusal(make);
      assert.match(message, expected);
      assert.match(message, /expected /);
      assert.match(page, /^https:\/\/docs\.aws\.amazon\.com\//);
    });
  }

  for (const [title, type, refuses, make] of KNOWN_LATER) {
    it(`${title} that is known only later`, async () => {
      const { namesOf } = await deploy(() => make("fits"));
      assert.equal(namesOf(type).length, 1);
      const refused = await deploy(() => make("refused"), { refuses });
      assert.deepEqual(refused.namesOf(type), []);
    });
  }

  it("at least 120 of them", () => {
    const titles = [...BY_ALL, ...BY_KIND].map(([title]) => title);
    assert.ok(titles.length >= 120, String(titles.length));
    assert.equal(new Set(titles).size, titles.length);
  });
});

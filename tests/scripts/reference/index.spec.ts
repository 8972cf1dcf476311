import assert from "node:assert/strict";
import * as components from "../../../components";
import * as functions from "../../../functions";
import { referencePages } from "../../../scripts/reference";

const pages = referencePages();
const titles = [...pages.values()].map(({ title }) => title);

describe("the reference of the site", () => {
  it("has a page for each component", () => {
    const made = Object.entries({ ...components, ...functions }).filter(
      ([name, value]) => /^[A-Z]/.test(name) && typeof value === "function" && name !== "ComponentError",
    );
    assert.deepEqual(
      made.map(([name]) => name).filter((name) => !titles.includes(name)),
      [],
    );
  });

  it("has every factory of integrations and authorizers", () => {
    const text = [...pages.values()].map((page) => page.text).join("\n");
    const factories = Object.entries(components).filter(([name]) => /^[a-z]/.test(name));
    assert.deepEqual(
      factories.map(([name]) => name).filter((name) => !text.includes(`\n## ${name}\n`)),
      [],
    );
  });

  it("names an argument with its type, whether it is required, its default and an example", () => {
    const text = pages.get("http-api")?.text ?? "";
    const [, section = ""] = /\n### autoDeploy\n([\s\S]*?)\n###? /.exec(text) ?? [];
    assert.match(section, /```ts\nautoDeploy\?: /);
    assert.match(section, /\noptional; default /);
    const plans = pages.get("usage-plans")?.text ?? "";
    assert.match(plans, /\n### plans\n\n```ts\nplans: [^\n]+\n```\n\n\*\*required\*\*/);
  });

  it("has no text that the site would take for an element or an expression", () => {
    for (const [name, { text }] of pages) {
      const prose = text.replaceAll(/```[\s\S]*?```|`[^`]*`/g, "");
      assert.doesNotMatch(prose, /<|\{\{/, name);
    }
  });
});

import assert from "node:assert/strict";
import { HttpApi, httpProxy, none } from "../../../components";
import { registered } from "../../support/live/program";

/** The names that each child of an API was known by, by its logical name. */
async function aliases(name: string, options: { name: string }[]): Promise<Record<string, string[]>> {
  const routes = { "GET /a": { integration: httpProxy("https://backend.example.com/a"), authorizer: none("a test") } };
  const nodes = await registered(() => new HttpApi(name, { routes }, { aliases: options }));
  const children = nodes.filter(({ type }) => type.startsWith("aws:"));
  return Object.fromEntries(
    children.map((node) => [node.name, (node.options.aliases ?? []).map((urn) => urn.split("::").at(-1) ?? "")]),
  );
}

describe("the children of a renamed component", () => {
  it("have the names that they had, so that a rename that failed half-way goes on", async () => {
    const found = await aliases("store", [{ name: "shop" }, { name: "market" }]);
    assert.deepEqual(found.store, ["shop", "market"]);
    assert.deepEqual(found["store-GET /a"], ["shop-GET /a", "market-GET /a"]);
    assert.ok(Object.values(found).every((names) => names.length === 2));
  });

  it("have no other names where nothing was renamed", async () => {
    assert.ok(Object.values(await aliases("store", [])).every((names) => names.length === 0));
  });
});

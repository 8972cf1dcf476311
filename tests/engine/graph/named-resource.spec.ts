import assert from "node:assert/strict";
import {
  findNamed,
  logicalName,
  meantName,
  type NamedResource,
  shortestName,
} from "../../../engine/graph/named-resource";

const TYPE = "aws:apigatewayv2/api:Api";

function api(logical: string, name: string, id: string, parent = ""): NamedResource {
  return { urn: `urn:pulumi:dev::shop::${parent}${TYPE}::${logical}`, name, id };
}

const orders = api("orders", "orders-7c8c0b4", "a1");
const pets = api("pets", "pets-aa41ddb", "b2");

describe("logicalName", () => {
  it("is what the program calls the resource, colons included", () => {
    assert.equal(logicalName(orders.urn), "orders");
    assert.equal(logicalName(`urn:pulumi:dev::shop::${TYPE}::a::b`), "a::b");
  });
});

describe("findNamed", () => {
  it("takes an id, the physical name or the logical one", () => {
    for (const name of ["b2", "pets-aa41ddb", "pets"]) {
      assert.equal(findNamed([orders, pets], name), pets, name);
    }
    assert.equal(findNamed([orders, pets], "pet"), undefined);
  });

  it("prefers an id to a name, and a physical name to a logical one", () => {
    const confusing = api("x", "a1", "c3");
    assert.equal(findNamed([confusing, orders], "a1"), orders);
    assert.equal(findNamed([api("y", "pets", "d4"), pets], "pets")?.id, "d4");
  });

  it("takes no logical name that two have", () => {
    assert.equal(findNamed([orders, api("orders", "orders-2", "e5", "my:Parent$")], "orders"), undefined);
  });
});

describe("shortestName", () => {
  it("is the logical name where that means one resource, otherwise the physical one, otherwise the id", () => {
    const twin = api("orders", "orders-2", "e5", "my:Parent$");
    assert.equal(shortestName([orders, pets], orders), "orders");
    assert.equal(shortestName([orders, twin], orders), "orders-7c8c0b4");
    assert.equal(shortestName([orders, { ...twin, name: orders.name }], orders), "a1");
  });
});

describe("meantName", () => {
  const names = ["partners-acme-key", "partners-corner-shop-key", "acme", "free-7c8c0b4"];

  it("is the name itself, though others have it in them", () => {
    assert.equal(meantName(names, "acme"), "acme");
  });

  it("is the one name that has the text between its dashes", () => {
    assert.equal(meantName(names, "corner-shop"), "partners-corner-shop-key");
    assert.equal(meantName(names, "free"), "free-7c8c0b4");
  });

  it("is none where several have it, or have it in the middle of a word", () => {
    assert.equal(meantName(names, "partners"), undefined);
    assert.equal(meantName(names, "corn"), undefined);
    assert.equal(meantName([], "acme"), undefined);
  });
});

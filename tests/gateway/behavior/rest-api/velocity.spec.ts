import assert from "node:assert/strict";
import { compileTemplate } from "../../../../gateway/behavior/rest-api/velocity";

const render = (template: string, variables: Record<string, unknown> = {}): string =>
  compileTemplate(template)(variables);

describe("compileTemplate", () => {
  it("renders a member that is not there as nothing, and a name that nobody set as it is written", () => {
    assert.equal(render("<$map.nothing> <$unknown>", { map: {} }), "<> <$unknown>");
  });

  it("has the methods of Java's strings, lists and maps", () => {
    const variables = { text: "a-b", list: [1, 2], map: { a: 1 } };
    assert.equal(render("$text.length() $text.replaceAll('-', '+') $text.matches('a.b')", variables), "3 a+b true");
    assert.equal(render("$list.size() $list.contains(2) $list.isEmpty()", variables), "2 true false");
    assert.equal(render("$map.containsKey('a') $map.keySet() $map.isEmpty()", variables), "true [a] false");
  });

  it("renders the same template again with other values", () => {
    const template = compileTemplate("#foreach($item in $list)$item;#end");
    assert.deepEqual([template({ list: [1, 2] }), template({ list: [3] })], ["1;2;", "3;"]);
  });

  it("gives a template no way to the code around it", () => {
    assert.equal(render("$map.constructor $map.__proto__", { map: { a: 1 } }).trim(), "");
  });
});

import assert from "node:assert/strict";
import { parseJson } from "../../../../gateway/behavior/templates/json";
import { JavaList, JavaMap, type JavaValue } from "../../../../gateway/behavior/templates/java-values";
import { compileTemplate } from "../../../../gateway/behavior/templates/velocity";

const render = (template: string, variables: Record<string, JavaValue> = {}): string =>
  compileTemplate(template)(new Map(Object.entries(variables)));

describe("compileTemplate", () => {
  // recorded from AWS: LocalStack's test_input_path_template_formatting and test_input_body_formatting
  it("prints a reference to nothing as nothing, and compares it as the empty string", () => {
    assert.equal(render("<$map.nothing> <$unknown>", { map: new JavaMap() }), "<> <>");
    const template = `#set($result = $map.nothing){"body": $result, "nested": $result.nested, "isNull": #if( $result == $null )"true"#else"false"#end, "isEmptyString": #if( $result == "" )"true"#else"false"#end}`;
    assert.equal(
      render(template, { map: new JavaMap() }),
      `{"body": , "nested": , "isNull": "true", "isEmptyString": "true"}`,
    );
    assert.equal(render("#if($never.set.this != '')set#{else}empty#end"), "empty");
  });

  it("prints a payload's lists as JSON and its maps as Java does, at every depth", () => {
    const printed = (json: string): string => render("$value", { value: parseJson(json) });
    assert.equal(printed(`{"foo":"bar"}`), "{foo=bar}");
    assert.equal(printed(`[{"foo":"bar"}]`), `[{"foo":"bar"}]`);
    assert.equal(printed(`{"foo":[{"nested":"bar"}]}`), `{foo=[{"nested":"bar"}]}`);
    assert.equal(
      render("$value.toString()", { value: parseJson(`{"list":[{"foo":"bar"}]}`) }),
      `{list=[{"foo":"bar"}]}`,
    );
    assert.equal(render(`#if($value == "")true#{else}false#end`, { value: parseJson("[]") }), "false");
  });

  it("takes an empty string and zero for false, which Velocity 2.3 does and AWS does not document", () => {
    assert.equal(render(`#if("")a#{else}b#end#if(0)a#{else}b#end#if($zero)a#{else}b#end`, { zero: 0n }), "bbb");
  });

  it("renders the same template again with other values", () => {
    const template = compileTemplate("#foreach($item in $list)$item;#end");
    const list = (json: string): ReadonlyMap<string, JavaValue> => new Map([["list", parseJson(json)]]);
    assert.deepEqual([template(list("[1,2]")), template(list("[3]"))], ["1;2;", "3;"]);
  });

  it("gives a template no way to the code around it", () => {
    const map = parseJson(`{"a":1}`);
    assert.equal(
      render("$map.constructor $map.get('__proto__') $map.a.constructor $map.hasOwnProperty('a')", { map }).trim(),
      "",
    );
  });

  it("ends a template that calls itself, and refuses a range that would take the memory", () => {
    assert.throws(() => render("#macro(m)#m()#end#m()"), /calls itself more than 20 times deep/);
    assert.throws(() => render("#foreach($i in [1..2000000000])x#end"), /a range of 2000000000 items/);
  });

  it("ends a loop after API Gateway's 1,000 rounds, whatever a client sends", () => {
    const list = parseJson(`[${"1,".repeat(1_500)}1]`);
    assert.equal(render("#foreach($a in $list)x#end.", { list }), `${"x".repeat(1_000)}.`);
  });

  it("writes what is deep, and refuses to make a text that no payload can have", () => {
    const deep = parseJson("[".repeat(900) + "]".repeat(900));
    assert.equal(render("$list", { list: deep }), "[".repeat(900) + "]".repeat(900));
    const wide = parseJson(`[${`"${"x".repeat(1_000)}",`.repeat(1_000)}1]`);
    for (const template of [
      "#foreach($i in [1..30])$list#end",
      '#set($x = "x")#foreach($i in [1..30])#set($x = "$x$x")#end$x',
      '#set($x = "x")#foreach($i in [1..30])#set($x = $x + $x)#end$x',
      "$many",
    ]) {
      const many = parseJson(`[${"1,".repeat(30)}1]`);
      assert.ok(many instanceof JavaList);
      many.items.fill(wide);
      assert.throws(() => render(template, { list: wide, many }), /makes a string of more than 10485760 characters/);
    }
  });

  it("names the place of what is not a template", () => {
    assert.throws(
      () => render("a\n#if($x)b"),
      /the mapping template has the end of the template at line 2, column 9, where the #end of #if is expected/,
    );
    assert.throws(() => render("a $x\nb #set($x 1) and a long rest"), {
      message: 'the mapping template has "1) and a long rest" at line 2, column 11, where "=" is expected',
    });
    assert.throws(() => render(`#set($x = ${"?".repeat(40)})`), {
      message: `the mapping template has "${"?".repeat(20)}" at line 1, column 11, where a value is expected`,
    });
    assert.throws(() => render("#parse('x')"), /#parse, which API Gateway does not support/);
  });
});

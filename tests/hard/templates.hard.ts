import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  PayloadParseError,
  renderTemplate,
  type TemplateData,
  TemplateOverrides,
} from "../../gateway/behavior/templates/mapping-template";
import { jsonPathText } from "../../gateway/behavior/templates/json-path/evaluate";
import { evaluateRouteSelection } from "../../gateway/behavior/websocket-api/route-selection";
import { check } from "./property";
import { json, jsonText, record, text } from "./values";

const atom = fc.constantFrom(
  "$input.body",
  "$input.json('$')",
  "$input.json('$.a')",
  "$input.path('$.a')",
  "$input.path('$..*')",
  "$input.params('a')",
  "$input.params()",
  "$input.params().header.keySet()",
  "$util.escapeJavaScript($input.body)",
  "$util.parseJson($input.body)",
  "$util.urlEncode($input.body)",
  "$util.urlDecode($input.params('a'))",
  "$util.base64Decode($input.params('a'))",
  "$context.requestId",
  "$context.authorizer.claims",
  "$context.constructor",
  "$stageVariables.a",
  "$stageVariables.get('a')",
  "$!{x.y.z}",
  "$x",
  "1",
  "-7",
  "1.5",
  '"a$x"',
  "'b'",
  "[1, 2]",
  "[1..5]",
  '{"a": 1}',
  "true",
);
const operator = fc.constantFrom("+", "-", "*", "/", "%", "==", "!=", "<", ">=", "&&", "||");
const expression = fc
  .array(fc.tuple(operator, atom), { maxLength: 3 })
  .chain((rest) => atom.map((first) => [first, ...rest.map((part) => part.join(" "))].join(" ")));
const method = fc.constantFrom(
  ".length()",
  ".size()",
  ".get(0)",
  ".put('a', $x)",
  ".add($x)",
  ".substring(1)",
  ".replaceAll('a', '$0')",
  ".split(',')",
  ".toString()",
  ".hashCode()",
  ".getClass()",
  ".class.name",
  ".keySet()",
  ".entrySet()",
  ".equals($x)",
  ".toUpperCase()",
  ".matches('a*')",
  ".valueOf(1)",
  ".parseInt($x)",
  ".isEmpty()",
  "[0]",
  "['a']",
);
const directive = fc.oneof(
  expression.map((value) => `#set($x = ${value})`),
  expression.map((value) => `#if(${value}) a #elseif($x) b #else c #end`),
  expression.map((value) => `#foreach($i in ${value})$i$foreach.index#if($foreach.count > 3)#break#end#end`),
  expression.map((value) => `#set($context.responseOverride.status = ${value})`),
  fc.constant("#macro(m $p)$p$p#end#m($x)"),
  fc.constant("#define($d)$x#end$d$d"),
  fc.constant("#evaluate($x)"),
  fc
    .tuple(fc.constantFrom("$x", "$input.path('$')", "$context", "$input.body"), fc.array(method, { maxLength: 3 }))
    .map(([start, steps]) => start + steps.join("")),
);
const template = fc
  .array(
    fc.oneof({ weight: 6, arbitrary: directive }, { weight: 3, arbitrary: atom }, { weight: 1, arbitrary: text }),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join("\n"));

const data: fc.Arbitrary<TemplateData> = fc.record({
  body: fc.option(jsonText, { nil: undefined }),
  params: fc.record({ path: record, querystring: record, header: record }),
  context: fc.dictionary(fc.constantFrom("requestId", "authorizer", "identity", "__proto__"), json, { maxKeys: 3 }),
  stageVariables: record,
});

/** Renders, or gives the Error that the template fails with. */
function render(source: string, values: TemplateData): string | Error {
  try {
    return renderTemplate(source, values, new TemplateOverrides());
  } catch (error) {
    assert.ok(error instanceof Error, String(error));
    return error;
  }
}

describe("mapping templates", () => {
  it("of any text and any request render, or fail with an Error", () => {
    check(200_000, [template, data], (source, values) => {
      const rendered = render(source, values);
      assert.ok(rendered instanceof PayloadParseError || rendered instanceof Error || typeof rendered === "string");
    });
  });

  it("change nothing but what they render: the request and the prototypes stay as they are", () => {
    const before = Object.getOwnPropertyNames(Object.prototype).sort();
    check(50_000, [template, data], (source, values) => {
      const kept = JSON.stringify([values.params, values.stageVariables]);
      render(source, values);
      assert.equal(JSON.stringify([values.params, values.stageVariables]), kept);
      assert.deepEqual(Object.getOwnPropertyNames(Object.prototype).sort(), before);
    });
  });

  it("that compare numbers of a payload do not calculate for long, however large they are", () => {
    const number = fc
      .tuple(fc.integer(), fc.nat(), fc.constantFrom(0, 1, 30, 400, 5_000, 99_999_999, 999_999_999), fc.boolean())
      .map(
        ([whole, fraction, exponent, isNegative]) =>
          `${whole}.${fraction}000000000000000000e${isNegative ? "-" : ""}${exponent}`,
      );
    const operators = fc.constantFrom("<", "==", "+", "-", "*", "/");
    check(5_000, [number, number, operators], (left, right, operation) => {
      const source = `#set($a = $input.path('$.a'))#set($b = $input.path('$.b'))#set($c = $a ${operation} $b)$c $a.intValue() $b.hashCode()`;
      const values = {
        body: `{"a":${left},"b":${right}}`,
        params: { path: {}, querystring: {}, header: {} },
        context: {},
        stageVariables: {},
      };
      render(source, values);
    });
  });
});

describe("JSON paths", () => {
  const step = fc.constantFrom(
    "a",
    ".a",
    "..a",
    "[0]",
    "[*]",
    "[-1]",
    "[0:2]",
    "['a']",
    "[?(@.a)]",
    "[?(@.a == 1)]",
    ".length()",
    "*",
    "[",
    "(",
    "@",
  );
  const path = fc
    .array(fc.oneof({ weight: 9, arbitrary: step }, text), { maxLength: 6 })
    .map((parts) => `$${parts.join("")}`);

  it("of any text find a text or nothing in any message", () => {
    check(200_000, [path, jsonText], (expression, message) => {
      const found = jsonPathText(expression, message);
      assert.ok(found === undefined || typeof found === "string");
    });
  });

  it("select a route of any message, or none", () => {
    const selection = fc.oneof(
      path.map((found) => found.replace("$", "$request.body.")),
      text,
    );
    check(100_000, [selection, jsonText], (expression, message) => {
      let selected: string | undefined;
      try {
        selected = evaluateRouteSelection(expression, message);
      } catch (error) {
        assert.ok(error instanceof Error); // a path that is none: the route is the default one
      }
      assert.ok(selected === undefined || typeof selected === "string");
    });
  });
});

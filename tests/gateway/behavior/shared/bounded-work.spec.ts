import assert from "node:assert/strict";
import { boundedWork, countSteps, TooMuchWorkError } from "../../../../gateway/behavior/shared/bounded-work";
import { JsonSchema } from "../../../../gateway/behavior/json-schema/json-schema";
import { checkJson } from "../../../../gateway/behavior/json-schema/validation";
import { JavaList, JavaMap, type JavaValue } from "../../../../gateway/behavior/templates/java-values";
import { parseJson } from "../../../../gateway/behavior/templates/json";
import { evaluateJsonPath, jsonPathText } from "../../../../gateway/behavior/templates/json-path/evaluate";
import { compileTemplate } from "../../../../gateway/behavior/templates/velocity";

const list = (length: number): JavaList => new JavaList(Array.from({ length }, (_, at) => BigInt(at)));
const render = (template: string, variables: Record<string, JavaValue> = {}): string =>
  compileTemplate(template)(new Map(Object.entries(variables)));

/** Returns the steps that work takes, up to some. */
function stepsOf(work: () => unknown, most = 20_000): number {
  const fits = (steps: number): boolean => {
    try {
      boundedWork("it", work, steps);
      return true;
    } catch (error) {
      assert.ok(error instanceof TooMuchWorkError, String(error));
      return false;
    }
  };
  let [least, enough] = [0, most];
  assert.ok(fits(most), `takes more than ${most} steps`);
  while (least < enough) {
    const middle = Math.floor((least + enough) / 2);
    [least, enough] = fits(middle) ? [least, middle] : [middle + 1, enough];
  }
  return least;
}

describe("bounded work", () => {
  it("is given up when it has taken more steps than it may, by its name", () => {
    const count = (...steps: number[]) => boundedWork("the path", () => steps.forEach(countSteps), 10);
    count(9, 1);
    assert.throws(() => count(9, 2), {
      message: "the path was given up after 10 steps: it goes through the payload too often",
    });
    count(10); // the steps of other work
  });

  it("inside other work takes the steps of the outer one", () => {
    const nested = (steps: number) =>
      boundedWork(
        "outer",
        () => {
          countSteps(6);
          boundedWork("inner", () => countSteps(steps), 100);
          return "done";
        },
        10,
      );
    assert.equal(nested(4), "done");
    assert.throws(() => nested(5), /^Error: outer was given up after 10 steps/);
  });

  it("counts no steps of what is no bounded work", () => {
    countSteps(1e9);
    assert.throws(() =>
      boundedWork("it", () => {
        throw new RangeError("of the work");
      }),
    );
    countSteps(1e9);
  });
});

describe("a template that a payload makes long", () => {
  // three loops of API Gateway's 1,000 rounds are a thousand million of them
  it("is given up instead of taking the gateway for minutes", () => {
    assert.throws(
      () =>
        render("#foreach($a in $l)#foreach($b in $l)$range.size()#foreach($c in [1..1000000])#break#end#end#end", {
          l: list(100),
        }),
      /^Error: the mapping template was given up after 10000000 steps/,
    );
  });

  it("takes a step for each part and each round, and those of the items that a loop goes through", () => {
    assert.equal(
      stepsOf(() => render("a$b")),
      2,
    );
    assert.equal(
      stepsOf(() => render("#foreach($a in $l)x#end", { l: list(100) })),
      1 + 100 + 2 * 100,
    );
    assert.equal(
      stepsOf(() => render("#foreach($a in $l)#break#end", { l: list(100) })),
      1 + 100 + 2,
    );
    assert.equal(
      stepsOf(() => render("#set($l = [1..50])")),
      1 + 50,
    );
    assert.equal(
      stepsOf(() => render("#evaluate('abcde')")),
      1 + 5 + 1,
    );
  });

  it("takes a step for each comparison of a search", () => {
    const searching = (call: string): number =>
      stepsOf(() => render(`#set($x = ${call})`, { a: list(20), b: list(30), m: new JavaMap([["k", 1n]]) }));
    const base = searching("$a.size()");
    assert.equal(searching("$a.contains(99)") - base, 20);
    assert.equal(searching("$a.indexOf(4)") - base, 5);
    assert.equal(searching("$a.lastIndexOf(4)") - base, 16);
    assert.equal(searching("$m.containsValue(2)") - base, 1);
    assert.equal(searching("$a.containsAll($b)") - base, 210 + 20); // 1 + 2 + ... + 20 found, and 20 for the next
    assert.equal(searching("$a.removeAll($b)") - base, 210);
    assert.equal(searching("$b.retainAll($a)") - base, 210 + 10 * 20 + 20); // and 20 items kept
    assert.equal(searching("$a.equals($b)") - base, 20);
    assert.equal(searching("$a.hashCode()") - base, 20);
    assert.equal(searching("$a.addAll($b)") - base, 30);
  });

  it("takes a step for each two hundred characters that it goes through", () => {
    const text = "x".repeat(1_199);
    assert.equal(
      stepsOf(() => render("$text", { text })),
      1 + 5,
    );
    assert.equal(
      stepsOf(() => render("#set($x = $text.length())", { text })),
      1 + 5,
    );
  });
});

describe("a path that a payload makes long", () => {
  it("takes a step for each value that it finds and each comparison of a filter", () => {
    const document = parseJson('{"a":[1,2,3,4],"b":[4,5]}');
    assert.equal(
      stepsOf(() => evaluateJsonPath("$.a[*]", document)),
      1 + 1 + 4,
    );
    assert.equal(
      stepsOf(() => evaluateJsonPath("$[?(@.a anyof [7, 8, 9])]", document)),
      1 + 2 + 12,
    );
  });

  it("goes through a list's items once for the indexes of a slice below zero, however many there are", () => {
    assert.equal(jsonPathText("$[-999999999999:2]", "[1,2,3]"), "[1,2,3,1,2]");
  });

  it("takes the largest of more numbers than a call takes arguments", () => {
    const numbers = list(300_000);
    assert.equal(evaluateJsonPath("$.max()", numbers), 299_999);
    assert.equal(evaluateJsonPath("$.min()", numbers), 0);
  });
});

describe("a model that a payload makes long", () => {
  it("is given up where each level of the payload is checked twice, and no body passes it", () => {
    const node = { type: "object", properties: { a: { anyOf: [{ $ref: "#" }, { $ref: "#" }] } }, required: ["b"] };
    const deep = `${'{"b":1,"a":'.repeat(60)}{}${"}".repeat(60)}`;
    const check = boundedWork("the model", () => checkJson(node, deep), 10_000);
    assert.deepEqual(check, {
      kind: "unusable",
      why: "the model was given up after 10000 steps: it goes through the payload too often",
    });
  });

  it("takes four steps for each value and schema", () => {
    const schema = { items: { anyOf: [{ type: "string" }, { type: "integer" }] } };
    assert.equal(
      stepsOf(() => new JsonSchema(schema).validate(parseJson("[1,2,3]"))),
      4 * (1 + 3 * 3),
    );
  });
});

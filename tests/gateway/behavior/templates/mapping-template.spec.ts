import assert from "node:assert/strict";
import {
  MappingTemplate,
  PayloadParseError,
  renderTemplate,
  type TemplateData,
  TemplateOverrides,
} from "../../../../gateway/behavior/templates/mapping-template";

const DATA: TemplateData = {
  body: undefined,
  params: { path: {}, querystring: {}, header: {} },
  context: {},
  stageVariables: {},
};
const render = (template: string, data: Partial<TemplateData> = {}, overrides = new TemplateOverrides()): string =>
  new MappingTemplate(template).render({ ...DATA, ...data }, overrides);

describe("renderTemplate", () => {
  it("renders the same text again with other data", () => {
    const text = `${Math.random()} $stageVariables.a`; // a text that is not known yet
    const rendered = ["1", "2"].map((a) =>
      renderTemplate(text, { ...DATA, stageVariables: { a } }, new TemplateOverrides()),
    );
    assert.deepEqual(rendered, [`${Number.parseFloat(text)} 1`, `${Number.parseFloat(text)} 2`]);
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
describe("the payload in a mapping template", () => {
  it("is an empty object where the message has none", () => {
    for (const body of [undefined, ""]) {
      assert.equal(
        render("$input.body $input.json('$') $input.path('$') $input.json('$.a').", { body }),
        `{} {} {} "".`,
      );
    }
  });

  it("is read as JSON only where the template reads it so", () => {
    assert.equal(render("$input.body $input.other $input.other() $input", { body: "no JSON" }), "no JSON   ");
    assert.throws(
      () => render("$input.json('$')", { body: "{a" }),
      (error) =>
        error instanceof PayloadParseError &&
        /^Unexpected character \("a"\): .* \[line: 1, column: 2\]$/.test(error.message),
    );
  });

  it("is the same value each time that the template reads it", () => {
    assert.equal(render("#set($a = $input.path('$'))#set($a.x = 2)$input.json('$')", { body: '{"x":1}' }), '{"x":2}');
  });

  it("is read by the path $ without an argument", () => {
    assert.equal(render("$input.json() $input.path().x", { body: '{"x":1}' }), '{"x":1} 1');
  });
});

describe("$input.params", () => {
  const params = {
    path: { id: "path", a: "in path" },
    querystring: { id: "query", b: "in query", "X-Case": "exact" },
    header: { id: "header", "X-Case": "header", "X-Token": "secret" },
  };

  it("searches the path, the query string and the headers, whose names are of any case", () => {
    const names = ["id", "a", "b", "X-Case", "x-case", "X-TOKEN", "none", "constructor"];
    assert.deepEqual(
      names.map((name) => render(`$input.params('${name}')`, { params })),
      ["path", "in path", "in query", "exact", "header", "secret", "", ""],
    );
  });

  it("gives all by place without a name", () => {
    assert.equal(
      render("$input.params().path.id $input.params().querystring.b $input.params().header.get('X-Token')", { params }),
      "path in query secret",
    );
    assert.equal(
      render("#foreach($place in $input.params().keySet())$place #end", { params }),
      "path querystring header ",
    );
  });
});

// as in templates of public programs
describe("$method.request", () => {
  const params = {
    path: { id: "7" },
    querystring: { flag: "def" },
    header: { "X-Token": "t" },
    multiValues: () => ({
      multivaluequerystring: new Map([["flag", ["abc", "def"]]]),
      multivalueheader: new Map([["X-Token", ["s", "t"]]]),
    }),
  };

  it("has the parameters by the names of mapping expressions", () => {
    assert.equal(
      render("$method.request.path.id $method.request.querystring.flag $method.request.header.X-Token", { params }),
      "7 def t",
    );
  });

  it("has each value of a query parameter and of a header", () => {
    assert.equal(
      render(
        `[#foreach($val in $method.request.multivaluequerystring.get('flag'))"$val"#if($foreach.hasNext),#end#end]`,
        {
          params,
        },
      ),
      '["abc","def"]',
    );
    assert.equal(
      render("$method.request.multivaluequerystring.keySet() $method.request.multivalueheader.X-Token", { params }),
      "[flag] [s, t]",
    );
  });

  it("prints nothing for what a request has not, and is no variable of WebSocket APIs", () => {
    assert.equal(render("$method.request.path.none$method.other$method.request()$method.", { params }), ".");
    assert.equal(render("$method.request.path.id", { params: DATA.params }), "");
  });
});

describe("$context and $stageVariables", () => {
  it("have the request's values, and nothing for what it does not have", () => {
    const context = {
      text: "a",
      yes: true,
      whole: 7,
      half: 0.5,
      list: [1, "b"],
      nothing: null,
      missing: undefined,
      nested: { deep: { x: "y" } },
    };
    assert.equal(
      render(
        "$context.text $context.yes $context.whole $context.half $context.list $context.nothing|$context.missing|$context.nested.deep.x",
        { context },
      ),
      `a true 7 0.5 [1,"b"] ||y`,
    );
    assert.equal(render("#set($x = $context.whole + 1)$x $context.half.class.name", { context }), "8 java.lang.Double");
    assert.equal(render("$context.containsKey('missing') $context.containsKey('nothing')", { context }), "false true");
  });

  // recorded from AWS: LocalStack's test_sqs_amz_json_protocol
  it("print nothing as a map, whose keys and members are there", () => {
    const context = { authorizer: { claims: { sub: "ann" }, scope: "s" } };
    assert.equal(render("<$context.authorizer> $context.authorizer.scope", { context }), "<> s");
    assert.equal(render("#if($context.authorizer)y#{else}n#end", { context }), "y");
  });

  // "Calling $context.authorizer.claims returns null."
  it("have claims by name alone", () => {
    const context = { authorizer: { claims: { sub: "ann" }, claim: { sub: "b" } } };
    assert.equal(
      render("#if($context.authorizer.claims)y#{else}n#end $context.authorizer.claims.sub", { context }),
      "n ann",
    );
    assert.equal(render("#if($context.authorizer.claim)y#{else}n#end", { context }), "y");
  });

  it("have the stage's variables", () => {
    assert.equal(
      render("$stageVariables.a $stageVariables.get('b') $stageVariables", { stageVariables: { a: "1", b: "2" } }),
      "1 2 {a=1, b=2}",
    );
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
describe("the overrides of a mapping template", () => {
  const set = (...assignments: string[]): TemplateOverrides => {
    const overrides = new TemplateOverrides();
    assert.equal(render(assignments.map((each) => `#set($context.${each})`).join(""), {}, overrides), "");
    return overrides;
  };

  it("are none where the template sets none", () => {
    const { request, response } = set();
    assert.deepEqual(request, { header: {}, path: {}, querystring: {} });
    assert.deepEqual(response, { header: {}, path: {}, querystring: {} });
  });

  it("are a request's headers, path and query string, as text", () => {
    const { request, response } = set(
      "requestOverride.header.X-A = 'a'",
      "requestOverride.header['b c'] = 1",
      "requestOverride.path.id = 2.5",
      "requestOverride.querystring.q = true",
    );
    assert.deepEqual(request, { header: { "X-A": "a", "b c": "1" }, path: { id: "2.5" }, querystring: { q: "true" } });
    assert.deepEqual(response, { header: {}, path: {}, querystring: {} });
  });

  it("are a response's status and headers", () => {
    const { response } = set("responseOverride.status = 418", "responseOverride.header.X-A = 'b'");
    assert.deepEqual(response, { header: { "X-A": "b" }, path: {}, querystring: {}, status: 418 });
    assert.equal(set("responseOverride.status = '204'").response.status, 204);
  });

  it("set one parameter once", () => {
    for (const [target, name] of [
      ["requestOverride.header.X-A", "header.X-A"],
      ["requestOverride.querystring.q", "querystring.q"],
      ["requestOverride.path.p", "path.p"],
      ["responseOverride.status", "status"],
      ["responseOverride.header.X-A", "header.X-A"],
    ] as const) {
      assert.throws(() => set(`${target} = 1`, `${target} = 2`), {
        message: `the mapping template overrides ${name} twice; set it once, at the end`,
      });
    }
    assert.throws(() => set("requestOverride.header = {}"), { message: /overrides header twice/ });
    assert.throws(() => set("responseOverride.header = {}"), { message: /overrides header twice/ });
  });

  it("print nothing themselves, and are read by name", () => {
    const template =
      "#set($context.requestOverride.header.a = 'x')<$context.requestOverride$context.requestOverride.header>$context.requestOverride.header.a";
    assert.equal(render(template), "<>x");
  });

  // recorded from AWS: LocalStack's test_integration_mock_with_response_override_in_request_template
  it("of a request template are there for the response template", () => {
    const overrides = set("responseOverride.status = 444", "requestOverride.header.a = 'x'");
    assert.equal(render("$context.responseOverride.status $context.requestOverride.header.a", {}, overrides), "444 x");
    assert.equal(overrides.response.status, 444);
  });
});

import { type PropertyValue } from "../../../engine/graph/value";
import { conformance, type Case, type TestRequest } from "../http-api/harness";
import { restApi, type TestMethod } from "../../support/rest-program";
import { jsFunction } from "../../support/http-program";
import { REST_PAGES as PAGES } from "./pages";

/** A function that answers with the event that its template made. */
const templated = (template: string, more: Record<string, PropertyValue> = {}): TestMethod => ({
  function: "event",
  integration: {
    type: "aws",
    requestTemplates: { "application/json": template },
    responses: { default: { statusCode: "200" } },
    ...more,
  },
});
const answering = (template: string, more: Record<string, PropertyValue> = {}): TestMethod => ({
  integration: {
    type: "mock",
    requestTemplates: { "application/json": `{"statusCode": 200}` },
    responses: { default: { statusCode: "200", responseTemplates: { "application/json": template }, ...more } },
  },
});

const BODY = JSON.stringify({
  name: "Ann",
  age: 7,
  tags: ["a", "b"],
  items: [{ id: 1 }, { id: 2 }],
  quote: `say "it's"`,
  none: null,
});

function gives(name: string, template: string, wanted: unknown, request: Partial<TestRequest> = {}): Definition {
  return { name, template, wanted, request };
}
interface Definition {
  name: string;
  template: string;
  wanted: unknown;
  request: Partial<TestRequest>;
}

const definitions: Definition[] = [
  gives("$input.json of the whole body", `{"all":$input.json('$')}`, { all: JSON.parse(BODY) as unknown }),
  gives("$input.json of one member", `{"tags":$input.json('$.tags')}`, { tags: ["a", "b"] }),
  gives("$input.json of a string has its quotes", `{"name":$input.json('$.name')}`, { name: "Ann" }),
  gives("$input.json of what is not there is an empty string", `{"x":$input.json('$.nothing')}`, { x: "" }),
  gives("$input.path of a string has no quotes", `{"name":"$input.path('$.name')"}`, { name: "Ann" }),
  gives("$input.path of what is not there renders as nothing", `{"x":"$input.path('$.nothing')"}`, { x: "" }),
  gives("a path with a wildcard gives a list", `{"ids":$input.json('$.items[*].id')}`, { ids: [1, 2] }),
  gives("a path with recursive descent gives a list", `{"ids":$input.json('$..id')}`, { ids: [1, 2] }),
  gives("a path with an index", `{"id":$input.json('$.items[1].id')}`, { id: 2 }),
  // Jayway's JsonPath, which AWS's page names, run
  gives("a path with a filter gives a list", `{"x":$input.json('$.items[?(@.id>1)]')}`, { x: [{ id: 2 }] }),
  gives("a path with a member in brackets", `{"name":$input.json("$['name']")}`, { name: "Ann" }),
  gives(
    "#foreach over a list",
    `{"ids":[#foreach($item in $input.path('$.items'))$item.id#if($foreach.hasNext),#end#end]}`,
    { ids: [1, 2] },
  ),
  gives("#if and #set", `#set($root = $input.path('$'))#if($root.age > 5){"old":true}#else{"old":false}#end`, {
    old: true,
  }),
  gives("the size of a list", `{"size":$input.path('$.tags').size()}`, { size: 2 }),
  gives("$input.params of a query string", `{"q":"$input.params('q')"}`, { q: "x y" }, { path: "?q=x%20y" }),
  gives("$input.params of a header", `{"h":"$input.params('X-Head')"}`, { h: "v" }, { headers: { "X-Head": "v" } }),
  gives("$input.params of what is not there is empty", `{"n":"$input.params('nope')"}`, { n: "" }),
  gives("$input.params() by place", `{"q":"$input.params().querystring.get('q')"}`, { q: "1" }, { path: "?q=1" }),
  gives(
    "all parameters, as AWS's own template has them",
    `#set($all = $input.params()){#foreach($type in $all.keySet())#set($params = $all.get($type))"$type":{#foreach($name in $params.keySet())#if($type != "header")"$name":"$util.escapeJavaScript($params.get($name))"#if($foreach.hasNext),#end#end#end}#if($foreach.hasNext),#end#end}`,
    { path: {}, querystring: { a: "1", b: "2" }, header: {} },
    { path: "?a=1&b=2" },
  ),
  gives(
    "$context of API, stage and method",
    `{"c":"$context.apiId $context.stage $context.httpMethod $context.resourcePath"}`,
    { c: "restabcdef prod POST /RESOURCE" },
  ),
  gives("$context of the caller", `{"ip":"$context.identity.sourceIp"}`, { ip: "127.0.0.1" }),
  gives(
    "a $context variable that the request does not have renders as nothing",
    `{"k":"$context.identity.cognitoIdentityId$context.authorizer.principalId"}`,
    { k: "" },
  ),
  gives("$stageVariables by name and in brackets", `{"v":"$stageVariables.colour \${stageVariables['colour']}"}`, {
    v: "blue blue",
  }),
  gives("$util.escapeJavaScript", `{"q":"$util.escapeJavaScript($input.path('$.quote')).replaceAll("\\\\'","'")"}`, {
    q: `say "it's"`,
  }),
  gives("$util.parseJson", `#set($o = $util.parseJson('{"a":{"b":5}}')){"b":$o.a.b}`, { b: 5 }),
  gives("$util.urlEncode and $util.urlDecode", `{"e":"$util.urlEncode('a b&c')","d":"$util.urlDecode('a+b%26c')"}`, {
    e: "a+b%26c",
    d: "a b&c",
  }),
  gives(
    "$util.base64Encode and $util.base64Decode",
    `{"e":"$util.base64Encode('hi')","d":"$util.base64Decode('aGk=')"}`,
    { e: "aGk=", d: "hi" },
  ),
  gives("$input.body is the raw payload", `{"raw":"$util.base64Encode($input.body)"}`, {
    raw: Buffer.from(BODY).toString("base64"),
  }),
  // as the Serverless Framework's template for forms: https://github.com/serverless/serverless/issues/2807
  gives(
    "a form is a text, which a template splits",
    `{#foreach($token in $input.path('$').split('&'))#set($pair = $token.split('='))"$pair[0]":"#if($pair.size() > 1)$util.urlDecode($pair[1])#end"#if($foreach.hasNext),#end#end}`,
    { a: "1", b: "c d&", c: "" },
    { body: "a=1&b=c+d%26&c" },
  ),
  gives("a text is a JSON string", `{"text":$input.json('$')}`, { text: 'say "hi"' }, { body: ' say "hi"\n' }),
  gives("comments are left out", `{"a":1} ## the rest`, { a: 1 }),
  gives(
    "a method of Java's String",
    `{"l":$input.path('$.name').length(),"c":$input.path('$.name').contains("nn"),"e":$input.path('$.name').equals("Ann")}`,
    { l: 3, c: true, e: true },
  ),
  gives("methods of Java's Map", `#set($o = $input.path('$')){"h":$o.containsKey("age"),"e":$o.isEmpty()}`, {
    h: true,
    e: false,
  }),
];

const cases: Case[] = definitions.map(({ name, request, wanted }, index) => ({
  name,
  source: PAGES.templates,
  request: { method: "POST", body: BODY, ...request, path: `/prod/t${index}${request.path ?? ""}` },
  expect: { status: 200, json: JSON.parse(JSON.stringify(wanted).replace("RESOURCE", `t${index}`)) as unknown },
}));

const methods = Object.fromEntries(definitions.map(({ template }, index) => [`POST /t${index}`, templated(template)]));

conformance({
  name: "conformance: mapping templates",
  given: () => [
    jsFunction("event", `exports.handler = async (event) => event;`),
    ...restApi({
      methods: {
        ...methods,
        "POST /script": templated(`{"x":$input.json('$.items[?(@.constructor.constructor("throw 1"))]')}`),
        "POST /params/{id}": templated(`{"id":"$input.params('id')"}`),
        "GET /empty": templated(`{"body":$input.json('$')}`),
        "POST /response": answering(`{"status":"$context.httpMethod"}`),
        "GET /status": answering(`#set($context.responseOverride.status = 418){}`),
        "GET /no-status": answering(`#set($context.responseOverride.status = $input.params('status')){}`),
        "GET /header": answering(`#set($context.responseOverride.header.X-Made = "by template"){}`, {
          responseParameters: { "method.response.header.X-Made": "'by mapping'" },
        }),
        "GET /twice": answering(
          `#set($context.responseOverride.status = 400)#set($context.responseOverride.status = 401){}`,
        ),
        // recorded from AWS: LocalStack's test_integration_mock_with_response_override_in_request_template
        "GET /early": {
          integration: {
            type: "mock",
            requestTemplates: {
              "application/json": `#set($context.responseOverride.status = 444)#set($context.responseOverride.header.foo = "bar")#set($context.responseOverride.custom = "is also passed around"){"statusCode": 200}`,
            },
            responses: {
              default: {
                statusCode: "200",
                responseTemplates: {
                  "application/json": `{"status":"$context.responseOverride.status","foo":"$context.responseOverride.header.foo","custom":"$context.responseOverride.custom"}`,
                },
              },
            },
          },
        },
        // recorded from AWS: LocalStack's test_integration_mock_with_vtl_map_assignation
        "GET /handed": {
          integration: {
            type: "mock",
            requestTemplates: {
              "application/json": `#set($paramName = "foo")#set($context.requestOverride.querystring[$paramName] = "bar")$context.requestOverride.querystring.put("putfoo", "putBar")#set($context["requestOverride"].querystring["nestedfoo"] = "nestedFoo"){"statusCode": 200}`,
            },
            responses: {
              default: {
                statusCode: "200",
                responseTemplates: {
                  "application/json": `#set($value = $context.requestOverride.querystring["foo"]){"value":"$value","value2":"$context.requestOverride.querystring["putfoo"]","value3":"$context.requestOverride.querystring["nestedfoo"]"}`,
                },
              },
            },
          },
        },
        "GET /types": {
          integration: {
            type: "mock",
            requestTemplates: { "application/json": `{"statusCode":200}` },
            responses: {
              default: { statusCode: "200", responseTemplates: { "application/xml": "<a/>", "text/plain": "plain" } },
            },
          },
        },
        "POST /match": templated("{}", { passthroughBehavior: "when_no_match" }),
        "POST /templates": templated("{}", { passthroughBehavior: "when_no_templates" }),
        "POST /never": {
          function: "event",
          integration: { type: "aws", passthroughBehavior: "never", responses: { default: {} } },
        },
        "POST /none": {
          function: "event",
          integration: { type: "aws", passthroughBehavior: "when_no_templates", responses: { default: {} } },
        },
      },
      stages: { prod: { variables: { colour: "blue" } } },
    }),
  ],
  cases: [
    ...cases,
    {
      name: "a script in a filter is a path that gives nothing: it is never evaluated",
      source: PAGES.templates,
      request: { method: "POST", path: "/prod/script", body: BODY },
      expect: { status: 200, json: { x: [] } },
    },
    {
      name: "$input.params of a path parameter",
      source: PAGES.templates,
      request: { method: "POST", path: "/prod/params/7?id=8", body: "{}" },
      expect: { json: { id: "7" } },
    },
    {
      name: "a request without a body is read as an empty object",
      source: PAGES.templates,
      request: { path: "/prod/empty" },
      expect: { json: { body: {} } },
    },
    {
      name: "a template that reads a body as JSON that is none is 400",
      source: PAGES.templates,
      request: { method: "POST", path: "/prod/t0", body: "{oops" },
      expect: { status: 400, body: /"Could not parse request body into json: / },
    },
    {
      name: "a response template",
      source: PAGES.mapping,
      request: { method: "POST", path: "/prod/response", body: "{}" },
      expect: { status: 200, json: { status: "POST" }, headers: { "content-type": "application/json" } },
    },
    {
      name: "a response template overrides the status",
      source: PAGES.overrides,
      request: { path: "/prod/status" },
      expect: { status: 418 },
    },
    ...["100", "101", "199", "600", "999", "abc", ""].map((status) => ({
      name: `a response template that overrides the status with "${status}" is 500, and the log says why`,
      source: PAGES.overrides,
      request: { path: `/prod/no-status?status=${status}` },
      expect: {
        status: 500,
        body: '{"message": "Internal server error"}',
        log: /500, the mapping template overrides the status with .*; override it with one from 200 to 599/,
      },
    })),
    {
      name: "a response template overrides a mapped header",
      source: PAGES.overrides,
      request: { path: "/prod/header" },
      expect: { headers: { "x-made": "by template" } },
    },
    {
      name: "overriding one parameter twice is 500",
      source: PAGES.overrides,
      request: { path: "/prod/twice" },
      expect: { status: 500, log: /overrides status twice/ },
    },
    {
      name: "a status and a header that the request template overrides are in force, and its response template reads them",
      source: PAGES.overrides,
      request: { path: "/prod/early" },
      expect: {
        status: 444,
        headers: { foo: "bar" },
        json: { status: "444", foo: "bar", custom: "is also passed around" },
      },
    },
    {
      name: "a response template reads what its request template overrides of the request",
      source: PAGES.overrides,
      request: { path: "/prod/handed" },
      expect: { status: 200, json: { value: "bar", value2: "putBar", value3: "nestedFoo" } },
    },
    {
      name: "Accept selects the response template",
      source: PAGES.mapping,
      request: { path: "/prod/types", headers: { accept: "text/plain" } },
      expect: { body: "plain", headers: { "content-type": "text/plain" } },
    },
    {
      name: "without a template for Accept the first one is taken",
      source: PAGES.mapping,
      request: { path: "/prod/types" },
      expect: { body: "<a/>", headers: { "content-type": "application/xml" } },
    },
    ...passthrough("match", "application/xml", 200, '"<x/>"'),
    ...passthrough("match", "application/json", 200, "{}"),
    ...passthrough("templates", "application/xml", 415),
    ...passthrough("templates", "application/json", 200, "{}"),
    ...passthrough("never", "application/json", 415),
    ...passthrough("none", "application/json", 200, '"<x/>"'),
    {
      name: "a content type that nothing takes is 415, and the log says what would be taken",
      source: PAGES.passthrough,
      request: { method: "POST", path: "/prod/templates", headers: { "content-type": "text/csv" }, body: "a" },
      expect: {
        status: 415,
        log: /^POST \/templates: 415, the integration has no request template for text\/csv, .* send Content-Type: application\/json, or add/,
      },
    },
  ],
});

function passthrough(path: string, type: string, status: number, body?: string): Case[] {
  const refused = {
    body: '{"message": "Unsupported Media Type"}',
    headers: { "x-amzn-errortype": "UnsupportedMediaTypeException" },
  };
  return [
    {
      name: `passthrough: ${path} with ${type}`,
      source: PAGES.passthrough,
      request: { method: "POST", path: `/prod/${path}`, headers: { "content-type": type }, body: '"<x/>"' },
      expect: { status, ...(body === undefined ? refused : { body }) },
    },
  ];
}

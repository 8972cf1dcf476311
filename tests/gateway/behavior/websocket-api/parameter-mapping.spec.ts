import assert from "node:assert/strict";
import {
  mapRequest,
  requestBody,
  responseBody,
  selectResponse,
} from "../../../../gateway/behavior/websocket-api/parameter-mapping";
import type { WebSocketIntegrationModel } from "../../../../gateway/model/websocket-api/model";
import { CONNECT, context } from "./connection";

const BODY = '{"a":{"b":"c"}}';
const SOURCE = { body: BODY, request: CONNECT, context: context() };

// https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html
describe("the mapping of a WebSocket API's request", () => {
  for (const [expression, expected] of [
    ["route.request.body", BODY],
    ["route.request.body.a.b", "c"],
    ["route.request.body.none", undefined],
    ["route.request.header.x-own", "1,2"],
    ["route.request.multivalueheader.x-own", "1,2"],
    ["route.request.multivalueheader.none", undefined],
    ["route.request.header.none", undefined],
    ["route.request.querystring.token", "t1"],
    ["route.request.multivaluequerystring.token", "t1,t2"],
    ["route.request.querystring.none", undefined],
    ["route.request.multivaluequerystring.none", undefined],
    ["context.connectionId", "conn="],
    ["stageVariables.table", "rooms"],
    ["stageVariables.none", undefined],
    ["'fixed'", "fixed"],
    ["''", ""],
    ["x'fixed'", undefined],
    ["'fixed'x", undefined],
    ["other.place", undefined],
    ["xcontext.connectionId", undefined],
  ] as const) {
    it(`${expression} is ${expected}`, () => {
      const mapped = mapRequest({ "integration.request.header.out": expression }, SOURCE);
      assert.deepEqual(mapped.headers, expected === undefined ? {} : { out: expected });
    });
  }

  it("goes to headers, the query string and the path, and to nothing else", () => {
    const mappings = {
      "integration.request.header.h": "'1'",
      "integration.request.querystring.q": "'2'",
      "integration.request.path.p": "'3'",
      "integration.request.body.b": "'4'",
      "xintegration.request.header.x": "'5'",
    };
    assert.deepEqual(mapRequest(mappings, SOURCE), { headers: { h: "1" }, querystring: { q: "2" }, path: { p: "3" } });
  });

  it("of a message has no headers and no query", () => {
    const message = { body: BODY, context: context() };
    for (const place of ["header", "multivalueheader", "querystring", "multivaluequerystring"]) {
      assert.deepEqual(
        mapRequest({ "integration.request.header.out": `route.request.${place}.token` }, message).headers,
        {},
      );
    }
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
describe("the body of a WebSocket API's integration request", () => {
  const body = (changes: object): string | undefined =>
    requestBody(
      { requestTemplates: {}, passthroughBehavior: "NEVER", ...changes } as WebSocketIntegrationModel,
      SOURCE,
    );
  const TEMPLATES = { $default: "$input.path('$.a.b')", c: "chosen $stageVariables.table" };

  it("is rendered by the template that the expression chooses, or by $default", () => {
    assert.equal(body({ requestTemplates: TEMPLATES }), "c");
    const chosen = { requestTemplates: TEMPLATES, templateSelectionExpression: "${request.body.a.b}" };
    assert.equal(body(chosen), "chosen rooms");
    assert.equal(body({ ...chosen, templateSelectionExpression: "none" }), "c");
  });

  it("is the message where nothing is chosen and the behaviour lets it through", () => {
    const other = { requestTemplates: { other: "x" } };
    assert.deepEqual(
      [
        body({ passthroughBehavior: "WHEN_NO_MATCH", ...other }),
        body({ passthroughBehavior: "WHEN_NO_TEMPLATES" }),
        body({ passthroughBehavior: "WHEN_NO_TEMPLATES", ...other }),
        body({ passthroughBehavior: "NEVER" }),
      ],
      [BODY, BODY, undefined, undefined],
    );
  });

  it("has the parameters of the request and its context", () => {
    const template = "$input.params('token') $input.params().header.Auth $context.connectionId";
    assert.equal(body({ requestTemplates: { $default: template } }), "t2 secret conn=");
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
describe("the integration response of a WebSocket API", () => {
  const responses = ["$default", "/4\\d\\d/", "/.*Error.*/", "404"].map((key) => ({ key, templates: {} }));

  it("is the first whose pattern fits all of the subject, or $default", () => {
    const key = (subject: string | undefined): string | undefined => selectResponse(responses, subject)?.key;
    assert.deepEqual(["404", "4041", "an\nError", "500", undefined].map(key), [
      "/4\\d\\d/",
      "$default",
      "/.*Error.*/",
      "$default",
      "$default",
    ]);
    assert.equal(selectResponse(responses.slice(1), "500"), undefined);
  });

  it("renders the body by the template that its expression chooses, which may read the response", () => {
    const set = {
      key: "$default",
      templates: { $default: "default $input.body", "404": "none" },
      selectionExpression: "${integration.response.statuscode}",
    };
    assert.equal(responseBody(set, "b", SOURCE, { statusCode: 404, headers: {} }), "none");
    assert.equal(responseBody(set, "b", SOURCE, { statusCode: 200, headers: {} }), "default b");
    assert.equal(responseBody(set, "b", SOURCE), "default b");
    assert.equal(responseBody({ key: "$default", templates: {} }, "b", SOURCE), "b");
    assert.equal(responseBody(undefined, "b", SOURCE), "b");
  });
});

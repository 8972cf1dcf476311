import assert from "node:assert/strict";
import { Backend } from "../http-api/echo";
import { conformance } from "../http-api/harness";
import { jsFunction } from "../../support/http-program";
import { mock, restApi } from "../../support/rest-program";
import { REST_PAGES as PAGES } from "./pages";

let backend: Backend;

const lambda = (more: object = {}) => ({ type: "aws", responses: { default: { statusCode: "200" } }, ...more });

conformance({
  name: "conformance: integrations of a REST API that are no Lambda proxy",
  given: async () => {
    backend = await Backend.start();
    return [
      jsFunction("event", `exports.handler = async (event) => event;`),
      jsFunction(
        "fails",
        `exports.handler = async (event) => { if (event.kind === "missing") throw new Error("NotFound: " + event.id); throw new Error("boom"); };`,
      ),
      ...restApi({
        methods: {
          "POST /event": { function: "event", integration: lambda() },
          "POST /async": {
            function: "event",
            integration: lambda({
              requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" },
              responses: { default: { statusCode: "202" } },
            }),
          },
          "POST /fails": {
            function: "fails",
            integration: lambda({
              responses: {
                default: {
                  statusCode: "500",
                  responseTemplates: { "application/json": `{"error":"$input.path('$.errorMessage')"}` },
                },
                "NotFound:.*": { statusCode: "404", responseTemplates: { "application/json": `{"missing":true}` } },
              },
            }),
          },
          "POST /nodefault": {
            function: "event",
            integration: lambda({ responses: { "Never.*": { statusCode: "500" } } }),
          },
          "GET /mock": { integration: mock(`{"ok":true}`) },
          "GET /mock/{kind}": {
            integration: mock("", {
              requestTemplates: {
                "application/json": `#if($input.params('kind') == "missing"){"statusCode": 404}#else{"statusCode": 200}#end`,
              },
              responses: {
                default: { statusCode: "200", responseTemplates: { "application/json": "found" } },
                "404": { statusCode: "404", responseTemplates: { "application/json": "gone" } },
              },
            }),
          },
          "GET /mock-without-status": { integration: mock("", { requestTemplates: { "application/json": "{}" } }) },
          "GET /http/{id}": {
            integration: {
              type: "http",
              httpMethod: "POST",
              uri: `${backend.url}/items/{item}`,
              requestParameters: {
                "integration.request.path.item": "method.request.path.id",
                "integration.request.querystring.q": "method.request.querystring.search",
                "integration.request.querystring.stage": "context.stage",
                "integration.request.querystring.tag": "method.request.multivaluequerystring.tag",
                "integration.request.header.X-Static": "'fixed'",
                "integration.request.header.X-Variable": "stageVariables.colour",
                "integration.request.header.X-Absent": "method.request.header.X-Nothing",
              },
              requestTemplates: {
                "application/json": `{"made":"$input.params('id')"#foreach($tag in $method.request.multivaluequerystring.tag),"$tag":"$method.request.path.id"#end}`,
              },
              responses: {
                default: {
                  statusCode: "200",
                  responseParameters: {
                    "method.response.header.X-From": "integration.response.header.X-Backend",
                    "method.response.header.X-Method": "integration.response.body.method",
                    "method.response.header.X-Static": "'yes'",
                  },
                },
              },
            },
          },
          "POST /http-status": {
            integration: {
              type: "http",
              httpMethod: "POST",
              uri: backend.url,
              requestParameters: { "integration.request.header.x-answer": "method.request.body.answer" },
              responses: {
                default: { statusCode: "200" },
                "4\\d{2}": { statusCode: "400", responseTemplates: { "application/json": `{"was":4}` } },
              },
            },
          },
          "ANY /proxy/{path+}": {
            integration: {
              type: "http_proxy",
              httpMethod: "ANY",
              uri: `${backend.url}/base/{path}`,
              requestParameters: {
                "integration.request.path.path": "method.request.path.path",
                "integration.request.header.X-Added": "context.requestId",
              },
            },
          },
          "GET /override": {
            integration: {
              type: "http",
              httpMethod: "GET",
              uri: `${backend.url}/{where}`,
              requestParameters: {
                "integration.request.path.where": "'mapped'",
                "integration.request.header.x-h": "'mapped'",
              },
              requestTemplates: {
                "application/json": `#set($context.requestOverride.header.x-h = "template")#set($context.requestOverride.path.where = "template")#set($context.requestOverride.querystring.q = "template"){}`,
              },
              responses: { default: { statusCode: "200" } },
            },
          },
          "GET /variable": {
            integration: { type: "http_proxy", httpMethod: "GET", uri: "http://${stageVariables.host}/v" },
          },
          "GET /unreachable": { integration: { type: "http_proxy", httpMethod: "GET", uri: "http://127.0.0.1:1/" } },
          "GET /hangs": {
            integration: {
              type: "http_proxy",
              httpMethod: "GET",
              uri: backend.url,
              timeoutInMillis: 60,
              requestParameters: { "integration.request.header.x-hang": "'yes'" },
            },
          },
          "GET /notaurl": { integration: { type: "http_proxy", httpMethod: "GET", uri: "backend" } },
          "GET /link": {
            integration: {
              type: "http_proxy",
              httpMethod: "GET",
              uri: "http://internal",
              connectionType: "VPC_LINK",
              connectionId: "abc",
            },
          },
        },
        stages: { prod: { variables: { colour: "blue", host: new URL(backend.url).host } } },
      }),
    ];
  },
  after: () => backend.close(),
  cases: [
    {
      name: "a Lambda custom integration passes the payload as the event",
      source: PAGES.lambdaCustom,
      request: { method: "POST", path: "/prod/event", body: '{"a":1}' },
      expect: { status: 200, json: { a: 1 }, headers: { "content-type": "application/json" } },
    },
    {
      name: "a payload that is no JSON is 400",
      source: PAGES.lambdaCustom,
      request: { method: "POST", path: "/prod/event", body: "text" },
      expect: { status: 400, log: /the function's event is not JSON/ },
    },
    {
      name: "an asynchronous call answers without the function's result",
      source: PAGES.lambdaAsync,
      request: { method: "POST", path: "/prod/async", body: '{"a":1}' },
      expect: { status: 202, body: "" },
    },
    {
      name: "a function's error selects an integration response by its message",
      source: PAGES.lambdaErrors,
      request: { method: "POST", path: "/prod/fails", body: '{"kind":"missing","id":7}' },
      expect: { status: 404, json: { missing: true } },
    },
    {
      name: "another error selects the default response",
      source: PAGES.lambdaErrors,
      request: { method: "POST", path: "/prod/fails", body: "{}" },
      expect: { status: 500, json: { error: "boom" } },
    },
    {
      name: "without a default and a matching response it is 500",
      source: PAGES.responses,
      request: { method: "POST", path: "/prod/nodefault", body: "{}" },
      expect: {
        status: 500,
        body: '{"message": "Internal server error"}',
        log: /no integration response takes a success/,
      },
    },
    {
      name: "a MOCK answers",
      source: PAGES.mock,
      request: { path: "/prod/mock" },
      expect: { status: 200, json: { ok: true } },
    },
    {
      name: "a MOCK's status selects its response",
      source: PAGES.mock,
      request: { path: "/prod/mock/missing" },
      expect: { status: 404, body: "gone" },
    },
    {
      name: "a MOCK's default response",
      source: PAGES.mock,
      request: { path: "/prod/mock/there" },
      expect: { status: 200, body: "found" },
    },
    {
      name: "a MOCK without a statusCode is 500",
      source: PAGES.mock,
      request: { path: "/prod/mock-without-status" },
      expect: { status: 500, body: '{"message": "Internal server error"}' },
    },
    {
      name: "an HTTP integration sends what is mapped",
      source: PAGES.mapping,
      request: { path: "/prod/http/7?search=cup&other=1", headers: { "x-client": "not passed" } },
      expect: {
        status: 200,
        members: {
          method: "POST",
          url: "/items/7?q=cup&stage=prod",
          body: '{"made":"7"}',
          "headers.x-static": "fixed",
          "headers.x-variable": "blue",
          "headers.x-absent": undefined,
          "headers.x-client": undefined,
          "headers.content-type": "application/json",
          "headers.user-agent": "AmazonAPIGateway_restabcdef",
          "headers.x-amzn-apigateway-api-id": "restabcdef",
          "headers.via": undefined,
          "headers.forwarded": undefined,
        },
      },
    },
    {
      name: "each value of a multi-value query parameter is mapped",
      source: PAGES.mapping,
      request: { path: "/prod/http/7?tag=a&tag=b" },
      expect: { members: { url: "/items/7?stage=prod&tag=a&tag=b", body: '{"made":"7","a":"7","b":"7"}' } },
    },
    {
      name: "response headers are mapped from header, body and static value, and no others pass",
      source: PAGES.mapping,
      request: { path: "/prod/http/7" },
      expect: { headers: { "x-from": "yes", "x-method": "POST", "x-static": "yes", "x-backend": undefined } },
    },
    {
      name: "the backend's status selects the response",
      source: PAGES.responses,
      request: { method: "POST", path: "/prod/http-status", body: '{"answer":"404"}' },
      expect: { status: 400, json: { was: 4 } },
    },
    {
      name: "a status that no pattern takes has the default response",
      source: PAGES.responses,
      request: { method: "POST", path: "/prod/http-status", body: '{"answer":"503"}' },
      expect: { status: 200 },
    },
    {
      name: "an HTTP proxy passes path, query, headers and body on",
      source: PAGES.http,
      request: {
        method: "PUT",
        path: "/prod/proxy/a/b?x=1&x=2",
        headers: { "X-Client": "c", "content-type": "text/plain" },
        body: "hello",
      },
      expect: {
        status: 200,
        members: {
          method: "PUT",
          url: "/base/a/b?x=1&x=2",
          body: "hello",
          "headers.x-client": "c",
          "headers.content-type": "text/plain",
          "headers.x-amzn-apigateway-api-id": "restabcdef",
        },
        headers: { "x-backend": "yes", "set-cookie": "a=1\nb=2" },
      },
    },
    {
      name: "an HTTP proxy's mapped header carries the request's id",
      source: PAGES.mapping,
      request: { path: "/prod/proxy/a" },
      expect: (response) => {
        const { headers } = response.json as { headers: Record<string, string> };
        assert.equal(headers["x-added"], response.headers["x-amzn-requestid"]);
      },
    },
    {
      name: "an HTTP proxy passes the backend's status on",
      source: PAGES.http,
      request: { path: "/prod/proxy/a", headers: { "x-answer": "418" } },
      expect: { status: 418 },
    },
    {
      name: "the backend's Date and Server are remapped",
      source: PAGES.notes,
      request: { path: "/prod/proxy/a" },
      expect: { headers: { "x-amzn-remapped-date": /GMT$/ } },
    },
    {
      name: "a request template overrides header, path and query string",
      source: PAGES.overrides,
      request: { path: "/prod/override" },
      expect: { members: { url: "/template?q=template", "headers.x-h": "template" } },
    },
    {
      name: "a stage variable names the host",
      source: PAGES.stageVariables,
      request: { path: "/prod/variable" },
      expect: { members: { url: "/v" } },
    },
    {
      name: "a backend that cannot be reached is 504",
      source: PAGES.gatewayResponses,
      request: { path: "/prod/unreachable" },
      expect: { status: 504, body: '{"message": "Network error communicating with endpoint"}' },
    },
    {
      name: "a backend that does not answer in time is 504",
      source: PAGES.gatewayResponses,
      request: { path: "/prod/hangs" },
      expect: { status: 504, body: '{"message": "Endpoint request timed out"}' },
    },
    {
      name: "an integration without a URL is 500",
      source: PAGES.gatewayResponses,
      request: { path: "/prod/notaurl" },
      expect: { status: 500, body: '{"message": "Internal server error"}' },
    },
    {
      name: "a private integration is 500, and the log says why",
      source: PAGES.gatewayResponses,
      request: { path: "/prod/link" },
      expect: { status: 500, log: /a VPC link has no backend on this machine/ },
    },
  ],
});

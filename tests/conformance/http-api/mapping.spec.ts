import { type PropertyValue } from "../../../engine/graph/value";
import { httpApi, type TestRoute } from "../../support/http-program";
import { Backend, echoFunction } from "./echo";
import { type Case, conformance, type Expectation, type TestRequest } from "./harness";
import { PAGES } from "./pages";

const source = PAGES.mapping;
let backend: Backend;

function maps(name: string, request: TestRequest, expect: Expectation): Case {
  return { name, source, request, expect };
}

function route(requestParameters: Record<string, string>, further: Record<string, PropertyValue> = {}): TestRoute {
  return { http: `${backend.url}/base`, integration: { requestParameters, ...further } };
}

conformance({
  name: "conformance: parameter mapping",
  given: async () => {
    backend = await Backend.start();
    return [
      echoFunction("echo"),
      ...httpApi({
        routes: {
          "GET /header": route({ "append:header.x-added": "$request.header.x-from" }),
          "GET /overwrite": route({ "overwrite:header.x-one": "fixed" }),
          "GET /remove": route({ "remove:header.x-one": "''" }),
          "GET /query": route({
            "append:querystring.added": "$request.querystring.from",
            "overwrite:querystring.fixed": "new",
            "remove:querystring.gone": "''",
          }),
          "GET /path/{id}": route({ "overwrite:path": "/v2/${request.path.id}" }),
          "GET /context": route({
            "append:header.x-id": "$context.requestId",
            "append:header.x-who": "${context.apiId}/${context.stage}",
            "append:header.x-var": "$stageVariables.color",
          }),
          "POST /body": route({ "append:header.x-name": "$request.body.user.name" }),
          "GET /respond": {
            http: `${backend.url}/base`,
            integration: {
              responseParameters: [
                {
                  statusCode: "200",
                  mappings: {
                    "overwrite:statuscode": "202",
                    "append:header.x-extra": "$context.requestId",
                    "remove:header.x-backend": "''",
                    "overwrite:header.x-copy": "$response.header.content-type",
                  },
                },
                { statusCode: "500", mappings: { "overwrite:statuscode": "503" } },
              ],
            },
          },
          "GET /lambda": {
            function: "echo",
            integration: { requestParameters: { "append:header.x-added": "$request.querystring.q" } },
          },
        },
        stages: { $default: { stageVariables: { color: "green" } } },
      }),
    ];
  },
  after: () => backend.close(),
  cases: [
    maps(
      "append adds a header",
      { path: "/header", headers: { "x-from": "here" } },
      { members: { "headers.x-added": "here" } },
    ),
    maps(
      "append keeps what is there",
      { path: "/header", headers: { "x-from": "here", "x-added": "first" } },
      { members: { "headers.x-added": "first, here" } },
    ),
    maps(
      "a variable without a value changes nothing",
      { path: "/header" },
      { members: { "headers.x-added": undefined } },
    ),
    maps(
      "overwrite replaces a header",
      { path: "/overwrite", headers: { "X-One": "client" } },
      { members: { "headers.x-one": "fixed" } },
    ),
    maps(
      "remove takes a header away",
      { path: "/remove", headers: { "X-One": "client", "x-two": "2" } },
      { members: { "headers.x-one": undefined, "headers.x-two": "2" } },
    ),
    maps(
      "query strings are appended, overwritten and removed",
      { path: "/query?from=1&fixed=old&gone=x" },
      { members: { url: "/base?from=1&added=1&fixed=new" } },
    ),
    maps("overwrite:path replaces the backend's path", { path: "/path/7" }, { members: { url: "/v2/7" } }),
    maps("context variables", { path: "/context" }, { members: { "headers.x-who": "apiabcdefg/$default" } }),
    maps("stage variables", { path: "/context" }, { members: { "headers.x-var": "green" } }),
    maps(
      "a part of a JSON body",
      {
        method: "POST",
        path: "/body",
        headers: { "content-type": "application/json" },
        body: '{"user":{"name":"Zoe"}}',
      },
      { members: { "headers.x-name": "Zoe", body: '{"user":{"name":"Zoe"}}' } },
    ),
    maps("the response's status is overwritten", { path: "/respond" }, { status: 202 }),
    maps(
      "the response's headers are added, copied and removed",
      { path: "/respond" },
      { headers: { "x-extra": /^.{16}$/, "x-backend": undefined, "x-copy": "application/json" } },
    ),
    maps(
      "mappings of another status do not apply",
      { path: "/respond", headers: { "x-answer": "404" } },
      { status: 404, headers: { "x-backend": "yes" } },
    ),
    maps(
      "each status has mappings of its own",
      { path: "/respond", headers: { "x-answer": "500" } },
      { status: 503, headers: { "x-backend": "yes" } },
    ),
    maps(
      "a Lambda integration's request is mapped too",
      { path: "/lambda?q=hi" },
      { members: { "headers.x-added": "hi" } },
    ),
  ],
});

import { conformance } from "../http-api/harness";
import { mock, restApi } from "../../support/rest-program";
import { REST_PAGES as PAGES } from "./pages";

const iam = { "x-amazon-apigateway-auth": { type: "AWS_IAM" } };
const cors = { "gatewayresponse.header.Access-Control-Allow-Origin": "'https://app.example'" };
const validated = {
  parameters: [{ name: "q", in: "query", required: true, schema: { type: "string" } }],
  "x-amazon-apigateway-request-validator": "all",
};
const methods = {
  "GET /iam": { integration: mock("ok"), operation: iam },
  "GET /checked": { integration: mock("ok"), operation: validated },
  "GET /broken": { integration: mock("ok", { requestTemplates: { "application/json": "{}" } }) },
  "GET /key": { integration: mock("ok"), operation: { security: [{ api_key: [] }] } },
  "OPTIONS /iam": {
    integration: {
      type: "mock",
      requestTemplates: { "application/json": `{"statusCode":200}` },
      responses: {
        default: {
          statusCode: "204",
          responseParameters: {
            "method.response.header.Access-Control-Allow-Origin": "'https://app.example'",
            "method.response.header.Access-Control-Allow-Methods": "'GET,OPTIONS'",
            "method.response.header.Access-Control-Allow-Headers": "'Authorization'",
          },
        },
      },
    },
  },
};
const document = {
  components: { securitySchemes: { api_key: { type: "apiKey", name: "x-api-key", in: "header" } } },
  "x-amazon-apigateway-request-validators": { all: { validateRequestParameters: true } },
};
const responses = (gatewayResponses: Record<string, object>) => ({
  ...document,
  "x-amazon-apigateway-gateway-responses": JSON.parse(JSON.stringify(gatewayResponses)) as never,
});

conformance({
  name: "conformance: gateway responses and CORS",
  given: () => [
    ...restApi({ name: "plain", methods, document }),
    ...restApi({
      name: "custom",
      methods,
      document: responses({
        DEFAULT_4XX: { responseParameters: cors },
        DEFAULT_5XX: {
          statusCode: 503,
          responseParameters: cors,
          responseTemplates: { "application/json": `{"sorry":true}` },
        },
        INVALID_API_KEY: {
          statusCode: "401",
          responseParameters: {
            ...cors,
            "gatewayresponse.header.X-Asked": "method.request.header.X-Client",
            "gatewayresponse.header.X-Stage": "context.stage",
          },
          responseTemplates: {
            "application/json": `{"type":"$context.error.responseType","text":$context.error.messageString,"id":"\${context.requestId}","v":"$stageVariables.colour","q":"$method.request.querystring.q"}`,
            "application/xml": "<error>$context.error.message</error>",
          },
        },
      }),
      stages: { prod: { variables: { colour: "blue" } } },
    }),
  ],
  cases: [
    {
      name: "the default response has the message alone",
      source: PAGES.gatewayResponses,
      request: { path: "/_api/plain/prod/iam" },
      expect: {
        status: 403,
        body: '{"message":"Missing Authentication Token"}',
        headers: { "content-type": "application/json", "access-control-allow-origin": undefined },
      },
    },
    {
      name: "DEFAULT_4XX adds its headers to every 4XX response",
      source: PAGES.customResponses,
      request: { path: "/_api/custom/prod/iam" },
      expect: {
        status: 403,
        body: '{"message":"Missing Authentication Token"}',
        headers: { "access-control-allow-origin": "https://app.example" },
      },
    },
    {
      name: "an unknown path has DEFAULT_4XX's headers too",
      source: PAGES.customResponses,
      request: { path: "/_api/custom/prod/nowhere" },
      expect: { status: 403, headers: { "access-control-allow-origin": "https://app.example" } },
    },
    {
      name: "a validation error has DEFAULT_4XX's headers and its own message",
      source: PAGES.customResponses,
      request: { path: "/_api/custom/prod/checked" },
      expect: {
        status: 400,
        body: '{"message":"Missing required request parameters: [q]"}',
        headers: { "access-control-allow-origin": "https://app.example" },
      },
    },
    {
      name: "DEFAULT_5XX changes status and body of every 5XX response",
      source: PAGES.gatewayResponses,
      request: { path: "/_api/custom/prod/broken" },
      expect: { status: 503, json: { sorry: true }, headers: { "x-amzn-errortype": "InternalServerErrorException" } },
    },
    {
      name: "a response of its own goes before the default, with status, headers and variables",
      source: PAGES.customResponses,
      request: { path: "/_api/custom/prod/key?q=cup", headers: { "X-Client": "me" } },
      expect: {
        status: 401,
        members: { type: "INVALID_API_KEY", text: "Forbidden", v: "blue", q: "cup" },
        headers: { "x-asked": "me", "x-stage": "prod" },
      },
    },
    {
      name: "Accept selects the template of a gateway response",
      source: PAGES.customResponses,
      request: { path: "/_api/custom/prod/key", headers: { accept: "application/xml" } },
      expect: { body: "<error>Forbidden</error>", headers: { "content-type": "application/xml" } },
    },
    {
      name: "a mapped header whose source is not there is left out",
      source: PAGES.customResponses,
      request: { path: "/_api/custom/prod/key" },
      expect: { headers: { "x-asked": undefined } },
    },
    {
      name: "a preflight is answered by the MOCK's OPTIONS method",
      source: PAGES.cors,
      request: {
        method: "OPTIONS",
        path: "/_api/plain/prod/iam",
        headers: { origin: "https://app.example", "access-control-request-method": "GET" },
      },
      expect: {
        status: 204,
        headers: {
          "access-control-allow-origin": "https://app.example",
          "access-control-allow-methods": "GET,OPTIONS",
          "access-control-allow-headers": "Authorization",
        },
      },
    },
    {
      name: "a path without an OPTIONS method answers a preflight with 403",
      source: PAGES.cors,
      request: {
        method: "OPTIONS",
        path: "/_api/plain/prod/checked",
        headers: { origin: "https://app.example", "access-control-request-method": "GET" },
      },
      expect: {
        status: 403,
        body: '{"message":"Missing Authentication Token"}',
        headers: { "access-control-allow-origin": undefined },
      },
    },
    {
      name: "the gateway adds no CORS headers to a method's response",
      source: PAGES.cors,
      request: { path: "/_api/plain/prod/checked?q=1", headers: { origin: "https://app.example" } },
      expect: { status: 200, headers: { "access-control-allow-origin": undefined } },
    },
  ],
});

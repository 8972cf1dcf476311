import { V1, V2 } from "../../../../aws/resource-types";
import { requestValidated } from "../../../../policy/rules/endpoints/request-validated";
import { describeRule, UNKNOWN } from "../../cases";

/** A REST API of a body with one POST /a, beside the method. */
const bodied = (operation: object, more: object = {}) => ({
  shop: { type: V1.restApi, props: { body: JSON.stringify({ paths: { "/a": { post: operation } }, ...more }) } },
});
const BODY = { in: "body", name: "order" };
const HEADER = { in: "header", name: "x-id", required: true };
const QUERY = { in: "query", name: "q", required: true };
const validators = {
  "x-amazon-apigateway-request-validators": {
    all: { validateRequestBody: true, validateRequestParameters: true },
    body: { validateRequestBody: true },
    parameters: { validateRequestParameters: true },
  },
};
const open = (what: string): RegExp => new RegExp(`^The body of shop models what nothing validates: ${what}\\.\n`);

describeRule(requestValidated, {
  baseline: {
    order: { type: V1.method, props: { requestModels: { "application/json": "Order" }, requestValidatorId: "abc" } },
  },
  passes: {
    "a REST API without a body": { shop: { type: V1.restApi, props: { id: "rest123456" } } },
    "a body whose validator looks at all of it": bodied(
      { requestBody: {}, parameters: [QUERY, HEADER], "x-amazon-apigateway-request-validator": "all" },
      validators,
    ),
    "a body of Swagger whose default validator looks at all of it": bodied(
      { parameters: [BODY, HEADER] },
      { ...validators, "x-amazon-apigateway-request-validator": "all" },
    ),
    "a body that asks for a path parameter, which is always there, and for nothing else": bodied({
      parameters: [{ in: "path", name: "id", required: true }, { in: "query", name: "q" }, null],
    }),
    "a body whose operations have no parameters": bodied({ parameters: "none" }),
    "a parameter that is not required": {
      "order.requestModels": undefined,
      "order.requestValidatorId": "",
      "order.requestParameters": { "method.request.querystring.q": false },
    },
    "a WebSocket route whose expression begins or ends as the default one does": {
      before: {
        type: V2.route,
        props: { routeKey: "a", modelSelectionExpression: "$request.header.$default", requestModels: { text: "M" } },
      },
      after: {
        type: V2.route,
        props: { routeKey: "b", modelSelectionExpression: "$default.kind", requestModels: { text: "M" } },
      },
    },
    "a validator that looks at the body": {
      all: { type: V1.requestValidator, props: { id: "abc", validateRequestBody: true } },
    },
    "a method that models nothing": { "order.requestModels": undefined, "order.requestValidatorId": "" },
    "a WebSocket route whose expression selects a model": {
      say: {
        type: V2.route,
        props: { routeKey: "say", modelSelectionExpression: "\\$default", requestModels: { $default: "Message" } },
      },
    },
    "a WebSocket route whose messages select their models": {
      say: {
        type: V2.route,
        props: { routeKey: "say", modelSelectionExpression: "$request.body.kind", requestModels: { text: "Message" } },
      },
    },
    "a WebSocket route without models": { say: { type: V2.route, props: { routeKey: "say" } } },
    "a path parameter, which is always there": {
      "order.requestModels": undefined,
      "order.requestValidatorId": "",
      "order.requestParameters": { "method.request.path.id": true },
    },
  },
  fails: {
    "a body of Swagger without a validator": [
      bodied({ parameters: [BODY, HEADER] }),
      open("POST /a \\(body\\), POST /a \\(parameters\\)"),
    ],
    "a body whose validator looks at parameters alone": [
      bodied({ parameters: [HEADER, BODY], "x-amazon-apigateway-request-validator": "parameters" }, validators),
      open("POST /a \\(body\\)"),
    ],
    "a body whose validator looks at the body alone": [
      bodied(
        { requestBody: {}, parameters: [{ in: "path", name: "id", required: true }, QUERY] },
        {
          ...validators,
          "x-amazon-apigateway-request-validator": "body",
        },
      ),
      open("POST /a \\(parameters\\)"),
    ],
    "a body whose validator is no name": [
      bodied({ requestBody: {}, "x-amazon-apigateway-request-validator": ["all"] }, validators),
      open("POST /a \\(body\\)"),
    ],
    "a validator that looks at parameters alone": [
      {
        all: { type: V1.requestValidator, props: { id: "abc", validateRequestParameters: true } },
      },
      /order models its body, which its validator all does not look at\.\nFix: Set validateRequestBody of all to true/,
    ],
    "a validator that looks at the body alone": [
      {
        all: { type: V1.requestValidator, props: { id: "abc", validateRequestBody: true } },
        "order.requestParameters": { "method.request.querystring.q": true },
      },
      /order models method\.request\.querystring\.q, which its validator all does not look at/,
    ],
    "a body of an API without a validator": [
      {
        shop: {
          type: V1.restApi,
          props: {
            body: JSON.stringify({
              "x-amazon-apigateway-request-validators": { params: { validateRequestParameters: true } },
              "x-amazon-apigateway-request-validator": "params",
              paths: {
                "/a": {
                  post: { requestBody: {}, parameters: [{ name: "q", in: "query", required: true }] },
                  get: {
                    "x-amazon-apigateway-request-validator": "none",
                    parameters: [{ name: "q", in: "query", required: true }],
                  },
                },
              },
            }),
          },
        },
      },
      /The body of shop models what nothing validates: (GET \/a \(parameters\).*POST \/a \(body\)|POST \/a \(body\).*GET \/a \(parameters\))/,
    ],
    "a WebSocket route with models that nothing selects": [
      { say: { type: V2.route, props: { routeKey: "say", requestModels: { text: "Message" } } } },
      /The route say models its messages \(text\) and validates none\.\nFix: Set modelSelectionExpression to "\\\$default"/,
    ],
    "a WebSocket route that selects a model which it lacks": [
      {
        say: {
          type: V2.route,
          props: { routeKey: "say", modelSelectionExpression: "$default", requestModels: { text: "Message" } },
        },
      },
      /The route say selects the model \$default, and has models for text only/,
    ],
    "a body model without a validator": [
      { "order.requestValidatorId": "" },
      /order models its body and validates nothing\.\nFix: Set requestValidatorId/,
    ],
    "a required parameter without a validator": [
      {
        "order.requestModels": undefined,
        "order.requestValidatorId": "",
        "order.requestParameters": { "method.request.querystring.q": true },
      },
      /models method\.request\.querystring\.q/,
    ],
  },
  unknown: {
    "a validator that is not known yet": [{ "order.requestValidatorId": UNKNOWN }, "not needed"],
    "parameters that are not known yet": [
      { "order.requestValidatorId": "", "order.requestModels": undefined, "order.requestParameters": UNKNOWN },
      /requestParameters is not known/,
    ],
  },
});

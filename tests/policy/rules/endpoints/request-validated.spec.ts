import { V1, V2 } from "../../../../aws/resource-types";
import { requestValidated } from "../../../../policy/rules/endpoints/request-validated";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(requestValidated, {
  baseline: {
    order: { type: V1.method, props: { requestModels: { "application/json": "Order" }, requestValidatorId: "abc" } },
  },
  passes: {
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

import { V1, V2 } from "../../../../aws/resource-types";
import { integrationTimeoutRange } from "../../../../policy/rules/integrations/integration-timeout-range";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(integrationTimeoutRange, {
  baseline: {
    http: { type: V2.integration, props: { timeoutMilliseconds: 30000 } },
    rest: { type: V1.integration, props: { timeoutMilliseconds: 29000 } },
  },
  passes: {
    "50 milliseconds": { "http.timeoutMilliseconds": 50 },
    "0, which AWS fills in": { "http.timeoutMilliseconds": 0 },
    "an integration of an API that is not known": { "http.apiId": UNKNOWN, "http.timeoutMilliseconds": undefined },
    "an operation of a REST body that streams its response": {
      api: {
        type: V1.restApi,
        props: {
          body: JSON.stringify({
            paths: {
              "/a": {
                get: { "x-amazon-apigateway-integration": { timeoutInMillis: 300000, responseTransferMode: "STREAM" } },
                put: { "x-amazon-apigateway-integration": { timeoutInMillis: "31000" } },
                post: {},
              },
            },
          }),
        },
      },
    },
    "a REST API without a body": { api: { type: V1.restApi, props: {} } },
    "a REST integration that streams its response": {
      "rest.responseTransferMode": "STREAM",
      "rest.timeoutMilliseconds": 300000,
    },
    "an integration that does not say": { "http.timeoutMilliseconds": undefined },
  },
  fails: {
    "an operation of a REST body": [
      {
        api: {
          type: V1.restApi,
          props: {
            body: JSON.stringify({
              paths: { "/a": { get: { "x-amazon-apigateway-integration": { timeoutInMillis: 29500 } } } },
            }),
          },
        },
      },
      /timeoutInMillis of GET \/a of api is 29500, and REST APIs take 50 to 29000/,
    ],
    "a WebSocket integration over 29 seconds": [
      {
        chat: { type: V2.api, props: { id: "chat123456", protocolType: "WEBSOCKET" } },
        "http.apiId": "chat123456",
        "http.refs": { apiId: ["chat"] },
        "http.timeoutMilliseconds": 29500,
      },
      /is 29500, and WebSocket APIs take 50 to 29000/,
    ],
    "an operation of a body": [
      {
        api: {
          type: V2.api,
          props: {
            body: JSON.stringify({
              paths: { "/a": { get: { "x-amazon-apigateway-integration": { timeoutInMillis: 31000 } } } },
            }),
          },
        },
      },
      /timeoutInMillis of GET \/a of api is 31000, and HTTP APIs take 50 to 30000/,
    ],
    "an HTTP integration over 30 seconds": [
      { "http.timeoutMilliseconds": 60000 },
      /is 60000, and HTTP APIs take 50 to 30000/,
    ],
    "a REST integration over the quota": [
      { "rest.timeoutMilliseconds": 29001 },
      /is 29001, and REST APIs take 50 to 29000/,
    ],
    "a timeout under 50 milliseconds": [{ "http.timeoutMilliseconds": 30 }, /is 30/],
  },
  unknown: {
    "a timeout that is not known yet": [{ "http.timeoutMilliseconds": UNKNOWN }, /timeoutMilliseconds is not known/],
  },
  config: { "a raised quota": [{ "rest.timeoutMilliseconds": 120000 }, { restMaximum: 300000 }] },
});

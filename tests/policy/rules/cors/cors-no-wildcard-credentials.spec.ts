import { V1, V2 } from "../../../../aws/resource-types";
import { corsNoWildcardCredentials } from "../../../../policy/rules/cors/cors-no-wildcard-credentials";
import { describeRule, UNKNOWN } from "../../cases";

const open = (kind: string, origin = "'*'", credentials = "'true'") => ({
  responseParameters: {
    [`${kind}.header.access-control-allow-origin`]: origin,
    [`${kind}.header.Access-Control-Allow-Credentials`]: credentials,
  },
});
const bodied = (response: unknown) => ({
  rest: {
    type: V1.restApi,
    props: {
      body: JSON.stringify({
        paths: { "/a": { get: { "x-amazon-apigateway-integration": { responses: { ok: {}, default: response } } } } },
      }),
    },
  },
});

describeRule(corsNoWildcardCredentials, {
  baseline: {
    api: {
      type: V2.api,
      props: {
        protocolType: "HTTP",
        corsConfiguration: { allowOrigins: ["https://shop.example.com"], allowCredentials: true },
      },
    },
  },
  passes: {
    "a REST API without a body": { rest: { type: V1.restApi, props: {} } },
    "a response of a body for one origin": bodied(open("method.response", "'https://shop.example.com'")),
    "a response of a body without credentials": bodied(open("method.response", "'*'", "'false'")),
    "a response of a REST API for one origin": {
      response: { type: V1.integrationResponse, props: open("method.response", "'https://shop.example.com'") },
    },
    "a response of a REST API without credentials": {
      response: { type: V1.integrationResponse, props: open("method.response", "'*'", "'false'") },
    },
    "every origin without credentials": {
      "api.corsConfiguration.allowOrigins": ["*"],
      "api.corsConfiguration.allowCredentials": false,
    },
    "an API without CORS": { "api.corsConfiguration": undefined },
  },
  fails: {
    "a response of a body": [bodied(open("method.response")), /GET \/a of rest allows credentials from every origin/],
    "a gateway response": [
      { response: { type: V1.response, props: open("gatewayresponse") } },
      /The gateway response response allows credentials/,
    ],
    "a response of a REST API": [
      {
        response: {
          type: V1.integrationResponse,
          props: {
            responseParameters: {
              "method.response.header.Access-Control-Allow-Origin": "'*'",
              "method.response.header.Access-Control-Allow-Credentials": "'true'",
            },
          },
        },
      },
      /The integration response response allows credentials from every origin \(\*\), which browsers refuse\.\nFix: Set Access-Control-Allow-Origin to one origin/,
    ],
    "a gateway response in a body of a REST API": [
      {
        rest: {
          type: V1.restApi,
          props: {
            body: JSON.stringify({
              "x-amazon-apigateway-gateway-responses": {
                DEFAULT_4XX: {
                  responseParameters: {
                    "gatewayresponse.header.Access-Control-Allow-Origin": "'*'",
                    "gatewayresponse.header.Access-Control-Allow-Credentials": "'true'",
                  },
                },
              },
            }),
          },
        },
      },
      /The gateway response DEFAULT_4XX of rest allows credentials/,
    ],
    "credentials from every origin": [
      { "api.corsConfiguration.allowOrigins": ["*"] },
      /credentials from every origin \(\*\), which API Gateway refuses\.\nFix: List the origins in allowOrigins, or set allowCredentials to false/,
    ],
    "credentials from every https origin": [
      { "api.corsConfiguration.allowOrigins": ["https://a.example.com", "https://*"] },
      /every origin of https:\/\/\*, so any site acts for the user/,
    ],
  },
  unknown: {
    "origins that are not known yet": [
      { "api.corsConfiguration.allowOrigins": UNKNOWN },
      /^undecided: api: corsConfiguration\.allowOrigins is not known/,
    ],
    "origins that are not known yet without credentials": [
      { "api.corsConfiguration.allowOrigins": UNKNOWN, "api.corsConfiguration.allowCredentials": false },
      "not needed",
    ],
  },
});

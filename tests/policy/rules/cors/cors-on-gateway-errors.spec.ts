import { V1 } from "../../../../aws/resource-types";
import { corsOnGatewayErrors } from "../../../../policy/rules/cors/cors-on-gateway-errors";
import { describeRule, UNKNOWN } from "../../cases";

const header = "gatewayresponse.header.Access-Control-Allow-Origin";
const error = (responseType: string) => ({
  type: V1.response,
  props: { restApiId: "abcde12345", responseType, responseParameters: { [header]: "'*'" } },
  refs: { restApiId: ["api"] },
});

describeRule(corsOnGatewayErrors, {
  baseline: {
    api: { type: V1.restApi, props: { id: "abcde12345" } },
    preflight: {
      type: V1.integrationResponse,
      props: {
        restApi: "abcde12345",
        resourceId: "r1",
        httpMethod: "OPTIONS",
        responseParameters: { "method.response.header.Access-Control-Allow-Origin": "'*'" },
      },
      refs: { restApi: ["api"] },
    },
    client: error("DEFAULT_4XX"),
    server: error("DEFAULT_5XX"),
  },
  passes: {
    "an API that sets no CORS headers": { preflight: undefined, client: undefined },
    "a body that describes the errors": {
      client: undefined,
      "api.body": JSON.stringify({
        openapi: "3.0.1",
        paths: {},
        "x-amazon-apigateway-gateway-responses": { DEFAULT_4XX: { responseParameters: { [header]: "'*'" } } },
      }),
    },
  },
  fails: {
    "an error without the header": [
      { "client.responseParameters": {} },
      /its DEFAULT_4XX error carries no CORS header\.\nFix: Add a gateway response for DEFAULT_4XX/,
    ],
    "no gateway responses": [
      { client: undefined, server: undefined },
      /DEFAULT_4XX and DEFAULT_5XX errors carry no CORS/,
    ],
  },
  unknown: {
    "a gateway response whose API is not known": [
      { "client.restApiId": UNKNOWN, "client.refs": {} },
      /restApiId of a gateway response is not known/,
    ],
  },
});

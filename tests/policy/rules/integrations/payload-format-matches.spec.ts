import { asset } from "@pulumi/pulumi";
import { V2, LAMBDA } from "../../../../aws/resource-types";
import { payloadFormatMatches } from "../../../../policy/rules/integrations/payload-format-matches";
import { describeRule, UNKNOWN } from "../../cases";

const arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
const code = (text: string) => new asset.AssetArchive({ "index.js": new asset.StringAsset(text) });

describeRule(payloadFormatMatches, {
  baseline: {
    api: { type: V2.api, props: { id: "abcde12345", protocolType: "HTTP" } },
    orders: { type: LAMBDA.function, props: { arn, code: code("exports.handler = (event) => event.rawPath;") } },
    integration: {
      type: V2.integration,
      props: { apiId: "abcde12345", integrationType: "AWS_PROXY", integrationUri: arn, payloadFormatVersion: "2.0" },
      refs: { apiId: ["api"] },
    },
    check: {
      type: V2.authorizer,
      props: {
        apiId: "abcde12345",
        authorizerType: "REQUEST",
        authorizerPayloadFormatVersion: "2.0",
        enableSimpleResponses: true,
      },
      refs: { apiId: ["api"] },
    },
  },
  passes: {
    "code that reads both formats": { "orders.code": code("event.rawPath ?? event.httpMethod") },
    "a service integration": {
      "integration.integrationSubtype": "SQS-SendMessage",
      "integration.payloadFormatVersion": "1.0",
    },
    "a JWT authorizer": {
      "check.authorizerType": "JWT",
      "check.authorizerPayloadFormatVersion": "",
      "check.enableSimpleResponses": false,
    },
    "code that is elsewhere": { "orders.code": undefined },
  },
  fails: {
    "a version that the provider filled in": [
      { "integration.payloadFormatVersion": "1.0", "integration.__defaults": ["payloadFormatVersion"] },
      /integration sets no payload format, so it gets 1\.0/,
    ],
    "a version that API Gateway does not have": [
      { "integration.payloadFormatVersion": "3.0" },
      /has payload format 3\.0, which API Gateway does not have\.\nFix: Set payloadFormatVersion to "2\.0"/,
    ],
    "an authorizer's version that API Gateway does not have": [
      { "check.authorizerPayloadFormatVersion": "3.0" },
      /check has payload format 3\.0, which API Gateway does not have/,
    ],
    "an authorizer that answers isAuthorized without simple responses": [
      {
        integration: undefined,
        "orders.code": code("exports.handler = async () => ({ isAuthorized: true });"),
        "check.enableSimpleResponses": false,
        "check.authorizerUri": `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
      },
      /The code of orders answers isAuthorized, and the authorizer check expects a policy, so every call answers 500\.\nFix: Set enableSimpleResponses/,
    ],
    "a field of the other format in a comment alone": [
      {
        "orders.code": code("exports.handler = (event) => event.httpMethod; // was event.rawPath"),
      },
      /sends payload format 2\.0, and the code of orders reads 1\.0/,
    ],
    "simple responses with 1.0": [
      { "check.authorizerPayloadFormatVersion": "1.0" },
      /simple responses with payload format 1\.0.*\nFix: Set authorizerPayloadFormatVersion to "2\.0"/,
    ],
    "a Lambda authorizer that says no format": [
      { "check.authorizerPayloadFormatVersion": "" },
      /sets no payload format, which HTTP APIs require/,
    ],
    "2.0 on a WebSocket API": [
      { "api.protocolType": "WEBSOCKET", check: undefined },
      /of a WebSocket API has payload format 2\.0, and WebSocket APIs have 1\.0 only\.\nFix: Set payloadFormatVersion to "1\.0"/,
    ],
    "an integration that says no format": [
      { "integration.payloadFormatVersion": "" },
      /sets no payload format, so it gets 1\.0/,
    ],
    "code for the other format": [
      { "integration.payloadFormatVersion": "1.0" },
      /sends payload format 1\.0, and the code of orders reads 2\.0\.\nFix: Set payloadFormatVersion to "2\.0"/,
    ],
  },
  unknown: {
    "a format that is not known yet": [
      { "integration.payloadFormatVersion": UNKNOWN },
      /integration: payloadFormatVersion is not known/,
    ],
    "a function that is not known": [{ "integration.integrationUri": UNKNOWN }, "not needed"],
  },
});

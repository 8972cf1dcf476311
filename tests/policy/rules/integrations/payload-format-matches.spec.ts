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

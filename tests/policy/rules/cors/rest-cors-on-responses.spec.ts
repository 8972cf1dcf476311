import { asset } from "@pulumi/pulumi";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LAMBDA, V1 } from "../../../../aws/resource-types";
import { restCorsOnResponses } from "../../../../policy/rules/cors/rest-cors-on-responses";
import { describeRule, UNKNOWN } from "../../cases";

const arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`;
const code = (text: string) => new asset.AssetArchive({ "index.js": new asset.StringAsset(text) });
const silent = "exports.handler = async () => ({ statusCode: 200 });";
const speaking =
  'exports.handler = async () => ({ statusCode: 200, headers: { "Access-Control-Allow-Origin": "*" } });';
const folder = mkdtempSync(join(tmpdir(), "rest-cors-"));
writeFileSync(join(folder, "index.js"), silent);
const body = (integration: object) =>
  JSON.stringify({
    paths: {
      "/orders": {
        get: { "x-amazon-apigateway-integration": { type: "AWS_PROXY", uri } },
        options: { "x-amazon-apigateway-integration": integration },
      },
    },
  });
const found =
  /A preflight of api allows an origin, and the code of orders, which answers GET there, sets no CORS header\.\nFix: Set/;

describeRule(restCorsOnResponses, {
  baseline: {
    api: { type: V1.restApi, props: { id: "abcde12345", rootResourceId: "root123456" } },
    orders: { type: LAMBDA.function, props: { arn, code: code(speaking) } },
    preflight: {
      type: V1.integrationResponse,
      props: {
        restApi: "abcde12345",
        resourceId: "res123",
        httpMethod: "OPTIONS",
        responseParameters: { "method.response.header.Access-Control-Allow-Origin": "'https://shop.example.com'" },
      },
      refs: { restApi: ["api"] },
    },
    list: {
      type: V1.integration,
      props: { restApi: "abcde12345", resourceId: "res123", httpMethod: "GET", type: "AWS_PROXY", uri },
      refs: { restApi: ["api"] },
    },
  },
  passes: {
    "a path without a preflight": { "orders.code": code(silent), "list.resourceId": "res456" },
    "an integration that is no proxy": { "orders.code": code(silent), "list.type": "AWS" },
    "a body whose preflight allows nothing": {
      preflight: undefined,
      list: undefined,
      "api.body": body({ type: "MOCK" }),
    },
  },
  fails: {
    "a function that sets no header": [{ "orders.code": code(silent) }, found],
    "a function behind a body": [
      {
        "orders.code": code(silent),
        preflight: undefined,
        list: undefined,
        "api.body": body({
          type: "MOCK",
          responses: {
            default: { responseParameters: { "method.response.header.Access-Control-Allow-Origin": "'*'" } },
          },
        }),
      },
      found,
    ],
  },
  unknown: {
    "code in a bucket": [
      { "orders.code": undefined, "orders.s3Bucket": "code" },
      /the code of orders is in a bucket or an image/,
    ],
    "a function that is not known": [{ "list.uri": UNKNOWN }, "not needed"],
  },
  config: {
    "a folder that relative paths start at": [
      { "orders.code": new asset.FileAsset("index.js") },
      { sourceRoots: [folder] },
      found,
    ],
  },
});

import { zipSync } from "fflate";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asset } from "@pulumi/pulumi";
import { V1, V2, LAMBDA } from "../../../../aws/resource-types";
import { noMixedCors } from "../../../../policy/rules/cors/no-mixed-cors";
import { describeRule, UNKNOWN } from "../../cases";

const folder = mkdtempSync(join(tmpdir(), "mixed-cors-"));
const setsCors = 'exports.handler = () => ({ headers: { "Access-Control-Allow-Origin": "*" } });\n';
writeFileSync(join(folder, "index.js"), setsCors);
writeFileSync(
  join(folder, "bundle.js"),
  `// node_modules/hono/cors.js\nset("Access-Control-Allow-Origin");\n// src/orders.ts\nhandle();\n`,
);
/** A zip with one stored entry. */
function zipOf(name: string, text: string): Uint8Array {
  return zipSync({ [name]: [Buffer.from(text), { level: 0 }] });
}
writeFileSync(join(folder, "code.zip"), zipOf("src/handler.js", setsCors));

const archive = (files: Record<string, string>) =>
  new asset.AssetArchive(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, new asset.StringAsset(text)])),
  );
const dropped =
  /api has a CORS configuration, and the code of orders sets Access-Control-Allow-Origin \(.+\), which API Gateway drops\.\nFix: Remove the header from the code/;
const restResponse = (httpMethod: string) => ({
  type: V1.integrationResponse,
  props: {
    restApi: "rest123456",
    resourceId: "res123",
    httpMethod,
    responseParameters: { "method.response.header.Access-Control-Allow-Origin": "'https://shop.example.com'" },
  },
  refs: { restApi: ["rest"] },
});

describeRule(noMixedCors, {
  baseline: {
    api: {
      type: V2.api,
      props: { id: "abcde12345", corsConfiguration: { allowOrigins: ["https://shop.example.com"] } },
    },
    orders: {
      type: LAMBDA.function,
      props: {
        arn: "arn:aws:lambda:eu-west-1:111122223333:function:orders",
        code: archive({ "index.js": "exports.handler = () => ({ statusCode: 200 });" }),
      },
    },
    integration: {
      type: V2.integration,
      props: { apiId: "abcde12345", integrationUri: "arn:aws:lambda:eu-west-1:111122223333:function:orders" },
      refs: { apiId: ["api"], integrationUri: ["orders"] },
    },
    route: { type: V2.route, props: { apiId: "abcde12345", routeKey: "GET /orders" }, refs: { apiId: ["api"] } },
    rest: { type: V1.restApi, props: { id: "rest123456" } },
    preflight: restResponse("OPTIONS"),
    answer: restResponse("GET"),
  },
  passes: {
    "code that sets CORS where the gateway does not": {
      "api.corsConfiguration": undefined,
      "orders.code": new asset.FileArchive(folder),
    },
    "an open preflight that a catch-all route with an authorizer needs": {
      "route.routeKey": "$default",
      "route.authorizationType": "JWT",
      open: { type: V2.route, props: { apiId: "abcde12345", routeKey: "OPTIONS /{proxy+}" }, refs: { apiId: ["api"] } },
    },
    "a library that knows the header": { "orders.code": new asset.FileAsset(join(folder, "bundle.js")) },
    "a library beside the code": { "orders.code": archive({ "node_modules/cors/index.js": setsCors, "index.js": "" }) },
  },
  fails: {
    "an OPTIONS route beside the gateway's CORS": [
      { "route.routeKey": "OPTIONS /orders" },
      /api has a CORS configuration and its own OPTIONS \/orders\.\nFix: Remove the OPTIONS route, or remove corsConfiguration/,
    ],
    "an integration that sets the headers": [
      {
        "integration.responseParameters": [
          { statusCode: "200", mappings: { "overwrite:header.Access-Control-Allow-Origin": "*" } },
        ],
      },
      /the integration integration sets Access-Control-Allow-Origin\.\nFix: Remove the response parameter, or remove corsConfiguration/,
    ],
    "inline code that sets the headers": [{ "orders.code": archive({ "index.js": setsCors }) }, dropped],
    "a folder whose code sets the headers": [{ "orders.code": new asset.FileArchive(folder) }, dropped],
    "a zip file whose code sets the headers": [
      { "orders.code": new asset.FileArchive(join(folder, "code.zip")) },
      dropped,
    ],
    "code behind an integration that joins by reference alone": [
      {
        "integration.integrationUri": UNKNOWN,
        "orders.arn": UNKNOWN,
        "orders.code": archive({ "index.js": setsCors }),
      },
      dropped,
    ],
    "a REST preflight that allows another origin than the response": [
      {
        "answer.responseParameters": {
          "method.response.header.Access-Control-Allow-Origin": "'https://old.example.com'",
        },
      },
      /On rest the preflight allows the origin https:\/\/shop\.example\.com and the GET response sets https:\/\/old\.example\.com.*\nFix: Set both to the same/,
    ],
  },
  unknown: {
    "code in a bucket": [
      { "orders.code": undefined, "orders.s3Bucket": "code" },
      /the code of orders is in a bucket or an image/,
    ],
    "an integration whose function is not known": [
      { "integration.integrationUri": UNKNOWN, "integration.refs": { apiId: ["api"] } },
      /integrationUri is not known/,
    ],
  },
  config: {
    "a folder that relative paths start at": [
      { "orders.code": new asset.FileAsset("index.js") },
      { sourceRoots: [folder] },
      dropped,
    ],
  },
});

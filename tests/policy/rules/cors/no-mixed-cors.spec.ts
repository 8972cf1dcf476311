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

/** Text that names the header and is never run. */
const notExecuted: Record<string, [file: string, text: string]> = {
  "a header in a comment at the end of a line": [
    "index.js",
    'exports.handler = () => ({ headers: {} }); // "Access-Control-Allow-Origin": "*"\n',
  ],
  "a header in an inline comment": [
    "index.mjs",
    'export const handler = () => ({ headers: { /* "Access-Control-Allow-Origin": "*" */ } });\n',
  ],
  "a header in a block comment without stars": [
    "index.js",
    '/*\nheaders: {\n  "Access-Control-Allow-Origin": "*",\n}\n*/\nexports.handler = () => ({});\n',
  ],
  "a header in a docstring": [
    "app.py",
    'def handler(event, context):\n    """Returns {"Access-Control-Allow-Origin": "*"} no more."""\n    return {}\n',
  ],
  "a header in a comment of Python": ["app.py", 'headers = {}  # {"Access-Control-Allow-Origin": "*"}\n'],
  "a header in a test": ["index.test.mjs", setsCors],
  "a header in a folder of tests": ["__tests__/handler.js", setsCors],
  "a header in a test of Python": ["tests/test_app.py", 'headers = {"Access-Control-Allow-Origin": "*"}\n'],
};

const middleware: Record<string, [file: string, text: string]> = {
  "the middleware of Express": ["index.js", 'const cors = require("cors");\napp.use(cors());\n'],
  "the middleware of Hono": ["index.mjs", "import { cors } from 'hono/cors';\napp.use(cors());\n"],
  "the middleware of middy": [
    "index.mjs",
    'import cors from "@middy/http-cors";\nexport const handler = middy().use(cors());\n',
  ],
  "the plugin of Fastify": ["index.js", 'app.register(require("@fastify/cors"));\n'],
  "the middleware of Koa": ["index.js", 'const cors = require("@koa/cors");\napp.use(cors());\n'],
  "Nest's enableCors": ["main.js", "const app = await create();\napp.enableCors();\n"],
  "lambda-api's res.cors": ["index.js", "api.get('/', (req, res) => res.cors().json({}));\n"],
  "Powertools for Python": ["app.py", "app = APIGatewayHttpResolver(cors=CORSConfig(allow_origin='*'))\n"],
  "Powertools for TypeScript": [
    "index.mjs",
    "import { cors } from '@aws-lambda-powertools/event-handler/http';\napp.use(cors());\n",
  ],
  "FastAPI's middleware": ["app.py", "app.add_middleware(CORSMiddleware, allow_origins=['*'])\n"],
  "Flask's extension": ["app.py", "from flask_cors import CORS\nCORS(app)\n"],
  "a middleware within a bundle": [
    "index.js",
    "// node_modules/cors/lib/index.js\nvar require_lib = () => {};\n// src/index.ts\nrequire_lib();\n",
  ],
  "Hono's middleware within a bundle": [
    "index.js",
    "// node_modules/hono/dist/middleware/cors/index.js\nvar cors = () => {};\n// src/index.ts\ncors();\n",
  ],
};

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
    "an integration that sets other headers": {
      "integration.responseParameters": [
        {
          statusCode: "200",
          mappings: { "overwrite:header.x-total": "1", "remove:header.Access-Control-Allow-Origin": "" },
        },
        { statusCode: "201" },
      ],
    },
    "a REST response for one origin after a preflight for every one": {
      "preflight.responseParameters": { "method.response.header.Access-Control-Allow-Origin": "'*'" },
    },
    "a REST response without a preflight": { preflight: undefined },
    "a REST response for every origin after a preflight for one": {
      "answer.responseParameters": { "method.response.header.Access-Control-Allow-Origin": "'*'" },
    },
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
    ...Object.fromEntries(
      Object.entries(notExecuted).map(([what, [file, text]]) => [what, { "orders.code": archive({ [file]: text }) }]),
    ),
    "a library beside the code": { "orders.code": archive({ "node_modules/cors/index.js": setsCors, "index.js": "" }) },
  },
  fails: {
    "an open preflight that no catch-all route needs": [
      {
        "route.authorizationType": "JWT",
        open: {
          type: V2.route,
          props: { apiId: "abcde12345", routeKey: "OPTIONS /{proxy+}" },
          refs: { apiId: ["api"] },
        },
      },
      /Fix: Remove the OPTIONS route, or/,
    ],
    "two preflights that no catch-all route needs": [
      Object.fromEntries(
        ["OPTIONS /orders", "OPTIONS /{proxy+}"].map((routeKey) => [
          routeKey,
          { type: V2.route, props: { apiId: "abcde12345", routeKey }, refs: { apiId: ["api"] } },
        ]),
      ),
      /Fix: Remove the OPTIONS routes, or/,
    ],
    "code behind a quick create": [
      {
        integration: undefined,
        "api.target": "arn:aws:lambda:eu-west-1:111122223333:function:orders",
        "orders.code": archive({ "index.js": setsCors }),
      },
      dropped,
    ],
    "code behind a body with its own CORS": [
      {
        integration: undefined,
        "api.corsConfiguration": undefined,
        "api.body": JSON.stringify({
          "x-amazon-apigateway-cors": { allowOrigins: ["https://shop.example.com"] },
          paths: {
            "/orders": {
              get: {
                "x-amazon-apigateway-integration": {
                  type: "aws_proxy",
                  uri: "arn:aws:lambda:eu-west-1:111122223333:function:orders",
                },
              },
            },
          },
        }),
        "orders.code": archive({ "index.js": setsCors }),
      },
      dropped,
    ],
    "an integration that sets the headers that pages may read": [
      {
        "integration.responseParameters": [
          { statusCode: "200", mappings: { "append:header.Access-Control-Expose-Headers": "x-total" } },
        ],
      },
      /the integration integration sets Access-Control-Expose-Headers/,
    ],
    "a REST preflight for another origin than the proxy's code sets": [
      {
        answer: undefined,
        proxy: {
          type: V1.integration,
          props: {
            restApi: "rest123456",
            resourceId: "res123",
            httpMethod: "GET",
            type: "AWS_PROXY",
            uri: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:orders/invocations",
          },
          refs: { restApi: ["rest"] },
        },
        "api.corsConfiguration": undefined,
        "orders.code": archive({
          "index.js":
            'exports.handler = () => ({ headers: { "Access-Control-Allow-Origin": "https://old.example.com" } });',
        }),
      },
      /On rest the preflight allows the origin https:\/\/shop\.example\.com and the code of orders sets https:\/\/old\.example\.com/,
    ],
    ...Object.fromEntries(
      Object.entries(middleware).map(([what, [file, text]]) => [
        what,
        [
          { "orders.code": archive({ [file]: text }) },
          /the code of orders sets CORS headers by .+ \(.+\), which API Gateway drops/,
        ],
      ]),
    ),
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

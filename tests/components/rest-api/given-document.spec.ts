import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { lambda, mock, none, RestApi, type RestApiArgs } from "../../../components";
import { deploy } from "../../support/deploy";
import { refusal } from "../../support/refused";

const target = lambda("arn:aws:lambda:eu-west-1:123456789012:function:orders");
type Json = Record<string, unknown>;
type OpenApi = NonNullable<RestApiArgs<string>["openapi"]>;

const document = {
  openapi: "3.0.3",
  info: { title: "Orders", version: "1" },
  security: [{ legacy: [] }],
  paths: {
    "/orders/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: {
        operationId: "readOrder",
        responses: {
          "200": {
            description: "ok",
            content: { "application/json": { schema: { $ref: "#/components/schemas/an-order" } } },
          },
        },
      },
    },
    "/ready": {
      get: { responses: { "200": { description: "ok" } }, "x-amazon-apigateway-integration": { type: "mock" } },
    },
  },
  components: {
    schemas: { "an-order": { type: "object", properties: { next: { $ref: "#/components/schemas/an-order" } } } },
    securitySchemes: { legacy: { type: "apiKey", name: "x-legacy", in: "header" } },
  },
};

async function body(openapi: OpenApi, args: Partial<RestApiArgs<string>> = {}): Promise<Json> {
  const { inputsOf } = await deploy(() => new RestApi("shop", { defaultAuthorizer: none("a test"), openapi, ...args }));
  return JSON.parse(inputsOf("apigateway/restApi:RestApi").body as string) as Json;
}

function problems(openapi: OpenApi): string[] {
  const make = (): unknown => new RestApi("shop", { defaultAuthorizer: none("a test"), openapi });
  return refusal(make).problems.map(({ argument }) => argument);
}

describe("a RestApi of a given document", () => {
  const integration = {
    type: "aws_proxy",
    httpMethod: "POST",
    uri: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:orders/invocations",
    timeoutInMillis: 29000,
    passthroughBehavior: "when_no_match",
  };
  const merged = {
    openapi: "3.0.3",
    info: { title: "Orders", version: "1" },
    paths: {
      "/orders/{id}": {
        parameters: document.paths["/orders/{id}"].parameters,
        get: {
          operationId: "readOrder",
          responses: {
            "200": {
              description: "ok",
              content: { "application/json": { schema: { $ref: "#/components/schemas/anOrder" } } },
            },
          },
          security: [],
          "x-amazon-apigateway-integration": integration,
        },
      },
      "/ready": {
        get: {
          responses: { "200": { description: "ok" } },
          "x-amazon-apigateway-integration": { type: "mock" },
          security: [{ legacy: [] }],
        },
      },
    },
    components: {
      schemas: { anOrder: { type: "object", properties: { next: { $ref: "#/components/schemas/anOrder" } } } },
      securitySchemes: { legacy: { type: "apiKey", name: "x-legacy", in: "header" } },
    },
  };

  it("takes a document as an object with Outputs in it", async () => {
    const own = {
      ...document,
      paths: {
        "/orders": {
          get: {
            responses: { "200": { description: "ok" } },
            "x-amazon-apigateway-integration": { ...integration, uri: pulumi.output(integration.uri) },
          },
        },
      },
    };
    const { paths } = await body({ document: own });
    const operation = (paths as Record<string, Record<string, Json>>)["/orders"]?.get;
    assert.deepEqual(operation?.["x-amazon-apigateway-integration"], integration);
  });

  it("has all of it, with what the program says of an operation", async () => {
    assert.deepEqual(await body({ document, operations: { readOrder: target } }), merged);
  });

  // "Unsupported security definition type 'oauth2' for 'x'. Ignoring." fails an import on warnings:
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
  it("leaves out the schemes that API Gateway does not import, and refuses an operation that they alone protect", async () => {
    const schemes = { oauth: { type: "oauth2", flows: {} }, bearer: { type: "http", scheme: "bearer" } };
    const one = {
      ...document,
      security: [{ oauth: [] }],
      components: { ...document.components, securitySchemes: schemes },
    };
    const paths = { ...document.paths, "/ready": undefined };
    const made = await body({ document: { ...one, paths }, operations: { readOrder: target } });
    assert.deepEqual(Object.keys(made.components as Json), ["schemas"]);
    await assert.rejects(
      body({ document: one, operations: { readOrder: target } }),
      /\/paths\/~1ready\/get\/security: got "oauth", .* this one is of the type "oauth2", and anyone could call the operation/,
    );
    await assert.rejects(
      body({ document: { ...one, security: [{ nowhere: [] }] }, operations: { readOrder: target } }),
      /got "nowhere", expected a scheme that API Gateway imports: this one, which the document lacks, and anyone/,
    );
  });

  it("takes an operation by its route key, and a document as YAML", async () => {
    const yaml = `openapi: 3.0.3\ninfo: {title: Orders, version: "1"}\npaths:\n  /a:\n    get: {responses: {}}\n`;
    const made = await body({ document: yaml, operations: { "GET /a": target } });
    assert.deepEqual(made.paths, {
      "/a": {
        get: {
          responses: { "200": { description: "The answer of the integration" } },
          security: [],
          "x-amazon-apigateway-integration": integration,
        },
      },
    });
  });

  it("takes a document that is known only later, and says then what is wrong with it", async () => {
    const later = pulumi.output(JSON.stringify(document));
    assert.deepEqual(await body({ document: later, operations: { "GET /orders/{id}": target } }), {
      ...merged,
      paths: merged.paths,
    });
  });

  it("gives the operations that nobody names the integration of all the others", async () => {
    const made = await body({ document, defaultIntegration: target });
    const paths = made.paths as Record<string, Record<string, Json>>;
    assert.deepEqual(paths["/orders/{id}"]?.get?.["x-amazon-apigateway-integration"], integration);
    assert.deepEqual(paths["/ready"]?.get?.["x-amazon-apigateway-integration"], { type: "mock" });
  });

  it("writes OpenAPI 2.0 in its own way", async () => {
    const old = {
      swagger: "2.0",
      info: { title: "Orders", version: "1" },
      paths: { "/a/{id}": { put: { operationId: "put", responses: { "200": { description: "ok" } } } } },
      definitions: { Order: { type: "object" } },
    };
    const operations = { put: { integration: mock(), requestModel: "Order", requiredHeaders: ["X-A"] } };
    const made = await body({ document: old, operations });
    const { put } = (made.paths as Record<string, Record<string, Json>>)["/a/{id}"] ?? {};
    assert.deepEqual(put?.parameters, [
      { name: "id", in: "path", required: true, type: "string" },
      { name: "X-A", in: "header", required: true, type: "string" },
      { name: "Order", in: "body", required: true, schema: { $ref: "#/definitions/Order" } },
    ]);
    assert.deepEqual(made.definitions, { Order: { type: "object" } });
  });

  it("says everything that is wrong, each with its JSON pointer", () => {
    const bad = {
      openapi: "3.0.0",
      info: { title: "a" },
      paths: {
        "/a//b": { get: { responses: {} } },
        "/c": {
          trace: {},
          get: { operationId: "same", responses: { "200": { $ref: "#/components/responses/None" } } },
          post: { operationId: "same", responses: { "200": { $ref: "other.yaml#/A" } } },
        },
      },
    };
    assert.deepEqual(problems({ document: bad, operations: { same: target, other: target } }), [
      "openapi.document /info/version",
      "openapi.document /paths/~1c/get/responses/200/$ref",
      "openapi.document /paths/~1c/post/responses/200/$ref",
      "openapi.document /paths/~1a~1~1b",
      "openapi.document /paths/~1c/trace",
      "openapi.document /paths/~1c/post/operationId",
      "openapi.document /paths/~1a~1~1b/get",
      'openapi.operations["other"]',
    ]);
    assert.deepEqual(problems({ document: "{" }), ["openapi.document"]);
    assert.deepEqual(problems({ document: '{"openapi": "3.1.0"}' }), ["openapi.document /openapi"]);
  });
});

import assert from "node:assert/strict";
import { servedPackages } from "../../../cli/serve/served-packages";
import { graphOf, httpApi, node } from "../../support/http-program";
import { restApi } from "../../support/rest-program";
import { webSocketApi } from "../../support/websocket-program";
import { readSnapshot } from "../../../gateway/model/snapshot";

const once = { watch: false };

describe("servedPackages", () => {
  it("is what signs tokens for an HTTP API that is served once", () => {
    const graph = graphOf(httpApi({ routes: { "GET /": { http: "https://example.com" } } }));
    assert.deepEqual(servedPackages(readSnapshot(graph), once), ["jose"]);
  });

  it("adds what watches", () => {
    assert.deepEqual(servedPackages(readSnapshot(graphOf([])), { watch: true }), ["jose", "chokidar"]);
  });

  it("adds WebSockets and DynamoDB for a program with them, all at once", () => {
    const table = node("aws:dynamodb/table:Table", "connections", {
      name: "connections",
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
    });
    const graph = graphOf([...webSocketApi({ routes: { $connect: {} } }), table]);
    assert.deepEqual(servedPackages(readSnapshot(graph), once), ["jose", "ws", "dynalite"]);
  });

  it("adds OpenTelemetry's SDK and the exporter where traces are sent", () => {
    const before = process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
    process.env.OTEL_EXPORTER_OTLP_ENDPOINT = "http://localhost:4318";
    try {
      assert.deepEqual(servedPackages(readSnapshot(graphOf([])), once), [
        "jose",
        "@opentelemetry/sdk-trace-base",
        "@opentelemetry/exporter-trace-otlp-proto",
      ]);
    } finally {
      if (before === undefined) {
        delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
      } else {
        process.env.OTEL_EXPORTER_OTLP_ENDPOINT = before;
      }
    }
  });

  it("adds nothing for mapping templates, which the gateway renders itself", () => {
    const template = "$input.json('$.items[*].name')";
    const graph = graphOf(
      restApi({
        methods: {
          "POST /orders": { integration: { type: "mock", requestTemplates: { "application/json": template } } },
        },
      }),
    );
    assert.deepEqual(servedPackages(readSnapshot(graph), once), ["jose"]);
  });

  it("needs nothing more where a method has a model and a validator", () => {
    const graph = graphOf(
      restApi({
        methods: {
          "POST /orders": {
            integration: { type: "http_proxy", httpMethod: "POST", uri: "https://example.com" },
            operation: {
              "x-amazon-apigateway-request-validator": "body",
              requestBody: { content: { "application/json": { schema: { type: "object" } } } },
            },
          },
        },
        document: {
          "x-amazon-apigateway-request-validators": {
            body: { validateRequestBody: true, validateRequestParameters: false },
          },
        },
      }),
    );
    assert.deepEqual(servedPackages(readSnapshot(graph), once), ["jose"]);
  });
});

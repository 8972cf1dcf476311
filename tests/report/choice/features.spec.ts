import assert from "node:assert/strict";
import { apisToChoose } from "../../../report/choice/apis";
import { documentFeatures, graphFeatures } from "../../../report/choice/features";
import { GraphIndex } from "../../../engine/graph/graph-index";
import { graphOf, httpApi, node } from "../../support/http-program";
import type { PropertyValue } from "../../../engine/graph/value";
import { webSocketApi } from "../../support/websocket-program";

const chat = webSocketApi({ name: "chat", routes: { $connect: {}, $default: {} } });
const shop = httpApi({ name: "shop", routes: { "GET /": { http: "https://example.com" } } });

describe("the features that a graph's APIs use", () => {
  it("are none of a WebSocket API, whose $default route and deployments mean another thing", () => {
    assert.deepEqual(graphFeatures(new GraphIndex(graphOf(chat))), []);
  });

  it("are those of the other APIs beside it", () => {
    const uses = [{ feature: "automatic deployments", places: ["shop $default"] }];
    assert.deepEqual(graphFeatures(new GraphIndex(graphOf([...chat, ...shop]))), uses);
  });

  it("are an edge-optimized endpoint where the program chose it, and not where it is the default", () => {
    const endpointConfiguration = { types: "EDGE" };
    const rest = { ...node("aws:apigateway/restApi:RestApi", "rest", { endpointConfiguration }), inputs: {} };
    assert.deepEqual(graphFeatures(new GraphIndex(graphOf([rest]))), []);
    const chosen = { ...rest, inputs: { endpointConfiguration } };
    assert.deepEqual(graphFeatures(new GraphIndex(graphOf([chosen]))), [
      { feature: "an edge-optimized endpoint", places: ["rest"] },
    ]);
  });

  it("are of APIs that are distinguished from those that are left out", () => {
    const { chosen, leftOut } = apisToChoose(new GraphIndex(graphOf([...chat, ...shop])));
    assert.deepEqual([chosen.map(({ name }) => name), leftOut], [["shop"], ["chat"]]);
  });
});

describe("the features that a document uses", () => {
  it("are no API keys where it sets their source alone", () => {
    const document = { openapi: "3.0.1", "x-amazon-apigateway-api-key-source": "HEADER", paths: { "/": { get: {} } } };
    assert.deepEqual(documentFeatures(JSON.stringify(document)), []);
  });

  const refusals: [string, string, string][] = [
    ["plain text", "not json", 'it is not an OpenAPI document: "openapi" or "swagger" with its version is missing'],
    ["an empty object", "{}", 'it is not an OpenAPI document: "openapi" or "swagger" with its version is missing'],
    ["no path", '{"openapi":"3.0.1"}', 'it is not an OpenAPI document: "paths" with an operation is missing'],
  ];
  for (const [what, text, message] of refusals) {
    it(`are not read from ${what}`, () => {
      assert.throws(() => documentFeatures(text), { message });
    });
  }
});

describe("gateway responses as a reason for a REST API", () => {
  // https://github.com/pulumi/pulumi-aws-apigateway, provider/pkg/testdata/recorded/TestProviderUpgrade/api/1.0.1/state.json; awsx/classic
  // writes the same
  const written = { statusCode: 404, responseTemplates: { "application/json": '{"message": "404 Not found" }' } };
  const headers = (names: string[]): Record<string, string> =>
    Object.fromEntries(names.map((name) => [`gatewayresponse.header.${name}`, "'*'"]));
  const cases: [what: string, type: string, response: Record<string, PropertyValue>, isNeed: boolean][] = [
    ["what a library of Pulumi writes by itself", "MISSING_AUTHENTICATION_TOKEN", written, false],
    ["the same for denied calls", "ACCESS_DENIED", written, false],
    ["the same of another type", "THROTTLED", written, true],
    ["another status", "ACCESS_DENIED", { ...written, statusCode: 403 }, true],
    ["another body", "ACCESS_DENIED", { ...written, responseTemplates: { "application/json": "{}" } }, true],
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
    [
      "CORS headers",
      "DEFAULT_4XX",
      { responseParameters: headers(["Access-Control-Allow-Origin", "access-control-allow-headers"]) },
      false,
    ],
    ["CORS headers and a body", "DEFAULT_4XX", { ...written, responseParameters: headers(["Access-Control-A"]) }, true],
    [
      "another header",
      "DEFAULT_5XX",
      { responseParameters: headers(["Access-Control-Allow-Origin", "Retry-After"]) },
      true,
    ],
    ["a status alone", "DEFAULT_4XX", { statusCode: "404" }, true],
  ];
  for (const [what, type, response, isNeed] of cases) {
    it(`${isNeed ? "are" : "are not"} ${what}`, () => {
      const place = "x-amazon-apigateway-gateway-responses";
      const document = { openapi: "3.0.1", paths: { "/": { get: {} } }, [place]: { [type]: response } };
      assert.deepEqual(
        documentFeatures(JSON.stringify(document)),
        isNeed ? [{ feature: "gateway responses", places: [`/${place}`] }] : [],
      );
      // the provider has the status as text
      const { statusCode } = response;
      const inputs = { ...response, ...(statusCode === 404 ? { statusCode: "404" } : undefined) };
      const resource = node("aws:apigateway/response:Response", "answer", { responseType: type, ...inputs });
      assert.deepEqual(
        graphFeatures(new GraphIndex(graphOf([resource]))),
        isNeed ? [{ feature: "gateway responses", places: ["answer"] }] : [],
      );
    });
  }
});

describe("a preflight of mock integrations", () => {
  it("is no reason for a REST API, as the CORS settings of an HTTP API answer it", () => {
    const mock = (name: string, httpMethod: string): ReturnType<typeof node> =>
      node("aws:apigateway/integration:Integration", name, {
        type: "MOCK",
        httpMethod,
        requestTemplates: { "application/json": '{"statusCode": 200}' },
      });
    assert.deepEqual(graphFeatures(new GraphIndex(graphOf([mock("preflight", "OPTIONS"), mock("status", "GET")]))), [
      { feature: "mapping templates", places: ["status"] },
      { feature: "integrations without a proxy", places: ["status"] },
    ]);
  });

  it("and empty templates and certificates are none", () => {
    const integration = node("aws:apigateway/integration:Integration", "orders", {
      type: "AWS_PROXY",
      requestTemplates: {},
    });
    const stage = node("aws:apigateway/stage:Stage", "live", { clientCertificateId: "" });
    assert.deepEqual(graphFeatures(new GraphIndex(graphOf([integration, stage]))), []);
  });
});

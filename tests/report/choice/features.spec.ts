import assert from "node:assert/strict";
import { apisToChoose } from "../../../report/choice/apis";
import { documentFeatures, graphFeatures } from "../../../report/choice/features";
import { GraphIndex } from "../../../engine/graph/graph-index";
import { graphOf, httpApi, node } from "../../support/http-program";
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
    ["plain text", "not json", 'it is no OpenAPI document: it lacks "openapi" or "swagger" with its version'],
    ["an empty object", "{}", 'it is no OpenAPI document: it lacks "openapi" or "swagger" with its version'],
    ["no path", '{"openapi":"3.0.1"}', 'it is no OpenAPI document: it lacks "paths" with an operation'],
  ];
  for (const [what, text, message] of refusals) {
    it(`are not read from ${what}`, () => {
      assert.throws(() => documentFeatures(text), { message });
    });
  }
});

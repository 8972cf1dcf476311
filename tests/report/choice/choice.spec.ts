import assert from "node:assert/strict";
import { chooseApi } from "../../../report/choice/choice";
import { documentFeatures } from "../../../report/choice/features";
import { httpRequestsCost, restRequestsCost } from "../../../aws/prices/api-gateway";

describe("the choice of a kind of API", () => {
  const operation = (extra: object): string =>
    JSON.stringify({
      openapi: "3.0.1",
      paths: { "/a": { get: { "x-amazon-apigateway-integration": { type: "aws_proxy" }, ...extra } } },
      components: { securitySchemes: { key: { type: "apiKey", name: "X-Api-Key", in: "header" } } },
    });

  it("is HTTP where nothing needs REST", () => {
    const { kind, reasons, cost } = chooseApi(documentFeatures(operation({})), 10e6);
    assert.deepEqual([kind, reasons, cost], ["HTTP", [], { HTTP: 10, REST: 35 }]);
  });

  it("is REST for what only REST has, with the place that uses it", () => {
    const needs: [object, string][] = [
      [{ security: [{ key: [] }] }, "API keys and usage plans"],
      [{ "x-amazon-apigateway-request-validator": "all" }, "request validation"],
      [{ "x-amazon-apigateway-integration": { type: "mock" } }, "integrations without a proxy"],
      [
        { "x-amazon-apigateway-integration": { type: "aws_proxy", responseTransferMode: "STREAM" } },
        "response streaming",
      ],
    ];
    for (const [extra, feature] of needs) {
      const { kind, reasons } = chooseApi(documentFeatures(operation(extra)), 1e6);
      assert.deepEqual([kind, reasons], ["REST", [{ feature, places: ["/paths/~1a/get"] }]]);
    }
  });

  it("has the prices of the API's region", () => {
    const { cost } = chooseApi([], 1e6, "eu-west-1");
    assert.deepEqual(cost, { HTTP: httpRequestsCost("eu-west-1", 1e6), REST: restRequestsCost("eu-west-1", 1e6) });
    assert.deepEqual(chooseApi([], 1e6, "ap-east-2").cost, { HTTP: undefined, REST: 3.825 });
  });

  it("says what of an HTTP API has to be done in another way", () => {
    const uses = [
      { feature: "AWS WAF" as const, places: ["acl"] },
      { feature: "a default route" as const, places: ["fallback"] },
    ];
    const { kind, against } = chooseApi(uses, 1e6);
    assert.deepEqual([kind, against], ["REST", [uses[1]]]);
  });
});

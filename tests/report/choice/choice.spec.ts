import assert from "node:assert/strict";
import { chooseApi } from "../../../report/choice/choice";
import { documentFeatures } from "../../../report/choice/features";
import { monthlyCost, PRICES } from "../../../aws/prices";

const close = (actual: number, expected: number): void => assert.ok(Math.abs(actual - expected) < 1e-9, `${actual}`);

describe("the price of a month's requests", () => {
  it("is a dollar a million for HTTP and 3.50 for REST in the first tier", () => {
    close(monthlyCost("HTTP", 1e6), 1);
    close(monthlyCost("REST", 1e6), 3.5);
    assert.match(PRICES.asOf, /^\d{4}-\d\d-\d\d$/);
  });

  it("goes through the tiers", () => {
    close(monthlyCost("HTTP", 400e6), 300 + 100 * 0.9);
    close(monthlyCost("REST", 1_500e6), 333 * 3.5 + 667 * 2.8 + 500 * 2.38);
    close(monthlyCost("REST", 21_000e6), 333 * 3.5 + 667 * 2.8 + 19_000 * 2.38 + 1_000 * 1.51);
  });

  it("counts an HTTP API's request once for every 512 KB", () => {
    close(monthlyCost("HTTP", 1e6, 512 * 1024 + 1), 2);
    close(monthlyCost("REST", 1e6, 512 * 1024 + 1), 3.5);
  });
});

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

  it("says what of an HTTP API has to be done in another way", () => {
    const uses = [
      { feature: "AWS WAF" as const, places: ["acl"] },
      { feature: "a default route" as const, places: ["fallback"] },
    ];
    const { kind, against } = chooseApi(uses, 1e6);
    assert.deepEqual([kind, against], ["REST", [uses[1]]]);
  });
});

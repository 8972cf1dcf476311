import assert from "node:assert/strict";
import {
  selectIntegrationResponse,
  selectResponseTemplate,
} from "../../../../gateway/behavior/rest-api/integration-response";
import type { RestIntegrationModel } from "../../../../gateway/model/rest-api/definition-model";

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
describe("the integration response of a REST API", () => {
  const selected = (patterns: (string | undefined)[], subject: string | undefined): number | undefined => {
    const responses = patterns.map((selectionPattern, at) => ({ statusCode: String(at), selectionPattern }));
    const found = selectIntegrationResponse({ responses } as unknown as RestIntegrationModel, subject);
    return found && Number(found.statusCode);
  };

  it("is the first whose pattern matches all of the status or the message", () => {
    assert.equal(selected([undefined, "4\\d{2}", "404"], "404"), 1);
    assert.equal(selected([undefined, "40"], "404"), 0);
    assert.equal(selected([undefined, ".*Error.*"], "an Error occurred"), 1);
    assert.equal(selected(["Error"], "an Error occurred"), undefined);
  });

  it("is the one without a pattern where nothing failed, and where nothing matches", () => {
    assert.equal(selected([".*", undefined], undefined), 1);
    assert.equal(selected(["5\\d{2}", undefined], "404"), 1);
    assert.equal(selected([".*"], undefined), undefined);
  });

  // https://github.com/ministackorg/ministack/pull/1756
  it("of a mock is the one whose own status it is, where the patterns of several match", () => {
    const responses = [
      { statusCode: "200", selectionPattern: "2\\d{2}" },
      { statusCode: "201", selectionPattern: "20.*" },
    ];
    const of = (type: string, subject: string): string | undefined =>
      selectIntegrationResponse({ type, responses } as unknown as RestIntegrationModel, subject)?.statusCode;
    assert.deepEqual([of("MOCK", "201"), of("MOCK", "202"), of("HTTP", "201")], ["201", "200", "200"]);
  });

  it("whose pattern is no expression matches itself", () => {
    assert.equal(selected([undefined, "(open"], "(open"), 1);
    assert.equal(selected([undefined, "(open"], "open"), 0);
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html#selecting-mapping-templates
describe("the response template of a REST API", () => {
  const templates = { "text/html": "h", "application/json": "j", "text/plain": "p" };

  it("is that of the first type that the client accepts, of JSON, or the first", () => {
    assert.deepEqual(selectResponseTemplate(templates, "text/plain, text/html"), ["text/plain", "p"]);
    assert.deepEqual(selectResponseTemplate(templates, "image/png"), ["application/json", "j"]);
    assert.deepEqual(selectResponseTemplate(templates, undefined), ["application/json", "j"]);
    assert.deepEqual(selectResponseTemplate({ "text/html": "h", "text/plain": "p" }, "image/png"), ["text/html", "h"]);
    assert.equal(selectResponseTemplate({}, "text/html"), undefined);
  });
});

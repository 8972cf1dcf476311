import assert from "node:assert/strict";
import {
  Base64Error,
  bodyTransformation,
  type Payload,
  requestPayload,
  responsePayload,
} from "../../../../gateway/behavior/rest-api/integration-request";

type Behavior = Parameters<typeof bodyTransformation>[0]["passthroughBehavior"];

// https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
describe("bodyTransformation", () => {
  const JSON_TEMPLATE = { "application/json": "{}" };
  const transformed = (
    requestTemplates: Record<string, string>,
    passthroughBehavior: Behavior,
    type?: string,
  ): unknown => bodyTransformation({ requestTemplates, passthroughBehavior }, type);
  const refusal = (requestTemplates: Record<string, string>, contentType: string | undefined): unknown => {
    const transformation = bodyTransformation({ requestTemplates, passthroughBehavior: "NEVER" }, contentType);
    return transformation.kind === "refused" ? [transformation.error.statusCode, transformation.why] : transformation;
  };

  it("is the template of the content type, which is JSON where the client names none", () => {
    for (const behavior of ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"] as const) {
      const expected = { kind: "template", contentType: "application/json", template: "{}" };
      assert.deepEqual(transformed(JSON_TEMPLATE, behavior), expected);
      assert.deepEqual(transformed(JSON_TEMPLATE, behavior, "Application/JSON; charset=utf-8"), expected);
    }
  });

  for (const [behavior, templates, kind] of [
    ["WHEN_NO_MATCH", {}, "passthrough"],
    ["WHEN_NO_MATCH", JSON_TEMPLATE, "passthrough"],
    ["WHEN_NO_TEMPLATES", {}, "passthrough"],
    ["WHEN_NO_TEMPLATES", JSON_TEMPLATE, "refused"],
    ["NEVER", {}, "refused"],
    ["NEVER", JSON_TEMPLATE, "refused"],
  ] as const) {
    it(`of a type without a template is ${kind} by ${behavior}, with ${Object.keys(templates).length} templates`, () => {
      const found = transformed(templates, behavior, "text/plain") as { kind: string; contentType?: string };
      assert.equal(found.kind, kind);
      assert.equal(found.contentType, kind === "passthrough" ? "text/plain" : undefined);
    });
  }

  it("says which content type would be taken where a request has another", () => {
    assert.deepEqual(refusal({ "application/json": "{}" }, "application/x-www-form-urlencoded"), [
      415,
      "the integration has no request template for application/x-www-form-urlencoded, and passthroughBehavior NEVER lets nothing else through: send Content-Type: application/json, or add a request template for application/x-www-form-urlencoded",
    ]);
  });

  it("reports that a template is missing if none exists", () => {
    assert.deepEqual(refusal({}, undefined), [
      415,
      "the integration has no request template for application/json, and passthroughBehavior NEVER lets nothing else through: add a request template for application/json",
    ]);
  });
});

// the two tables of https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
describe("the payload", () => {
  const TEXT = Buffer.from("aGk=");
  const shown = (payload: Payload): string =>
    payload.kind === "text" ? payload.text : `<${payload.bytes.toString()}>`;
  const BINARY = ["image/*"];
  type Handling = Parameters<typeof requestPayload>[3];

  for (const [type, handling, expected] of [
    ["text/plain", undefined, "aGk="],
    ["text/plain", "CONVERT_TO_BINARY", "<hi>"],
    ["text/plain", "CONVERT_TO_TEXT", "aGk="],
    ["image/png", undefined, "<aGk=>"],
    ["image/png", "CONVERT_TO_BINARY", "<aGk=>"],
    ["image/png", "CONVERT_TO_TEXT", "YUdrPQ=="],
    [undefined, undefined, "aGk="],
  ] as [string | undefined, Handling, string][]) {
    it(`of a request of ${type} is ${expected} with ${handling ?? "no handling"}`, () => {
      assert.equal(shown(requestPayload(TEXT, type, BINARY, handling)), expected);
    });
  }

  for (const [type, accept, handling, expected, binary = BINARY] of [
    ["text/plain", "text/html", undefined, "aGk="],
    ["text/plain", "image/png, text/html", undefined, "<hi>"],
    ["text/plain", "text/html, image/png", undefined, "aGk="],
    ["image/png", "text/html", undefined, "YUdrPQ=="],
    ["image/png", "image/png", undefined, "<aGk=>"],
    ["image/png", undefined, "CONVERT_TO_TEXT", "YUdrPQ=="],
    ["image/png", "text/html", "CONVERT_TO_BINARY", "<aGk=>"],
    ["text/plain", "text/html", "CONVERT_TO_BINARY", "<hi>"],
    ["text/plain", "image/png", "CONVERT_TO_TEXT", "aGk="],
    ["image/png", "image/png", undefined, "aGk=", []],
    ["image/png", "image/png", "CONVERT_TO_BINARY", "<hi>", []],
    ["image/png", "image/png", "CONVERT_TO_TEXT", "aGk=", []],
  ] as [string, string | undefined, Handling, string, string[]?][]) {
    it(`of a response of ${type} for ${accept} is ${expected} with ${handling ?? "no handling"}, binary ${binary.join()}`, () => {
      assert.equal(shown(responsePayload(TEXT, type, accept, binary, handling)), expected);
    });
  }

  it("that has to become binary and is no base64 is an error", () => {
    assert.throws(() => requestPayload(Buffer.from("!"), "text/plain", [], "CONVERT_TO_BINARY"), Base64Error);
  });
});

import assert from "node:assert/strict";
import { bodyTransformation } from "../../../../gateway/behavior/rest-api/integration-request";

function refusal(requestTemplates: Record<string, string>, contentType: string | undefined): unknown {
  const transformation = bodyTransformation({ requestTemplates, passthroughBehavior: "NEVER" }, contentType);
  return transformation.kind === "refused" ? [transformation.error.statusCode, transformation.why] : transformation;
}

describe("bodyTransformation", () => {
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

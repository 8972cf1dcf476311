import assert from "node:assert/strict";
import { mockStatusCode } from "../../../../gateway/behavior/shared/mock-integration";

describe("mockStatusCode", () => {
  for (const rendered of [`{"statusCode": 204}`, `{statusCode:204}`, `{ 'statusCode' : "204" }`]) {
    it(`reads ${rendered}`, () => assert.equal(mockStatusCode(rendered), 204));
  }

  it("finds none where the template names none", () => {
    assert.equal(mockStatusCode(""), undefined);
    assert.equal(mockStatusCode(`{"statusCode": 20}`), undefined);
  });
});

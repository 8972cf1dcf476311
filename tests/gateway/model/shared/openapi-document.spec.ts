import assert from "node:assert/strict";
import { type PropertyValue, UNKNOWN } from "../../../../engine/graph/value";
import { GraphIndex } from "../../../../engine/graph/graph-index";
import { type Fields, openApiDocument } from "../../../../gateway/model/shared/openapi-document";
import { graphOf, node } from "../../../support/http-program";

function read(body?: PropertyValue): { document: Fields | undefined; problems: string[] } {
  const api = node("aws:apigateway/restApi:RestApi", "api", body === undefined ? {} : { body });
  const index = new GraphIndex(graphOf([api]));
  const document = openApiDocument(index, api, "methods");
  return { document, problems: index.problems.map(({ severity, text }) => `${severity}: ${text}`) };
}

describe("openApiDocument", () => {
  it("reads JSON and YAML", () => {
    assert.deepEqual(read('{"openapi":"3.0.1"}'), { document: { openapi: "3.0.1" }, problems: [] });
    assert.deepEqual(read("swagger: '2.0'\n"), { document: { swagger: "2.0" }, problems: [] });
  });

  it("is none, without a problem, where the API has no body", () => {
    assert.deepEqual(read(), { document: undefined, problems: [] });
  });

  it("reports that a body which is not known yet can't be read", () => {
    assert.deepEqual(read(UNKNOWN), {
      document: undefined,
      problems: ["warning: the OpenAPI body is known only after the deployment, so its methods can't be read."],
    });
  });

  it("says why a body is neither JSON nor YAML, in one line", () => {
    const { document, problems } = read("paths: [");
    assert.equal(document, undefined);
    assert.match(problems.join(), /^error: the OpenAPI body is neither JSON nor YAML: [^\n]+$/);
  });
});

import assert from "node:assert/strict";
import { difference } from "../../../support/provider/difference";
import { ARCHIVE_SIGNATURE, secret, SIGNATURE_KEY, UNKNOWN } from "../../../../engine/graph/value";

const ROUTE = "aws:apigatewayv2/route:Route";

describe("difference", () => {
  it("tells what was added, changed and taken away", () => {
    assert.deepEqual(difference(ROUTE, { a: 1, b: 1, c: { d: [1] } }, { b: 2, c: { d: [1] }, e: 1 }), {
      changed: [
        { property: "a", kind: "delete" },
        { property: "b", kind: "update" },
        { property: "e", kind: "add" },
      ],
      replacing: [],
    });
  });

  it("replaces a route that moves to another API, and one whose API is not known yet", () => {
    for (const apiId of ["b", UNKNOWN]) {
      assert.deepEqual(difference(ROUTE, { apiId: "a", routeKey: "GET /" }, { apiId, routeKey: "POST /" }), {
        changed: [
          { property: "apiId", kind: "update" },
          { property: "routeKey", kind: "update" },
        ],
        replacing: ["apiId"],
      });
    }
  });

  it("replaces a regional resource that changes its region", () => {
    assert.deepEqual(difference(ROUTE, { region: "eu-west-1" }, { region: "us-east-1" }).replacing, ["region"]);
  });

  it("sees no change in the dot that ends the name of a record, as the provider does", () => {
    const named = (name: string): { name: string } => ({ name });
    const type = "aws:route53/record:Record";
    assert.deepEqual(difference(type, named("_A.example.com."), named("_a.example.com")).changed, []);
    assert.deepEqual(difference(type, named("a.example.com."), named("b.example.com")).replacing, ["name"]);
  });

  it("keeps what AWS computes where the program leaves out an input that was set", () => {
    const type = "aws:apigateway/apiKey:ApiKey";
    assert.deepEqual(difference(type, { name: "a", value: "v" }, { name: "a" }), { changed: [], replacing: [] });
    assert.deepEqual(difference(type, { name: "a" }, { name: "a", value: "v" }).replacing, ["value"]);
  });

  it("sees no change in a value that becomes secret", () => {
    assert.deepEqual(difference(ROUTE, { a: "x" }, { a: secret("x") }).changed, []);
  });

  it("compares archives by their content", () => {
    const archive = (path: string, hash: string) => ({ [SIGNATURE_KEY]: ARCHIVE_SIGNATURE, path, hash });
    const type = "aws:lambda/function:Function";
    assert.deepEqual(difference(type, { code: archive("/a", "1") }, { code: archive("/b", "1") }).changed, []);
    assert.deepEqual(difference(type, { code: archive("/a", "1") }, { code: archive("/a", "2") }).changed, [
      { property: "code", kind: "update" },
    ]);
  });
});

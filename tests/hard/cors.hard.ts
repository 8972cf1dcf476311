import assert from "node:assert/strict";
import * as fc from "fast-check";
import { allowedOrigin, preflightResponse, withCorsHeaders } from "../../gateway/behavior/http-api/cors";
import { check } from "./property";

const host = fc.constantFrom("a.example", "b.example", "a.example.evil", "evila.example", "localhost:5173");
const origin = fc.oneof(
  fc.tuple(fc.constantFrom("https", "http"), host).map(([scheme, name]) => `${scheme}://${name}`),
  fc.constant("null"),
  fc.string({ maxLength: 12 }),
);
const allowed = fc.oneof(origin, fc.constantFrom("*", "https://*", "http://*"));
const words = fc.array(fc.constantFrom("GET", "POST", "x-a", "x-b"), { maxLength: 3 });
const cors = fc.record({
  allowOrigins: fc.array(allowed, { maxLength: 4 }),
  allowMethods: words,
  allowHeaders: words,
  exposeHeaders: words,
  allowCredentials: fc.boolean(),
});

/** Decides as AWS's page does: `*` allows all, `https://*` all of the scheme, everything else the very origin. */
function isAllowed(origins: string[], asked: string): boolean {
  return origins.some((entry) => {
    return entry === "*" || entry === asked || (/^https?:\/\/\*$/.test(entry) && asked.startsWith(entry.slice(0, -1)));
  });
}

describe("CORS", () => {
  it("names an origin exactly where it is allowed, and no other origin", () => {
    check(100_000, [cors, origin], (model, asked) => {
      const answer = allowedOrigin(model, asked);
      assert.equal(answer !== undefined, isAllowed(model.allowOrigins, asked));
      assert.ok(answer === undefined || answer === "*" || answer === asked);
    });
  });

  it("gives no CORS header at all to an origin that is not allowed, nor to a request without one", () => {
    check(50_000, [cors, fc.option(origin, { nil: undefined }), words], (model, asked, backend) => {
      const request: [string, string][] = [
        ["access-control-request-method", "GET"],
        ...(asked === undefined ? [] : [["origin", asked] as [string, string]]),
      ];
      const fromBackend = backend.map((value): [string, string] => ["Access-Control-Allow-Origin", value]);
      const response = { statusCode: 200, headers: fromBackend, body: new Uint8Array() };
      for (const { headers } of [preflightResponse(model, request), withCorsHeaders(response, model, request)]) {
        const names = headers
          .map(([header]) => header.toLowerCase())
          .filter((header) => header.startsWith("access-control-"));
        const may = asked !== undefined && isAllowed(model.allowOrigins, asked);
        assert.equal(names.filter((header) => header === "access-control-allow-origin").length, may ? 1 : 0);
        assert.ok(may || names.length === 0);
      }
    });
  });
});

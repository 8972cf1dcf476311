import assert from "node:assert/strict";
import { type CorsArgs, corsConfiguration, corsProblems, corsWarnings } from "../../../components/apis/cors";

function fixes(cors: CorsArgs): string[] {
  return corsProblems(cors).map((problem) => `${problem.argument}: ${problem.fix}`);
}

describe("CORS", () => {
  it("is the gateway's with what is written, and nobody's where the integration owns it", () => {
    const cors = { allowOrigins: ["https://myapp.com"], allowMethods: ["GET"], maxAge: 60 };
    assert.deepEqual(JSON.parse(JSON.stringify(corsConfiguration("HttpApi", cors))), cors);
    assert.equal(corsConfiguration("HttpApi", { owner: "integration" }), undefined);
    assert.equal(corsConfiguration("HttpApi", undefined), undefined);
  });

  it("takes origins and AWS's wildcards", () => {
    assert.deepEqual(
      fixes({ allowOrigins: ["https://a.example", "http://localhost:3000", "https://*", "http://*", "*"] }),
      [],
    );
  });

  it("refuses what is not an origin, with the origin that is meant", () => {
    assert.deepEqual(fixes({ allowOrigins: ["myapp.com", "https://myapp.com/", "https://myapp.com/app"] }), [
      'cors.allowOrigins: write "https://myapp.com"',
      'cors.allowOrigins: leave the path out: "https://myapp.com"',
      'cors.allowOrigins: leave the path out: "https://myapp.com"',
    ]);
  });

  it("refuses credentials with a wildcard origin", () => {
    assert.deepEqual(fixes({ allowOrigins: ["*"], allowCredentials: true }), [
      "cors.allowCredentials: name the origins, or leave allowCredentials out",
    ]);
    assert.deepEqual(fixes({ allowOrigins: ["https://a.example"], allowCredentials: true }), []);
  });

  it("refuses methods that there are not", () => {
    assert.deepEqual(fixes({ allowMethods: ["get", "ANY", "POST", "*"] }), [
      'cors.allowMethods: write "GET"',
      'cors.allowMethods: write "*"',
    ]);
  });

  it("has one owner", () => {
    assert.deepEqual(fixes({ owner: "integration", allowOrigins: ["*"] }), [
      'cors: write cors: "integration" alone, or leave the owner out',
    ]);
    assert.deepEqual(fixes({ owner: "integration" }), []);
  });

  it("warns of methods that routes have and browsers can't call", () => {
    assert.deepEqual(corsWarnings({ allowMethods: ["GET"] }, ["GET", "DELETE", "ANY"], false), [
      "cors.allowMethods leaves out DELETE, which routes have: browsers can't call these.",
    ]);
    assert.deepEqual(corsWarnings({ allowMethods: ["*"] }, ["DELETE"], false), []);
  });

  it("warns that a wildcard does not cover Authorization where routes want a token", () => {
    const warning = `cors.allowHeaders: "*" does not cover Authorization, which routes want; add "Authorization".`;
    assert.deepEqual(corsWarnings({ allowHeaders: ["*"] }, ["GET"], true), [warning]);
    assert.deepEqual(corsWarnings({ allowHeaders: ["*", "authorization"] }, ["GET"], true), []);
    assert.deepEqual(corsWarnings({ allowHeaders: ["*"] }, ["GET"], false), []);
  });

  it("warns of a route that the gateway's preflight answers hide", () => {
    assert.equal(corsWarnings({ allowOrigins: ["*"] }, ["OPTIONS"], false).length, 1);
    assert.equal(corsWarnings({ owner: "integration" }, ["OPTIONS"], false).length, 0);
  });
});

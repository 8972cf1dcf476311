import assert from "node:assert/strict";
import {
  checkCors,
  type CorsArgs,
  corsConfiguration,
  corsWarnings,
  preflightWarnings,
} from "../../../components/shared/cors";
import { Problems } from "../../../components/shared/problems";
import { type ParsedRouteKey, parseRouteKey } from "../../../aws/route-key";

function fixes(cors: CorsArgs): string[] {
  const problems = new Problems();
  checkCors(problems.at("cors"), cors);
  return problems.all.map((problem) => `${problem.argument}: ${problem.fix}`);
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
    const warning = `cors.allowHeaders: "*" does not cover Authorization, which routes need; add "Authorization".`;
    assert.deepEqual(corsWarnings({ allowHeaders: ["*"] }, ["GET"], true), [warning]);
    assert.deepEqual(corsWarnings({ allowHeaders: ["*", "authorization"] }, ["GET"], true), []);
    assert.deepEqual(corsWarnings({ allowHeaders: ["*"] }, ["GET"], false), []);
  });

  describe("warns of a route whose authorizer meets the preflight", () => {
    const route = (key: string, authorizationType = "JWT"): { key: ParsedRouteKey; authorizationType: string } => ({
      key: parseRouteKey(key),
      authorizationType,
    });
    const warnings = (...routes: ReturnType<typeof route>[]): string[] =>
      preflightWarnings({ allowOrigins: ["https://app.example.com"] }, routes);

    it("where it is of ANY or $default, and says which open route to add", () => {
      assert.deepEqual(warnings(route("ANY /orders"), route("$default")), [
        'cors: "ANY /orders" takes OPTIONS too, so its authorizer refuses browsers\' preflight requests; add "OPTIONS /orders" with authorizer: none("a preflight carries no token").',
        'cors: "$default" takes OPTIONS too, so its authorizer refuses browsers\' preflight requests; add "OPTIONS /{proxy+}" with authorizer: none("a preflight carries no token").',
      ]);
    });

    it("and not where its methods are named, it is open, or an open OPTIONS route answers", () => {
      assert.deepEqual(warnings(route("GET /orders"), route("ANY /status", "NONE")), []);
      assert.deepEqual(warnings(route("$default"), route("OPTIONS /{proxy+}", "NONE")), []);
      assert.equal(warnings(route("$default"), route("OPTIONS /{proxy+}")).length, 1);
    });

    it("and not where the backend owns CORS", () => {
      assert.deepEqual(preflightWarnings({ owner: "integration" }, [route("$default")]), []);
    });
  });
});

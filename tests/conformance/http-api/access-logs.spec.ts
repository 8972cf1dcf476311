import assert from "node:assert/strict";
import { ACCESS_LOG_FORMATS } from "../../../gateway/behavior/shared/access-log";
import { httpApi, jsFunction } from "../../support/http-program";
import { Backend, resultFunction } from "./echo";
import { type Case, conformance, until } from "./harness";
import { PAGES } from "./pages";

const destinationArn = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vendedlogs/apis/api";
const FORMAT =
  "id=$context.requestId route=$context.routeKey status=$context.status length=$context.responseLength method=$context.httpMethod " +
  "path=$context.path stage=$context.stage integration=$context.integration.status service=$context.integrationStatus " +
  "error=$context.error.message type=$context.error.responseType message=$context.integrationErrorMessage " +
  "sub=$context.authorizer.claims.sub auth=$context.authorizer.error unknown=$context.nothing end";
let backend: Backend;

/** Returns what the access log says of one request, by the names in the format above. */
function logs(
  name: string,
  request: Case["request"],
  fields: Record<string, string | RegExp>,
  source: string = PAGES.loggingVariables,
): Case {
  return {
    name,
    source,
    request,
    expect: async ({ headers }, server) => {
      const id = headers["apigw-requestid"] ?? "";
      const find = (): string | undefined => server.lines.find((line) => line.startsWith(`id=${id} `));
      await until(
        () => find() !== undefined,
        () => `access log of ${id} in ${server.lines.join("\n")}`,
      );
      const line = find() ?? "";
      for (const [field, wanted] of Object.entries(fields)) {
        const value = new RegExp(` ${field}=(.*?)(?= [a-z]+=| end$)`).exec(line)?.[1] ?? "";
        if (wanted instanceof RegExp) {
          assert.match(value, wanted, line);
        } else {
          assert.equal(value, wanted, line);
        }
      }
    },
  };
}

conformance({
  name: "conformance: access logs",
  given: async () => {
    backend = await Backend.start();
    return [
      resultFunction("result"),
      jsFunction("broken", `exports.handler = async () => { throw new Error("broken"); };`),
      ...httpApi({
        authorizers: {
          tokens: {
            authorizerType: "JWT",
            identitySources: ["$request.header.Authorization"],
            jwtConfiguration: { issuer: "https://issuer.invalid", audiences: ["app"] },
          },
        },
        routes: {
          "POST /fn/{id}": { function: "result" },
          "GET /broken": { function: "broken" },
          "GET /http": { http: backend.url },
          "GET /me": { http: backend.url, route: { authorizationType: "JWT", authorizerId: "tokens" } },
        },
        stages: {
          $default: { accessLogSettings: { destinationArn, format: FORMAT } },
          json: { accessLogSettings: { destinationArn, format: ACCESS_LOG_FORMATS.json } },
          clf: { accessLogSettings: { destinationArn, format: ACCESS_LOG_FORMATS.clf } },
          quiet: {},
        },
      }),
    ];
  },
  after: () => backend.close(),
  cases: [
    logs(
      "route, status, length, method, path and stage",
      {
        method: "POST",
        path: "/fn/7",
        headers: { "content-type": "text/plain" },
        body: `({ statusCode: 201, body: "12345" })`,
      },
      { route: "POST /fn/{id}", status: "201", length: "5", method: "POST", path: "/fn/7", stage: "$default" },
    ),
    logs(
      "what is not there is a hyphen",
      { method: "POST", path: "/fn/7", headers: { "content-type": "text/plain" }, body: `"ok"` },
      { error: "-", type: "-", message: "-", sub: "-", unknown: "-" },
    ),
    logs(
      "Lambda's own status is 200 though the function answers 502",
      { method: "POST", path: "/fn/7", headers: { "content-type": "text/plain" }, body: `({ statusCode: 502 })` },
      { status: "502", integration: "502", service: "200" },
    ),
    logs(
      "a function that failed is in the integration's error",
      { path: "/broken" },
      {
        status: "500",
        message: /The Lambda function returned the following error: broken/,
        error: "Internal Server Error",
      },
      PAGES.lambdaTrouble,
    ),
    logs(
      "an HTTP backend's status",
      { path: "/http", headers: { "x-answer": "404" } },
      { status: "404", integration: "404" },
    ),
    logs("the length of a streamed body", { path: "/http" }, { length: /^[1-9]\d{2}$/ }),
    logs(
      "a request that finds no route has no route key",
      { path: "/nowhere" },
      {
        status: "404",
        route: "-",
        error: "Not Found",
      },
    ),
    logs(
      "a refused token says why",
      { path: "/me" },
      { status: "401", error: "Unauthorized", auth: /token/ },
      PAGES.jwtTrouble,
    ),
    logs(
      "a claim of the token",
      async (server) => ({
        path: "/me",
        headers: {
          authorization: await server.gateway.issuer.mint({
            sub: "alice",
            audience: "app",
            issuer: "https://issuer.invalid",
          }),
        },
      }),
      { status: "200", sub: "alice" },
    ),
    {
      name: "AWS's JSON format is JSON",
      source: PAGES.logging,
      request: { path: "/json/http" },
      expect: async ({ headers }, server) => {
        const id = headers["apigw-requestid"] ?? "-";
        const find = (): string | undefined => server.lines.find((line) => line.startsWith(`{"requestId":"${id}"`));
        await until(
          () => find() !== undefined,
          () => server.lines.join("\n"),
        );
        const entry = JSON.parse(find() ?? "") as Record<string, string>;
        assert.equal(entry.status, "200");
        assert.equal(entry.routeKey, "GET /http");
        assert.equal(entry.ip, "127.0.0.1");
        assert.equal(entry.httpMethod, "GET");
      },
    },
    {
      name: "AWS's common log format",
      source: PAGES.logging,
      request: { path: "/clf/http" },
      expect: {
        log: /^127\.0\.0\.1 - - \[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000\] "GET GET \/http HTTP\/1\.1" 200 \d+ \S+$/,
      },
    },
    {
      name: "a stage without access log settings writes none",
      source: PAGES.logging,
      request: { path: "/quiet/http" },
      expect: async ({ headers }, server) => {
        await new Promise((done) => setTimeout(done, 30));
        assert.deepEqual(
          server.lines.filter((line) => line.includes(headers["apigw-requestid"] ?? "-")),
          [],
        );
      },
    },
  ],
});

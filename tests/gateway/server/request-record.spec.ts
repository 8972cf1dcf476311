import assert from "node:assert/strict";
import { type RequestRecord, startGateway } from "../../../gateway/server";
import { readSnapshot } from "../../../gateway/model/snapshot";
import type { ResourceNode } from "../../../engine/graph/graph";
import { archive, functionNode, graphOf, httpApi, text } from "../../support/http-program";
import { mock, restApi } from "../../support/rest-program";

const resources: ResourceNode[] = [
  functionNode("hello", {
    code: archive({ "index.js": text("exports.handler = async () => ({ statusCode: 201 });") }),
  }),
  ...httpApi({
    authorizers: {
      users: { authorizerType: "JWT", jwtConfiguration: { issuer: "https://users.test", audiences: ["shop"] } },
    },
    stages: {
      $default: {
        autoDeploy: true,
        routeSettings: [{ routeKey: "GET /rare", throttlingBurstLimit: 0, throttlingRateLimit: 0 }],
      },
    },
    routes: {
      "GET /hello": { function: "hello" },
      "GET /lost": { function: "nobody" },
      "GET /rare": { function: "hello" },
      "GET /private": { function: "hello", route: { authorizationType: "JWT", authorizerId: "users" } },
      "GET /iam": { function: "hello", route: { authorizationType: "AWS_IAM" } },
    },
  }),
  ...restApi({
    methods: {
      "GET /status": { integration: mock("{}") },
      "GET /keyed": { integration: mock("{}"), operation: { security: [{ api_key: [] }] } },
    },
    document: { components: { securitySchemes: { api_key: { type: "apiKey", name: "x-api-key", in: "header" } } } },
  }),
];

describe("the record of a request", () => {
  const records: RequestRecord[] = [];
  const found = new Map<string, RequestRecord>();

  before(async () => {
    const gateway = await startGateway(readSnapshot(graphOf(resources)), {
      port: 0,
      issuer: { standIn: "always" },
      onRequest: (record) => records.push(record),
    });
    try {
      const paths = ["/hello?token=t", "/lost", "/rare", "/private", "/iam", "/none"];
      for (const path of [...paths, "/_api/rest/prod/status", "/_api/rest/prod/keyed", "/_api/rest/prod/none"]) {
        await (await fetch(gateway.url + path)).text();
      }
    } finally {
      await gateway.close();
    }
    records.forEach((record) => found.set(record.path, record));
  });

  const decided: [path: string, status: number, decidedBy: string, note: RegExp | undefined][] = [
    ["/hello", 201, "function hello", undefined],
    ["/lost", 500, "function arn:aws:lambda:eu-west-1:123456789012:function:nobody", /not a function of this program/],
    ["/rare", 429, "throttle", undefined],
    ["/private", 401, "authorizer users", /token not provided/],
    ["/iam", 403, "IAM", /^403, /],
    ["/none", 404, "no route", undefined],
    ["/prod/status", 200, "mock", undefined],
    ["/prod/keyed", 403, "API key", /there is no API key/],
    ["/prod/none", 403, "no method", undefined],
  ];
  for (const [path, status, decidedBy, note] of decided) {
    it(`of ${path} tells its status, what decided and why`, () => {
      const record = found.get(path);
      assert.deepEqual([record?.status, record?.decidedBy], [status, decidedBy]);
      assert.equal(record?.notes.length, note === undefined ? 0 : 1, record?.notes.join("\n"));
      assert.match(record?.notes[0] ?? "", note ?? /^$/);
    });
  }

  it("has the request as it came, without its query string", () => {
    const { kind, api, stage, method, route, duration = -1 } = found.get("/hello") ?? {};
    assert.deepEqual([kind, api, stage, method, route], ["http", "api", "$default", "GET", "GET /hello"]);
    assert.ok(duration > 0 && duration < 60_000);
    assert.ok(!JSON.stringify(records).includes("token=t"));
  });
});

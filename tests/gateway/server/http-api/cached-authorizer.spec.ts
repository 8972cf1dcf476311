import assert from "node:assert/strict";
import { readSnapshot } from "../../../../gateway/model/snapshot";
import { type Gateway, startGateway } from "../../../../gateway/server";
import { functionArn, graphOf, httpApi, invokePermission, jsFunction } from "../../../support/http-program";

const DAY = 86_400_000;

// "The authorizer caches the response for the TTL": https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
describe("the cached answer of an authorizer", () => {
  const trueNow = Date.now;
  let gateway: Gateway;

  before(async () => {
    const graph = graphOf([
      jsFunction("fine", "exports.handler = async () => ({ statusCode: 200 });"),
      jsFunction("once", "let calls = 0; exports.handler = async () => ({ isAuthorized: calls++ === 0 });"),
      invokePermission("once", "once", "arn:aws:execute-api:eu-west-1:123456789012:apiabcdefg/authorizers/*"),
      ...httpApi({
        authorizers: {
          once: {
            authorizerType: "REQUEST",
            authorizerUri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn("once")}/invocations`,
            authorizerPayloadFormatVersion: "2.0",
            enableSimpleResponses: true,
            authorizerResultTtlInSeconds: 300,
            identitySources: ["$request.header.Authorization"],
          },
        },
        routes: { "GET /": { function: "fine", route: { authorizationType: "CUSTOM", authorizerId: "once" } } },
      }),
    ]);
    gateway = await startGateway(readSnapshot(graph), { port: 0 });
  });
  afterEach(() => {
    Date.now = trueNow;
  });
  after(() => gateway.close());

  it("is kept by a clock that nobody sets", async () => {
    const status = async (): Promise<number> =>
      (await fetch(gateway.url, { headers: { authorization: "token" } })).status;
    assert.equal(await status(), 200);
    Date.now = () => trueNow() + DAY;
    assert.equal(await status(), 200, "on a day");
    Date.now = () => trueNow() - DAY;
    assert.equal(await status(), 200, "back a day");
  });
});

import assert from "node:assert/strict";
import {
  awsService,
  cognitoUserPools,
  HttpApi,
  httpProxy,
  type IntegrationSpec,
  lambda,
  mock,
  none,
  RestApi,
  sns,
} from "../../../components";
import { refusal } from "../../support/refused";

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:orders";

function places(make: () => unknown): string[] {
  return refusal(make).problems.map(({ argument }) => argument.replace(/^routes\["GET \/a"\]\./, ""));
}

const onRest = (integration: IntegrationSpec): string[] =>
  places(() => new RestApi("shop", { defaultAuthorizer: none("a test"), routes: { "GET /a": integration } }));

describe("the kinds of integration that REST APIs alone have", () => {
  it("are refused on an HTTP API, and so are their fields and authorizers", () => {
    const authorizer = cognitoUserPools("arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI");
    const onHttp = (integration: IntegrationSpec): string[] =>
      places(() => new HttpApi("shop", { defaultAuthorizer: none("a test"), routes: { "GET /a": integration } }));
    assert.deepEqual(onHttp(mock()), ["integration"]);
    assert.deepEqual(onHttp(lambda(FUNCTION, { streaming: true })), ["integration.streaming"]);
    assert.deepEqual(
      places(() => new HttpApi("shop", { routes: { "GET /a": { integration: lambda(FUNCTION), authorizer } } })),
      ["authorizer"],
    );
  });

  it("refuse mappings on a proxy, and HTTP APIs' mappings on a REST API", () => {
    const mapped = { ...lambda(FUNCTION), requestTemplates: { "application/json": "{}" } };
    assert.deepEqual(onRest(mapped), ["integration.requestTemplates"]);
    const requestParameters = { "append:header.x": "$context.requestId" };
    assert.deepEqual(onRest(httpProxy("https://a.example", { requestParameters })), ["integration.requestParameters"]);
  });

  it("refuse timeouts beyond AWS's, which are longer where the answer is streamed", () => {
    assert.deepEqual(onRest(lambda(FUNCTION, { timeoutMilliseconds: 60_000 })), ["integration.timeoutMilliseconds"]);
    const streamed = lambda(FUNCTION, { timeoutMilliseconds: 900_001, streaming: true });
    assert.deepEqual(onRest(streamed), ["integration.timeoutMilliseconds"]);
  });

  // https://docs.aws.amazon.com/sns/latest/dg/fifo-message-grouping.html
  it("refuse a first-in, first-out topic whose messages have no group", () => {
    const topic = "arn:aws:sns:eu-west-1:123456789012:news.fifo";
    assert.deepEqual(onRest(sns(topic)), ["integration.requestTemplates"]);
    const requestTemplates = { "application/json": "Action=Publish&MessageGroupId=a&Message=$input.body" };
    const routes = { "GET /a": sns(topic, { requestTemplates }) };
    assert.ok(new RestApi("shop", { defaultAuthorizer: none("a test"), routes }));
  });

  it("refuse two responses of one pattern, and a service without what it needs", () => {
    const responses = [{ statusCode: "200" }, { statusCode: "9" }];
    assert.deepEqual(onRest(mock({ responses })), [
      "integration.responses[1].statusCode",
      "integration.responses[1].selectionPattern",
    ]);
    const misnamed = { statusCode: "200", responseTemplates: { "application/json": "{}" } };
    assert.deepEqual(onRest(mock({ responses: [misnamed] })), ["integration.responses[0].responseTemplates"]);
    assert.deepEqual(onRest(awsService({ service: "DynamoDB", region: "eu-west-1", credentials: "role" })), [
      "integration.service",
      "integration.action",
      "integration.credentials",
    ]);
  });
});

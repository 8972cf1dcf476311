import assert from "node:assert/strict";
import {
  buildRequestAuthorizerEvent,
  type RestLambdaEvent,
  writeRestEvent,
  writeRestHeaders,
} from "../../../../gateway/behavior/rest-api/lambda-event";
import type { HttpRequest } from "../../../../gateway/behavior/shared/request";
import type { RestContextData } from "../../../../gateway/behavior/rest-api/context-variables";
import type { RestMethodModel } from "../../../../gateway/model/rest-api/definition-model";
import { request, without } from "../../../support/requests";

const METHOD = { path: "/orders/{id}", resourceId: "abc123", operationName: "GetOrder" } as RestMethodModel;
const CLIENT = request({
  method: "POST",
  path: "/prod/orders/7",
  rawQueryString: "a=1&a=2&b=",
  headers: [
    ["user-agent", "curl"],
    ["X-Own", "1"],
    ["X-Own", "2"],
    ["Authorization", "secret"],
  ],
  body: Buffer.from("{}"),
});
const DATA: RestContextData = {
  api: { id: "restabcdef", account: "123456789012", region: "eu-west-1" },
  request: CLIENT,
  stage: "prod",
  deploymentId: "dep123",
  stageVariables: { table: "orders" },
  method: METHOD,
  pathParameters: { id: "7" },
  resourcePath: "/orders/7",
  requestId: "request",
  extendedRequestId: "extended",
  timeEpoch: 1583348638390,
  domainName: "restabcdef.execute-api.eu-west-1.amazonaws.com",
};

/** Returns what the handler gets. */
function eventOf(sent: HttpRequest, data: RestContextData, isBinary: boolean): RestLambdaEvent {
  return JSON.parse(writeRestEvent(sent, data, isBinary)) as RestLambdaEvent;
}

/** The members of both events that come from the request. */
const REQUEST = {
  resource: "/orders/{id}",
  path: "/orders/7",
  httpMethod: "POST",
  headers: { "User-Agent": "curl", "X-Own": "2", Authorization: "secret" },
  multiValueHeaders: { "User-Agent": ["curl"], "X-Own": ["1", "2"], Authorization: ["secret"] },
  queryStringParameters: { a: "2", b: "" },
  multiValueQueryStringParameters: { a: ["1", "2"], b: [""] },
  pathParameters: { id: "7" },
  stageVariables: { table: "orders" },
};

describe("the events of one client and one method, one after the other", () => {
  const client = { headers: writeRestHeaders(CLIENT.headers) };
  const contextOf = (facts: Partial<RestContextData>): Record<string, unknown> => {
    const event = JSON.parse(writeRestEvent(CLIENT, { ...DATA, ...facts }, false, client)) as RestLambdaEvent;
    return event.requestContext;
  };
  const keyOf = (facts: Partial<RestContextData>): unknown[] => {
    const identity = contextOf(facts).identity as Record<string, unknown>;
    return [identity.apiKey, identity.apiKeyId, identity.user];
  };
  const iam = { accessKey: "AKIA", accountId: "1", callerId: "c", principalOrgId: null, userArn: "arn", userId: "u" };

  it("have each the API key and the caller of their own request", () => {
    assert.deepEqual(
      [
        keyOf({ apiKey: { id: "one", value: "1" } }),
        keyOf({ apiKey: { id: "two", value: "2" } }),
        keyOf({}),
        keyOf({ authorizer: { kind: "iam", identity: iam } }),
        keyOf({ apiKey: { id: "one", value: "1" } }),
      ],
      [
        ["1", "one", null],
        ["2", "two", null],
        [undefined, undefined, null],
        [undefined, undefined, "u"],
        ["1", "one", null],
      ],
    );
  });

  const OTHERS: [Partial<RestContextData>, string, unknown][] = [
    [{ stage: "dev" }, "stage", "dev"],
    [{ deploymentId: "dep456" }, "deploymentId", "dep456"],
    [{ domainName: "api.example.com" }, "domainName", "api.example.com"],
    [{ domainPrefix: "api" }, "domainPrefix", "api"],
    [{ api: { ...DATA.api, id: "otherabcde" } }, "apiId", "otherabcde"],
    [{ request: { ...CLIENT, method: "GET" } }, "httpMethod", "GET"],
    [{ request: { ...CLIENT, protocol: "HTTP/1.0" } }, "protocol", "HTTP/1.0"],
  ];
  for (const [facts, name, value] of OTHERS) {
    it(`have each the ${name} of their own request`, () => {
      const before = contextOf({})[name];
      assert.deepEqual([contextOf(facts)[name], contextOf({})[name]], [value, before]);
    });
  }
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
describe("the event of a Lambda proxy integration of a REST API", () => {
  it("has the request in maps, of which the plain ones have the last value", () => {
    const { requestContext, ...event } = eventOf(CLIENT, DATA, false);
    assert.deepEqual(event, {
      ...REQUEST,
      body: "{}",
      isBase64Encoded: false,
    });
    assert.deepEqual(requestContext, {
      resourceId: "abc123",
      resourcePath: "/orders/{id}",
      operationName: "GetOrder",
      httpMethod: "POST",
      extendedRequestId: "extended",
      requestTime: "04/Mar/2020:19:03:58 +0000",
      path: "/prod/orders/7",
      accountId: "123456789012",
      protocol: "HTTP/1.1",
      stage: "prod",
      domainPrefix: "restabcdef",
      requestTimeEpoch: 1583348638390,
      requestId: "request",
      identity: {
        cognitoIdentityPoolId: null,
        accountId: null,
        cognitoIdentityId: null,
        caller: null,
        sourceIp: "192.0.2.1",
        principalOrgId: null,
        accessKey: null,
        cognitoAuthenticationType: null,
        cognitoAuthenticationProvider: null,
        userArn: null,
        userAgent: "curl",
        user: null,
      },
      domainName: "restabcdef.execute-api.eu-west-1.amazonaws.com",
      deploymentId: "dep123",
      apiId: "restabcdef",
    });
  });

  it("has null where the request has nothing", () => {
    const bare = request({ body: new Uint8Array() });
    const data = without({ ...DATA, request: bare, stageVariables: {} }, "method", "pathParameters");
    const event = eventOf(bare, data, true);
    assert.deepEqual(
      [event.headers, event.multiValueHeaders, event.queryStringParameters, event.multiValueQueryStringParameters],
      [null, null, null, null],
    );
    assert.deepEqual([event.pathParameters, event.stageVariables, event.body], [null, null, null]);
    assert.equal(event.isBase64Encoded, false);
    assert.equal(event.resource, "/orders/7");
    const { resourceId, resourcePath } = event.requestContext;
    assert.deepEqual([resourceId, resourcePath], [null, null]);
    assert.equal(eventOf(request(), DATA, false).body, null);
  });

  it("is JSON whatever the texts of a request, its method and its caller are", () => {
    const odd = `"quoted" \\ \t\u0000\u007f\u00e9\u2028\ud800`;
    const values = { [odd]: odd };
    const sent = request({
      method: odd,
      path: odd,
      headers: [
        ["X-Odd", odd],
        ["X-Odd", `${odd}2`],
      ],
      rawQueryString: `${encodeURIComponent('"q"')}=%22&%22q%22=2`,
      protocol: odd,
      sourceIp: odd,
    });
    const texts = { stage: odd, deploymentId: odd, requestId: odd, extendedRequestId: odd, domainName: odd };
    const method = { path: odd, resourceId: odd, operationName: odd } as RestMethodModel;
    const maps = { pathParameters: values, stageVariables: values };
    const event = eventOf(sent, { ...DATA, ...texts, ...maps, request: sent, method, resourcePath: odd }, false);
    assert.deepEqual([event.resource, event.path, event.httpMethod], [odd, odd, odd]);
    assert.deepEqual([event.headers, event.multiValueHeaders], [{ "X-Odd": `${odd}2` }, { "X-Odd": [odd, `${odd}2`] }]);
    const query = [event.queryStringParameters, event.multiValueQueryStringParameters];
    assert.deepEqual(query, [{ '"q"': "2" }, { '"q"': ['"', "2"] }]);
    assert.deepEqual([event.pathParameters, event.stageVariables], [values, values]);
    const { requestContext: found } = event;
    assert.deepEqual(
      [found.resourceId, found.resourcePath, found.operationName, found.httpMethod],
      [odd, odd, odd, odd],
    );
    assert.deepEqual(
      [found.path, found.protocol, found.identity],
      [`/${odd}`, odd, { ...(found.identity as object), sourceIp: odd }],
    );
    assert.deepEqual({ ...found, ...texts }, found);
  });

  it("has a binary body as base64", () => {
    const event = eventOf(request({ body: Buffer.from([0xff, 0]) }), DATA, true);
    assert.deepEqual([event.body, event.isBase64Encoded], ["/wA=", true]);
  });

  it("has the mapping's path on a custom domain", () => {
    const below = request({ path: "/orders/7" });
    assert.equal(eventOf(below, { ...DATA, request: below, basePath: "shop" }, false).path, "/shop/orders/7");
    assert.equal(eventOf(below, { ...DATA, request: below, basePath: "" }, false).path, "/orders/7");
  });

  /** https://github.com/localstack/localstack/pull/12296 */
  it("has the stage that the client named on a custom domain", () => {
    assert.equal(eventOf(CLIENT, { ...DATA, basePath: "shop" }, false).path, "/shop/prod/orders/7");
    assert.equal(eventOf(CLIENT, { ...DATA, basePath: "" }, false).path, "/prod/orders/7");
  });

  it("of a signed request has no Authorization, and who signed it", () => {
    const identity = {
      accountId: "123456789012",
      callerId: "AIDA:ann",
      accessKey: "AKIA",
      userArn: "arn:aws:iam::123456789012:user/ann",
      userId: "AIDA",
      principalOrgId: "o-1",
    };
    const event = eventOf(CLIENT, { ...DATA, authorizer: { kind: "iam", identity } as never }, false);
    assert.deepEqual(event.headers, { "User-Agent": "curl", "X-Own": "2" });
    const { identity: found } = event.requestContext as { identity: Record<string, unknown> };
    assert.deepEqual(
      [found.accountId, found.caller, found.accessKey, found.userArn, found.user, found.principalOrgId],
      ["123456789012", "AIDA:ann", "AKIA", "arn:aws:iam::123456789012:user/ann", "AIDA", "o-1"],
    );
  });

  it("has what the authorizer handed on, and the API key", () => {
    const authorizer = { kind: "lambda", principalId: "ann", values: { plan: "gold" }, latency: 3 } as const;
    const event = eventOf(CLIENT, { ...DATA, authorizer, apiKey: { id: "k1", value: "v1" }, isCanary: true }, false);
    const {
      authorizer: found,
      identity,
      isCanaryRequest,
    } = event.requestContext as Record<string, Record<string, unknown>>;
    assert.deepEqual(found, { plan: "gold", principalId: "ann", integrationLatency: 3 });
    assert.deepEqual([identity?.apiKey, identity?.apiKeyId, isCanaryRequest], ["v1", "k1", true]);
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
describe("the event of a REQUEST authorizer", () => {
  it("has the same maps without a body, empty where the request has nothing", () => {
    const { requestContext, ...event } = buildRequestAuthorizerEvent(CLIENT, DATA, "arn:x");
    assert.deepEqual(event, {
      type: "REQUEST",
      methodArn: "arn:x",
      ...REQUEST,
    });
    assert.equal((requestContext as { resourceId: string }).resourceId, "abc123");
    const data = without(DATA, "method", "pathParameters", "stageVariables");
    const bare = buildRequestAuthorizerEvent(request(), data, "arn:x");
    for (const map of [
      ...["headers", "multiValueHeaders", "queryStringParameters", "multiValueQueryStringParameters"],
      ...["pathParameters", "stageVariables"],
    ]) {
      assert.deepEqual(bare[map], {}, map);
    }
    assert.equal(bare.resource, "/orders/7");
  });
});

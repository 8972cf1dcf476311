import assert from "node:assert/strict";
import {
  contextVariable,
  accessLogVariables,
  contextVariables,
  type RestContextData,
} from "../../../../gateway/behavior/rest-api/context-variables";
import { restError } from "../../../../gateway/behavior/rest-api/gateway-responses";
import { request } from "../../../support/requests";

const DATA = {
  api: { id: "restabcdef", account: "123456789012", region: "eu-west-1" },
  stage: "prod",
  resourcePath: "/",
  requestId: "id",
  extendedRequestId: "extended",
  timeEpoch: 0,
  domainName: "localhost",
};

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#context-variable-reference
describe("a variable of $context", () => {
  const of = (name: string, data: Partial<RestContextData> = {}): string | undefined =>
    contextVariable(contextVariables({ ...DATA, request: request(), ...data }), name);

  it("is a text, whatever it is", () => {
    assert.equal(of("requestTimeEpoch"), "0");
    assert.equal(of("isCanaryRequest", { isCanary: true }), "true");
    assert.equal(of("identity.sourceIp"), "192.0.2.1");
    assert.equal(of("identity.userArn"), undefined);
    assert.equal(of("none"), undefined);
    assert.equal(of("apiId.length"), undefined);
    assert.equal(of("constructor"), undefined);
    assert.equal(of("identity.apiKey", { apiKey: { id: "k", value: "v" } }), "v");
  });

  it("of an error has the message as it is and as JSON", () => {
    const error = { ...restError("BAD_REQUEST_BODY", { message: 'a "quote"' }), validationErrorString: "[x]" };
    assert.equal(of("error.message", { error }), 'a "quote"');
    assert.equal(of("error.messageString", { error }), '"a \\"quote\\""');
    assert.equal(of("error.responseType", { error }), "BAD_REQUEST_BODY");
    assert.equal(of("error.validationErrorString", { error }), "[x]");
    assert.equal(of("error.message"), undefined);
    assert.equal("error" in contextVariables({ ...DATA, request: request() }), false);
  });

  it("of an integration has its status twice, and its error and latency of their own", () => {
    const integration = { status: 502, latency: 7, requestId: "i1", error: "broken" };
    assert.deepEqual(
      [
        ...["integration.status", "integration.integrationStatus", "integrationStatus", "integration.latency"],
        ...["integrationLatency", "integrationErrorMessage", "awsEndpointRequestId"],
      ].map((name) => of(name, { integration })),
      ["502", "502", "502", "7", "7", "broken", "i1"],
    );
    assert.equal("integration" in contextVariables({ ...DATA, request: request() }), false);
  });

  it("of an authorizer has its context, its claims, or its error; all claims at once are null", () => {
    const lambda = { kind: "lambda", principalId: "ann", values: { plan: "gold", none: null }, latency: 3 } as const;
    assert.deepEqual(
      ["authorizer.principalId", "authorizer.plan", "authorizer.none", "authorizer.integrationLatency"].map((name) =>
        of(name, { authorizer: lambda }),
      ),
      ["ann", "gold", undefined, "3"],
    );
    const cognito = { kind: "cognito", claims: { sub: "ann" } } as const;
    assert.equal(of("authorizer.claims.sub", { authorizer: cognito }), "ann");
    assert.equal(of("authorizer.claims", { authorizer: cognito }), undefined);
    assert.equal(of("authorizer", { authorizer: cognito }), '{"claims":{"sub":"ann"}}');
    assert.equal(of("authorizer.error", { authorizerError: "expired" }), "expired");
    assert.equal(of("authorizer"), undefined);
  });

  it("of the path is the client's, with one slash before it, or the mapping's on a custom domain", () => {
    const client = request({ path: "//prod/orders/" });
    assert.equal(of("path", { request: client }), "/prod/orders/");
    assert.equal(of("path", { request: request({ path: "/orders" }), basePath: "shop" }), "/shop/orders");
    assert.equal(of("path", { request: request({ path: "/orders" }), basePath: "" }), "/orders");
  });

  it("of the caller is the one who signed the request", () => {
    const identity = {
      accountId: "1",
      callerId: "c",
      principalOrgId: "o",
      accessKey: "a",
      userArn: "arn",
      userId: "u",
    };
    const data = { authorizer: { kind: "iam", identity } as never };
    assert.deepEqual(
      ["accountId", "caller", "principalOrgId", "accessKey", "userArn", "user"].map((name) =>
        of(`identity.${name}`, data),
      ),
      ["1", "c", "o", "a", "arn", "u"],
    );
    assert.equal(of("identity.userAgent", { request: request({ headers: [["User-Agent", "curl"]] }) }), "curl");
    assert.equal(of("authorizer", data), undefined);
  });
});

describe("the $context of a REST API", () => {
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
  it("has the TLS version and cipher of a request by HTTPS, and of no other", () => {
    const tls = { version: "TLSv1.3", cipherSuite: "TLS_AES_128_GCM_SHA256" };
    const { tlsVersion, cipherSuite } = contextVariables({ ...DATA, request: request({ tls }) });
    assert.deepEqual([tlsVersion, cipherSuite], ["TLSv1.3", "TLS_AES_128_GCM_SHA256"]);
    assert.equal("tlsVersion" in contextVariables({ ...DATA, request: request() }), false);
  });

  it("has more variables in access logs", () => {
    const api = { endpointType: "REGIONAL" } as const;
    const lambda = { kind: "lambda", principalId: "ann", values: { plan: "gold" }, latency: 3 } as const;
    const bare = accessLogVariables({ ...DATA, request: request(), basePath: "" }, api);
    assert.deepEqual([bare.endpointType, "customDomain" in bare], ["REGIONAL", false]);
    const { customDomain, authorizer } = accessLogVariables(
      { ...DATA, request: request(), basePath: "v1/orders", authorizer: lambda },
      api,
    );
    assert.deepEqual(customDomain, { basePathMatched: "v1/orders" });
    assert.deepEqual(authorizer, { plan: "gold", principalId: "ann", integrationLatency: 3, latency: 3 });
  });
});

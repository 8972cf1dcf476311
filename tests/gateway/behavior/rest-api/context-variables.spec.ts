import assert from "node:assert/strict";
import { contextVariables } from "../../../../gateway/behavior/rest-api/context-variables";
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

describe("the $context of a REST API", () => {
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
  it("has the TLS version and cipher of a request by HTTPS, and of no other", () => {
    const tls = { version: "TLSv1.3", cipherSuite: "TLS_AES_128_GCM_SHA256" };
    const { tlsVersion, cipherSuite } = contextVariables({ ...DATA, request: request({ tls }) });
    assert.deepEqual([tlsVersion, cipherSuite], ["TLSv1.3", "TLS_AES_128_GCM_SHA256"]);
    assert.equal("tlsVersion" in contextVariables({ ...DATA, request: request() }), false);
  });
});

import assert from "node:assert/strict";
import { domainPrefix, publicHost } from "../../../../gateway/behavior/shared/public-host";

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html ($context.domainName, domainPrefix)
describe("the public host of a request", () => {
  const API = { id: "abcde12345", region: "eu-west-1" };

  it("is AWS's own, the custom domain, or what the client asked for", () => {
    assert.deepEqual(publicHost(API, undefined, undefined), {
      domainName: "abcde12345.execute-api.eu-west-1.amazonaws.com",
      domainPrefix: "abcde12345",
    });
    assert.deepEqual(publicHost(API, "shop.example.com", undefined), {
      domainName: "shop.example.com",
      domainPrefix: "shop",
    });
    assert.deepEqual(publicHost(API, undefined, "localhost:8080"), {
      domainName: "localhost:8080",
      domainPrefix: "abcde12345",
    });
    assert.deepEqual(publicHost(API, "shop.example.com", "localhost"), {
      domainName: "localhost",
      domainPrefix: "shop",
    });
  });

  it("begins with its prefix, where it names none", () => {
    assert.equal(domainPrefix({ domainName: "a.b.c" }), "a");
    assert.equal(domainPrefix({ domainName: "a.b.c", domainPrefix: "x" }), "x");
  });
});

import assert from "node:assert/strict";
import { httpApi } from "../../../support/http-program";
import { Server } from "../../../conformance/http-api/harness";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
describe("a request without a body that an HTTP proxy passes on", () => {
  it("is spoken of once: the Content-Type that API Gateway adds isn't known", async () => {
    const server = await Server.start(httpApi({ routes: { "ANY /": { http: "http://127.0.0.1:9/" } } }));
    try {
      await server.send({ path: "/" });
      await server.send({ method: "POST", path: "/", headers: { "content-type": "text/plain" } });
      const said = (): string[] => server.lines.filter((line) => line.includes("adds a Content-Type"));
      assert.deepEqual(said(), []);
      await server.send({ method: "POST", path: "/" });
      await server.send({ method: "PUT", path: "/" });
      assert.equal(said().length, 1);
    } finally {
      await server.gateway.close();
    }
  });
});

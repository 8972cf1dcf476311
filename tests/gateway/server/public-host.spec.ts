import assert from "node:assert/strict";
import { type GatewayOptions } from "../../../gateway/server";
import { Server, type TestRequest } from "../../conformance/http-api/harness";
import { echoFunction } from "../../conformance/http-api/echo";
import { httpApi } from "../../support/http-program";
import { restApi } from "../../support/rest-program";
import { webSocketApi } from "../../support/websocket-program";

interface NamedHost {
  domainName: string;
  domainPrefix: string;
}

describe("the host that events name", () => {
  const nodes = [
    echoFunction("echo"),
    ...httpApi({ routes: { "GET /e": { function: "echo" } } }),
    ...restApi({ methods: { "GET /e": { function: "echo" } } }),
  ];

  async function named(request: TestRequest, options?: GatewayOptions): Promise<NamedHost> {
    const server = await Server.start(nodes, options);
    try {
      const response = await server.send(request);
      assert.equal(response.status, 200, response.body);
      const { requestContext } = response.json as { requestContext: NamedHost };
      return { domainName: requestContext.domainName, domainPrefix: requestContext.domainPrefix };
    } finally {
      await server.gateway.close();
    }
  }

  it("is the one that the client asked for", async () => {
    assert.deepEqual(await named({ path: "/e", headers: { host: "localhost:8080" } }), {
      domainName: "localhost:8080",
      domainPrefix: "apiabcdefg",
    });
  });

  it("leads back to the API of a path", async () => {
    assert.deepEqual(await named({ path: "/_api/rest/prod/e", headers: { host: "localhost:8080" } }), {
      domainName: "restabcdef.execute-api.eu-west-1.localhost:8080",
      domainPrefix: "restabcdef",
    });
  });

  it("is the API's where a client asks for that", async () => {
    const host = "restabcdef.execute-api.eu-west-1.localhost:8080";
    assert.deepEqual(await named({ path: "/prod/e", headers: { host } }), {
      domainName: host,
      domainPrefix: "restabcdef",
    });
  });

  it("is AWS's where that is configured", async () => {
    assert.deepEqual(await named({ path: "/e" }, { publicHost: "aws" }), {
      domainName: "apiabcdefg.execute-api.eu-west-1.amazonaws.com",
      domainPrefix: "apiabcdefg",
    });
  });
});

describe("a request to a WebSocket address that is no upgrade", () => {
  it("logs that the API is there", async () => {
    const server = await Server.start(webSocketApi({ routes: {} }));
    try {
      const response = await server.send({ path: "/dev" });
      assert.equal(response.status, 404);
      assert.match(server.lines.join("\n"), /^GET \/dev: 404, the WebSocket API chat is there: .* isn't known$/m);
    } finally {
      await server.gateway.close();
    }
  });
});

import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { evaluate } from "../support/evaluate";
import { type Gateway, type MintOptions, startGateway } from "../../gateway/server";
import { readSnapshot } from "../../gateway/model/snapshot";
import { defined } from "../../language/defined";

const issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI";
const goodToken: MintOptions = { sub: "user-1", issuer, audience: "my-app-client-id" };

for (const language of ["typescript", "python"]) {
  describe(`examples/http-api, served with its handler in ${language}`, function () {
    let gateway: Gateway;

    before(async function () {
      if (language === "python" && spawnSync("python3", ["--version"]).status !== 0) {
        console.log("skipped: the Python handler of examples/http-api, because there is no python3 on PATH");
        this.skip();
      }
      const { graph } = await evaluate({
        directory: join(__dirname, "..", "..", "examples", "http-api"),
        stack: "production",
        config: { "http-api:language": language },
      });
      gateway = await startGateway(readSnapshot(graph), { port: 0 });
    });

    after(() => gateway?.close());

    const call = (token: string | undefined, init: RequestInit = {}, path = "orders/7?view=full"): Promise<Response> =>
      fetch(`${gateway.url}/production/${path}`, {
        ...init,
        headers: {
          ...init.headers,
          ...defined({ authorization: token === undefined ? undefined : `Bearer ${token}` }),
        },
      });

    it("answers a good token with the caller and what the request holds", async () => {
      const response = await call(await gateway.issuer.mint(goodToken), {
        method: "POST",
        headers: { "content-type": "text/plain" },
        body: "two kettles",
      });
      assert.equal(response.status, 200);
      assert.deepEqual(await response.json(), {
        userId: "user-1",
        path: "/production/orders/7",
        method: "POST",
        query: { view: "full" },
        contentType: "text/plain",
        body: "two kettles",
      });
    });

    const refused: Record<string, () => Promise<string | undefined>> = {
      "no token": () => Promise.resolve(undefined),
      "a forged signature": async () => `${(await gateway.issuer.mint(goodToken)).slice(0, -8)}AAAAAAAA`,
      "another issuer, by a trailing slash": () => gateway.issuer.mint({ ...goodToken, issuer: `${issuer}/` }),
      "another audience": () => gateway.issuer.mint({ ...goodToken, audience: "another-client" }),
      "an expired token": () => gateway.issuer.mint({ ...goodToken, expiresIn: -60 }),
    };
    for (const [what, token] of Object.entries(refused)) {
      it(`refuses ${what} with 401`, async () => {
        const response = await call(await token());
        assert.equal(response.status, 401);
        assert.deepEqual(await response.json(), { message: "Unauthorized" });
      });
    }

    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html#http-api-cors-default-route
    it("lets the authorizer meet a preflight, as AWS does where a route of ANY takes OPTIONS too", async () => {
      const response = await preflight("https://myapp.com");
      assert.equal(response.status, 401);
      assert.equal(response.headers.get("access-control-allow-methods"), null);
    });

    it("gives a preflight from another origin no allow header", async () => {
      const response = await preflight("https://evil.example");
      const allowed = [...response.headers.keys()].filter((name) => name.startsWith("access-control-allow"));
      assert.deepEqual(allowed, []);
    });

    const preflight = (origin: string): Promise<Response> =>
      call(undefined, { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST" } });
  });
}

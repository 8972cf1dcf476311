import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { httpApi, jsFunction } from "../../support/http-program";
import { restApi } from "../../support/rest-program";
import { Server } from "../http-api/harness";
import { missingNodePackages, NODE_CACHE } from "./cache";

const run = promisify(execFile);
const ECHO = `exports.handler = async (event) => ({
  statusCode: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ method: event.requestContext.http?.method ?? event.httpMethod, body: event.body, base64: event.isBase64Encoded }),
});`;
const MOVED = `exports.handler = async () => ({ statusCode: 307, headers: { location: "/echo" }, body: "" });`;

describe("clients of the local gateway", () => {
  let server: Server;
  before(async () => {
    const binary = { api: { binaryMediaTypes: ["application/octet-stream"] }, name: "second" };
    server = await Server.start([
      jsFunction("echo", ECHO),
      jsFunction("moved", MOVED),
      ...httpApi({ routes: { "ANY /echo": { function: "echo" }, "ANY /moved": { function: "moved" } } }),
      ...restApi({ ...binary, methods: { "ANY /echo": { function: "echo" } } }),
    ]);
  });
  after(() => server.gateway.close());

  const curl = async (...args: string[]): Promise<unknown> => {
    const { stdout } = await run("curl", ["-s", "--max-time", "60", ...args]);
    return JSON.parse(stdout);
  };
  const withCurl = (name: string, test: () => Promise<void>): void => {
    it(name, async function () {
      if (spawnSync("curl", ["--version"]).error !== undefined) {
        this.skip();
      }
      await test();
    });
  };
  const paths = ["/echo", "/_api/second/prod/echo"];

  for (const path of paths) {
    withCurl(`curl posts JSON to ${path}`, async () => {
      const json = ["-H", "content-type: application/json", "-d", '{"a":1}'];
      const answer = await curl(...json, `${server.gateway.url}${path}`);
      assert.deepEqual(answer, { method: "POST", body: '{"a":1}', base64: false });
    });
    withCurl(`curl sends chunks to ${path}`, async () => {
      const chunked = ["-X", "PUT", "-H", "transfer-encoding: chunked", "-H", "content-type: text/plain", "-d", "abc"];
      assert.deepEqual(await curl(...chunked, `${server.gateway.url}${path}`), {
        method: "PUT",
        body: "abc",
        base64: false,
      });
    });
    withCurl(`curl --http2 gets an answer of ${path} by HTTP/1.1`, async () => {
      const { method, base64 } = (await curl("--http2", `${server.gateway.url}${path}`)) as Record<string, unknown>;
      assert.deepEqual([method, base64], ["GET", false]);
    });
    withCurl(`curl expects 100 of ${path}`, async () => {
      const answer = await curl(
        "-H",
        "expect: 100-continue",
        "-H",
        "content-type: text/plain",
        "-d",
        "x",
        `${server.gateway.url}${path}`,
      );
      assert.deepEqual(answer, { method: "POST", body: "x", base64: false });
    });
  }

  it("fetch follows a redirect with its body", async () => {
    const headers = { "content-type": "text/plain" };
    const response = await fetch(`${server.gateway.url}/moved`, { method: "POST", headers, body: "kept" });
    assert.deepEqual(await response.json(), { method: "POST", body: "kept", base64: false });
  });

  it("axios sends and reads JSON", async function () {
    if (missingNodePackages(["axios"]).length > 0) {
      this.skip();
    }
    interface Axios {
      post(url: string, data: unknown): Promise<{ status: number; data: unknown }>;
    }
    const axios = createRequire(join(NODE_CACHE, "package.json"))("axios") as Axios;
    const { status, data } = await axios.post(`${server.gateway.url}/echo`, { a: [1] });
    assert.deepEqual([status, data], [200, { method: "POST", body: '{"a":[1]}', base64: false }]);
  });
});

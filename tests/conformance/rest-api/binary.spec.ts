import assert from "node:assert/strict";
import { deflateSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";
import { conformance, type Case, type TestResponse } from "../http-api/harness";
import { echoFunction } from "../http-api/echo";
import { jsFunction } from "../../support/http-program";
import { mock, restApi } from "../../support/rest-program";
import { REST_PAGES as PAGES } from "./pages";
import { defined } from "../../../language/defined";

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);
const png = { "content-type": "image/png" };
const accept = { accept: "image/png" };
const custom = (handling?: string, response?: string) => ({
  function: "event",
  integration: defined({
    type: "aws",
    contentHandling: handling,
    requestTemplates: { "image/png": `{"data":"$input.body"}` },
    responses: { default: defined({ statusCode: "200", contentHandling: response }) },
  }),
});

conformance({
  name: "conformance: binary media types",
  given: () => [
    echoFunction("echo"),
    jsFunction("event", `exports.handler = async (event) => event;`),
    jsFunction("text", `exports.handler = async () => "aGk=";`),
    jsFunction(
      "image",
      `exports.handler = async () => ({ statusCode: 200, headers: { "Content-Type": "image/png" }, isBase64Encoded: true, body: "${PNG.toString("base64")}" });`,
    ),
    ...restApi({
      api: { binaryMediaTypes: ["image/png", "application/x-thing"] },
      methods: {
        "POST /echo": { function: "echo" },
        "GET /image": { function: "image" },
        "POST /totext": custom("CONVERT_TO_TEXT"),
        "GET /decoded": {
          function: "event",
          integration: {
            type: "aws",
            requestTemplates: { "application/json": `"aGk="` },
            responses: {
              default: {
                statusCode: "200",
                contentHandling: "CONVERT_TO_BINARY",
                responseParameters: { "method.response.header.Content-Type": "'image/png'" },
              },
            },
          },
        },
        "GET /mocked": {
          integration: mock("aGk=", {
            responses: {
              default: {
                statusCode: "200",
                contentHandling: "CONVERT_TO_TEXT",
                responseTemplates: { "application/json": "aGk=" },
              },
            },
          }),
        },
      },
    }),
    ...restApi({
      name: "every",
      document: { "x-amazon-apigateway-binary-media-types": ["*/*"] },
      methods: { "POST /echo": { function: "echo" }, "GET /image": { function: "image" } },
    }),
  ],
  cases: [
    {
      name: "a body of a binary type goes to the function as base64",
      source: PAGES.binaryProxy,
      request: { method: "POST", path: "/prod/echo", headers: png, body: PNG },
      expect: { members: { body: PNG.toString("base64"), isBase64Encoded: true } },
    },
    {
      name: "parameters of the type do not count",
      source: PAGES.binary,
      request: { method: "POST", path: "/prod/echo", headers: { "content-type": "image/png; q=1" }, body: PNG },
      expect: { members: { isBase64Encoded: true } },
    },
    {
      name: "a body of another type goes as text",
      source: PAGES.binary,
      request: { method: "POST", path: "/prod/echo", headers: { "content-type": "image/gif" }, body: "GIF" },
      expect: { members: { body: "GIF", isBase64Encoded: false } },
    },
    {
      name: "a base64 result is decoded where Accept names a binary type",
      source: PAGES.binaryProxy,
      request: { path: "/prod/image", headers: accept },
      expect: (response) => assert.deepEqual(response.bytes, PNG),
    },
    {
      name: "without such an Accept it stays base64",
      source: PAGES.binaryProxy,
      request: { path: "/prod/image" },
      expect: { body: PNG.toString("base64") },
    },
    {
      name: "only the first type of Accept counts",
      source: PAGES.binaryWorkflow,
      request: { path: "/prod/image", headers: { accept: "text/html, image/png" } },
      expect: { body: PNG.toString("base64") },
    },
    {
      name: "*/* makes every body binary",
      source: PAGES.binary,
      request: {
        method: "POST",
        path: "/_api/every/prod/echo",
        headers: { "content-type": "application/json" },
        body: "{}",
      },
      expect: { members: { body: "e30=", isBase64Encoded: true } },
    },
    {
      name: "*/* decodes a base64 result whatever Accept says",
      source: PAGES.binaryProxy,
      request: { path: "/_api/every/prod/image" },
      expect: (response) => assert.deepEqual(response.bytes, PNG),
    },
    {
      name: "CONVERT_TO_TEXT gives a template the body as base64",
      source: PAGES.binaryWorkflow,
      request: { method: "POST", path: "/prod/totext", headers: png, body: PNG },
      expect: { json: { data: PNG.toString("base64") } },
    },
    {
      name: "a response that is to be binary and is no base64 is 500",
      source: PAGES.gatewayResponses,
      request: { path: "/prod/decoded" },
      expect: { status: 500, log: /it is no base64 text/ },
    },
    {
      name: "CONVERT_TO_TEXT leaves a text response as it is",
      source: PAGES.binaryWorkflow,
      request: { path: "/prod/mocked", headers: accept },
      expect: { body: "aGk=" },
    },
  ],
});

const LONG = "a".repeat(500);

function coded(name: string, acceptEncoding: string, path: string, coding: string | undefined): Case {
  return {
    name,
    source: PAGES.compression,
    request: { path, headers: { "accept-encoding": acceptEncoding } },
    expect: (response: TestResponse) => {
      assert.equal(response.headers["content-encoding"], coding);
      const plain =
        coding === "gzip"
          ? gunzipSync(response.bytes)
          : coding === "deflate"
            ? inflateSync(response.bytes)
            : response.bytes;
      assert.equal(plain.toString(), path.endsWith("long") ? LONG : "short");
      assert.equal(Number(response.headers["content-length"]), response.bytes.length);
    },
  };
}

conformance({
  name: "conformance: compression",
  given: () => [
    echoFunction("echo"),
    ...restApi({
      api: { minimumCompressionSize: "100" },
      methods: {
        "GET /long": { integration: mock(LONG) },
        "GET /short": { integration: mock("short") },
        "POST /echo": { function: "echo" },
      },
    }),
    ...restApi({ name: "plain", methods: { "GET /long": { integration: mock(LONG) } } }),
  ],
  cases: [
    coded("a response of the minimum size is compressed", "gzip", "/prod/long", "gzip"),
    coded("with deflate where the client asks for it", "deflate", "/prod/long", "deflate"),
    coded("the client's highest priority is taken", "gzip;q=0.5, deflate;q=0.9", "/prod/long", "deflate"),
    coded(
      "a highest priority that API Gateway does not have compresses nothing",
      "br, gzip;q=0.5",
      "/prod/long",
      undefined,
    ),
    coded("identity compresses nothing", "identity", "/prod/long", undefined),
    coded("a response below the minimum size is not compressed", "gzip", "/prod/short", undefined),
    coded("an API without a minimum compresses nothing", "gzip", "/_api/plain/prod/long", undefined),
    {
      name: "a gzip request is decompressed before the integration",
      source: PAGES.decompression,
      request: {
        method: "POST",
        path: "/prod/echo",
        headers: { "content-encoding": "gzip", "content-type": "application/json" },
        body: gzipSync('{"a":1}'),
      },
      expect: { members: { body: '{"a":1}', "headers.content-encoding": undefined } },
    },
    {
      name: "a deflate request is decompressed too",
      source: PAGES.decompression,
      request: {
        method: "POST",
        path: "/prod/echo",
        headers: { "content-encoding": "deflate" },
        body: deflateSync("text"),
      },
      expect: { members: { body: "text" } },
    },
    {
      name: "a request that does not decompress is 400",
      source: PAGES.decompression,
      request: { method: "POST", path: "/prod/echo", headers: { "content-encoding": "gzip" }, body: "not gzip" },
      expect: { status: 400 },
    },
  ],
});

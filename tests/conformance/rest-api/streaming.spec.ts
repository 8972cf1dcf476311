import assert from "node:assert/strict";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { httpProxy, lambda, none, RestApi } from "../../../components";
import { type Gateway, startGateway } from "../../../gateway/server";
import { deploy } from "../../support/deploy";
import { jsFunction } from "../../support/http-program";
import { readSnapshot } from "../../../gateway/model/snapshot";

const arn = (name: string): string => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;

/** Handlers as AWS's own examples are; `GATE` answers once the client has the first part. */
const functions: Record<string, string> = {
  streams: `exports.handler = awslambda.streamifyResponse(async (event, responseStream) => {
    const metadata = { statusCode: 201, headers: { "content-type": "text/plain", "x-path": event.path }, cookies: ["a=1", "b=2"] };
    const stream = awslambda.HttpResponseStream.from(responseStream, metadata);
    stream.write("first ");
    await fetch(process.env.GATE);
    stream.end(Buffer.from("second \\u2713"));
  });`,
  fails: `exports.handler = awslambda.streamifyResponse(async () => { throw new Error("boom"); });`,
  breaks: `exports.handler = awslambda.streamifyResponse(async (event, responseStream) => {
    awslambda.HttpResponseStream.from(responseStream, { statusCode: 200 }).write("first ");
    await fetch(process.env.GATE);
    throw new Error("boom");
  });`,
  breaksAtOnce: `exports.handler = awslambda.streamifyResponse((event, responseStream) => {
    awslambda.HttpResponseStream.from(responseStream, { statusCode: 200 }).write("first ");
    throw new Error("boom");
  });`,
  bare: `exports.handler = awslambda.streamifyResponse(async (event, responseStream) => responseStream.end("no metadata"));`,
  returns: `exports.handler = async () => ({ statusCode: 200, body: "returned" });`,
};

// https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
// https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
describe("conformance: response streaming of a REST API", () => {
  let backend: Server;
  let gateway: Gateway;
  let waiting: ServerResponse | undefined;
  const lines: string[] = [];
  /** Lets the backend or the function go on: the client has the first part. */
  const release = async (): Promise<void> => {
    while (waiting === undefined) {
      await new Promise((done) => setTimeout(done, 5));
    }
    waiting.end("second");
    waiting = undefined;
  };

  before(async () => {
    backend = createServer((request, response) => {
      waiting = response;
      if (request.url === "/proxied") {
        response.writeHead(200, { "content-type": "text/event-stream" }).write("first ");
      }
    });
    await new Promise<void>((done) => backend.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
    const { graph } = await deploy(() => {
      const streamed = Object.keys(functions).map((name) => [`GET /${name}`, lambda(arn(name), { streaming: true })]);
      new RestApi("api", {
        defaultAuthorizer: none("a test"),
        routes: {
          ...(Object.fromEntries(streamed) as Record<string, ReturnType<typeof lambda>>),
          "GET /buffered": lambda(arn("returns")),
          "GET /proxied": httpProxy(`${url}/proxied`, { streaming: true }),
        },
      });
    });
    const environment = { environment: { variables: { GATE: `${url}/gate` } } };
    const nodes = Object.entries(functions).map(([name, source]) => jsFunction(name, source, environment));
    gateway = await startGateway(readSnapshot({ ...graph, resources: [...graph.resources, ...nodes] }), {
      port: 0,
      log: (line) => lines.push(line),
    });
  });
  after(async () => {
    await gateway.close();
    backend.closeAllConnections();
    backend.close();
  });

  const get = (path: string): Promise<Response> => fetch(`${gateway.url}/live/${path}`);
  const readText = async (response: Response, between: () => Promise<void>): Promise<string[]> => {
    const reader = response.body?.getReader() ?? assert.fail("no body");
    const first = Buffer.from((await reader.read()).value ?? []).toString("utf8");
    await between();
    let rest = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      rest += Buffer.from(part.value).toString("utf8");
    }
    return [first, rest];
  };

  it("sends what a function writes as it comes, with the status, headers and cookies of its metadata", async () => {
    const response = await get("streams");
    assert.equal(response.status, 201);
    assert.equal(response.headers.get("content-type"), "text/plain");
    assert.equal(response.headers.get("x-path"), "/streams");
    assert.deepEqual(response.headers.getSetCookie(), ["a=1", "b=2"]);
    assert.equal(response.headers.get("content-length"), null);
    assert.deepEqual(await readText(response, release), ["first ", "second \u2713"]);
  });

  it("sends what an HTTP backend writes as it comes", async () => {
    const response = await get("proxied");
    assert.equal(response.headers.get("content-type"), "text/event-stream");
    assert.deepEqual(await readText(response, release), ["first ", "second"]);
  });

  it("breaks off the response of a function that fails while it streams", async () => {
    const response = await get("breaks");
    assert.equal(response.status, 200);
    await assert.rejects(readText(response, release));
  });

  it("breaks off a response that fails as soon as it has begun, and goes on serving", async () => {
    for (let count = 0; count < 20; count++) {
      await assert.rejects(get("breaksAtOnce").then((response) => response.text()));
    }
    assert.equal((await get("buffered")).status, 200);
  });

  const failures: [name: string, why: RegExp][] = [
    ["fails", /502, the function failed before its response began/],
    ["bare", /502, the function's streamed response has no metadata/],
    ["returns", /502, the function's streamed response has no metadata/],
  ];
  for (const [name, why] of failures) {
    it(`answers 502 where a function gives no head: ${name}`, async () => {
      const response = await get(name);
      assert.deepEqual([response.status, await response.text()], [502, '{"message": "Internal server error"}']);
      assert.match(lines.join("\n"), why);
    });
  }

  it("leaves methods that do not stream as they are", async () => {
    const response = await get("buffered");
    assert.deepEqual([response.status, await response.text()], [200, "returned"]);
    assert.equal(response.headers.get("content-length"), "8");
  });
});

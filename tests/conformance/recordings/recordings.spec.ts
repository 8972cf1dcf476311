import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { PropertyValue } from "../../../engine/graph/value";
import { jsFunction } from "../../support/http-program";
import { restApi, type TestMethod } from "../../support/rest-program";
import { type Case, conformance, type Expectation, type TestRequest } from "../http-api/harness";

interface RecordingFile {
  /** The file that the answers were recorded in. */
  source: string;
  recordings: Recording[];
}

/** One API as it was deployed to AWS, and what AWS answered. */
interface Recording {
  test: string;
  date: string;
  api?: Record<string, PropertyValue>;
  methods: Record<string, TestMethod>;
  document?: Record<string, PropertyValue>;
  stage: string;
  calls: RecordedCall[];
}

interface RecordedCall {
  name: string;
  request: TestRequest;
  status: number;
  body?: string;
  /** The body in base64. */
  base64?: string;
  json?: unknown;
  members?: Record<string, unknown>;
  /** Members that are not there. */
  absent?: string[];
  /** Null stands for a header that is not there. */
  headers?: Record<string, string | null>;
  headersMatch?: Record<string, string>;
}

const FUNCTIONS = {
  echo: "exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });",
  reply: "exports.handler = async (event) => JSON.parse(event.body);",
  payload: "exports.handler = async (event) => ({ template: event });",
  headers: `exports.handler = async ({ headers }) => {
    const received = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    return { statusCode: 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ received }) };
  };`,
};

/** Answers with what it got. */
async function startBackend(): Promise<HttpServer> {
  const server = createServer((message, response) => {
    void text(message).then((body) => {
      const template: unknown = body === "" ? null : JSON.parse(body);
      const answer = { received: message.headers, template };
      response.writeHead(200, { "Content-Type": "application/json", Server: "gunicorn/19.9.0" });
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

function expectation(call: RecordedCall): Expectation {
  const { status, body, base64, json, members = {}, absent = [], headers = {}, headersMatch = {} } = call;
  const plain = Object.entries(headers).map(([name, value]) => [name, value ?? undefined] as const);
  const patterns = Object.entries(headersMatch).map(([name, value]) => [name, new RegExp(value)] as const);
  const expected: Expectation = {
    status,
    headers: Object.fromEntries<string | RegExp | undefined>([...plain, ...patterns]),
  };
  if (body !== undefined) {
    expected.body = body;
  }
  if (base64 !== undefined) {
    expected.base64 = base64;
  }
  if (json !== undefined) {
    expected.json = json;
  }
  expected.members = { ...members, ...Object.fromEntries(absent.map((path) => [path, undefined])) };
  return expected;
}

const folder = join(__dirname);

for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
  const { source, recordings } = JSON.parse(readFileSync(join(folder, file), "utf8")) as RecordingFile;
  for (const recording of recordings) {
    const { test, date, methods, stage, calls, ...more } = recording;
    let backend: HttpServer | undefined;
    conformance({
      name: `recorded from AWS, ${date}: ${test}`,
      given: async () => {
        backend = await startBackend();
        const { port } = backend.address() as AddressInfo;
        const served = JSON.parse(
          JSON.stringify(methods).replaceAll("$backend", `http://127.0.0.1:${port}`),
        ) as typeof methods;
        const names = new Set(Object.values(methods).flatMap(({ function: name }) => name ?? []));
        const functions = Object.entries(FUNCTIONS).filter(([name]) => names.has(name));
        assert.equal(functions.length, names.size, "a recording names a function that the suite has not");
        return [
          ...functions.map(([name, code]) => jsFunction(name, code)),
          ...restApi({ methods: served, stages: { [stage]: {} }, ...more }),
        ];
      },
      cases: calls.map((call): Case => ({ name: call.name, source, request: call.request, expect: expectation(call) })),
      after: () => {
        backend?.closeAllConnections();
        backend?.close();
      },
    });
  }
}

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import type { Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { PropertyValue } from "../../../engine/graph/value";
import { jsFunction } from "../../support/http-program";
import { restApi, type TestMethod } from "../../support/rest-program";
import {
  type Case,
  check,
  conformance,
  type Expectation,
  member,
  type Server,
  type TestRequest,
  type TestResponse,
} from "../http-api/harness";
import { startBackend } from "./backend";

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
  /** The objects that the backend has at first, in base64 by key. */
  objects?: Record<string, string>;
  stage: string;
  calls: RecordedCall[];
}

interface RecordedCall {
  name: string;
  /** `base64` is the body. */
  request: TestRequest & { base64?: string };
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
  bodyMatch?: string;
  /** Members that are texts, or numbers, of a form. */
  matches?: Record<string, string>;
  /** Parameters of the call that the service got. */
  sends?: Record<string, unknown>;
  /** Those of them that differ here, and why. */
  disagrees?: Record<string, string>;
  /** The same of a queue's message, in any order. */
  sendsParts?: string[];
}

const FUNCTIONS = {
  echo: "exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });",
  reply: "exports.handler = async (event) => JSON.parse(event.body);",
  payload: "exports.handler = async (event) => ({ template: event });",
  headers: `exports.handler = async ({ headers }) => {
    const received = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    return { statusCode: 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ received }) };
  };`,
  same: "exports.handler = async (event) => event;",
  outcome: `exports.handler = async ({ body }) => ({
    statusCode: 200,
    body: Number(body.httpStatus) < 400 ? "noerror" : "customerror",
  });`,
  fails: `class Exception extends Error {
    name = "Exception";
  }
  exports.handler = async ({ statusCode }) => {
    if (statusCode === "200") {
      return "Pass";
    }
    const code = statusCode === "400" ? "four" : "five";
    throw new Exception("Error: Raising " + code + " hundred from within the Lambda function");
  };`,
};

function sent({ request: { base64, ...request } }: RecordedCall): TestRequest {
  return base64 === undefined ? request : { ...request, body: Buffer.from(base64, "base64") };
}

/** Compares the calls that the stand-in of the service got. */
function checkCall({ sends = {}, sendsParts, disagrees = {} }: RecordedCall, { gateway }: Server): void {
  const parameters = gateway.inbox.at(-1)?.parameters ?? {};
  for (const [name, value] of Object.entries(sends)) {
    const differs = !isDeepStrictEqual(parameters[name], value);
    assert.equal(differs, name in disagrees, `${name} of ${JSON.stringify(parameters)}`);
  }
  if (sendsParts !== undefined) {
    const parts = String(parameters.MessageBody).split(/[;|]/);
    assert.deepEqual(parts.filter((part) => part !== "").sort(), sendsParts);
  }
}

async function checkAnswer(call: RecordedCall, response: TestResponse, server: Server): Promise<void> {
  await check(expectation(call), response, () => []);
  assert.match(response.body, new RegExp(call.bodyMatch ?? ""));
  for (const [path, pattern] of Object.entries(call.matches ?? {})) {
    assert.match(String(member(response.json, path)), new RegExp(pattern), `${path} of ${response.body}`);
  }
  checkCall(call, server);
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
    const { test, date, methods, stage, calls, objects = {}, ...more } = recording;
    let backend: HttpServer | undefined;
    conformance({
      name: `recorded from AWS, ${date}: ${test}`,
      given: async () => {
        backend = await startBackend(objects);
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
      cases: calls.map((call): Case => ({
        name: call.name,
        source,
        request: sent(call),
        expect: (response, server) => checkAnswer(call, response, server),
      })),
      after: () => {
        backend?.closeAllConnections();
        backend?.close();
      },
    });
  }
}

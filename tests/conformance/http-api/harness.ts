import assert from "node:assert/strict";
import { request as httpRequest } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { type ResourceNode } from "../../../engine/graph/graph";
import { startGateway, type Gateway, type GatewayOptions } from "../../../gateway/server";
import { graphOf } from "../../support/http-program";
import { readSnapshot } from "../../../gateway/model/snapshot";

/** The request of a client. */
export interface TestRequest {
  /** @default "GET" */
  method?: string;
  /** Sent as it stands: encoded, or not. */
  path: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
}

/** The response. */
export interface TestResponse {
  status: number;
  /** Names in lower case; several values of one name joined with commas, those of `set-cookie` with newlines. */
  headers: Record<string, string>;
  body: string;
  bytes: Buffer;
  /** The body, parsed; undefined where it is not JSON. */
  json: unknown;
}

export interface Expectation {
  status?: number;
  body?: string | RegExp;
  /** The whole body in base64. */
  base64?: string;
  /** The whole JSON body. */
  json?: unknown;
  /** Members of the JSON body, by path: `requestContext.http.method`; undefined means absent. */
  members?: Record<string, unknown>;
  /** Headers that must be there; undefined means absent. */
  headers?: Record<string, string | RegExp | undefined>;
  /** Lines that the gateway writes for this request. */
  log?: RegExp | RegExp[];
}

/** One behaviour of API Gateway, with the AWS page that states it. */
export interface Case {
  name: string;
  source: string;
  request: TestRequest | ((server: Server) => TestRequest | Promise<TestRequest>);
  expect: Expectation | ((response: TestResponse, server: Server) => void | Promise<void>);
}

/** One server and the cases that run against it. */
export interface Suite {
  name: string;
  given: () => ResourceNode[] | Promise<ResourceNode[]>;
  options?: Omit<GatewayOptions, "log" | "port">;
  cases: Case[];
  after?: () => void | Promise<void>;
}

/** The real gateway on a free port, and what it logged. */
export class Server {
  readonly lines: string[] = [];
  private constructor(
    readonly gateway: Gateway,
    lines: string[],
  ) {
    this.lines = lines;
  }

  static async start(resources: ResourceNode[], options: GatewayOptions = {}): Promise<Server> {
    const lines: string[] = [];
    const gateway = await startGateway(readSnapshot(graphOf(resources)), {
      allowHosts: ["shop.example"],
      ...options,
      port: 0,
      log: (line) => lines.push(line),
    });
    return new Server(gateway, lines);
  }

  send({ method = "GET", path, headers = {}, body }: TestRequest): Promise<TestResponse> {
    const { hostname, port } = new URL(this.gateway.url);
    // without a length Node.js sends the body of some methods in no form that a server reads
    const chunked = "transfer-encoding" in headers;
    const length = body === undefined || chunked ? {} : { "content-length": Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(
        { hostname, port, method, path, headers: { ...length, ...headers }, agent: false },
        (message) => {
          const chunks: Buffer[] = [];
          message.on("data", (chunk: Buffer) => chunks.push(chunk));
          message.on("error", reject);
          message.on("end", () => {
            const bytes = Buffer.concat(chunks);
            const text = bytes.toString("utf8");
            resolve({
              status: message.statusCode ?? 0,
              headers: joined(message.rawHeaders),
              body: text,
              bytes,
              json: parsed(text),
            });
          });
        },
      );
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }
}

/** Declares the suite's tests: one server for all of its cases. */
export function conformance(suite: Suite): void {
  describe(suite.name, () => {
    let server: Server;
    before(async () => {
      server = await Server.start(await suite.given(), suite.options);
    });
    after(async () => {
      await server?.gateway.close();
      await suite.after?.();
    });
    for (const { name, source, request, expect } of suite.cases) {
      it(name, async () => {
        assert.match(source, AWS_SOURCE, `the case "${name}" cites no AWS page`);
        const firstLine = server.lines.length;
        const response = await server.send(typeof request === "function" ? await request(server) : request);
        if (typeof expect === "function") {
          await expect(response, server);
        } else {
          await check(expect, response, () => server.lines.slice(firstLine));
        }
      });
    }
  });
}

/** AWS's own documentation, its maintainers' word, or answers that were recorded from AWS. */
export const AWS_SOURCE =
  /^https:\/\/(docs\.aws\.amazon\.com|repost\.aws|aws\.amazon\.com|github\.com\/(aws(labs|-samples)?|localstack\/localstack))\//;

export async function check(expect: Expectation, response: TestResponse, lines: () => string[]): Promise<void> {
  const actual = `${response.status} ${JSON.stringify(response.headers)} ${response.body}`;
  if (expect.status !== undefined) {
    assert.equal(response.status, expect.status, actual);
  }
  if (expect.body instanceof RegExp) {
    assert.match(response.body, expect.body);
  } else if (expect.body !== undefined) {
    assert.equal(response.body, expect.body);
  }
  if (expect.base64 !== undefined) {
    assert.equal(response.bytes.toString("base64"), expect.base64);
  }
  if ("json" in expect) {
    assert.deepEqual(response.json, expect.json);
  }
  for (const [path, wanted] of Object.entries(expect.members ?? {})) {
    assert.deepEqual(member(response.json, path), wanted, `${path} of ${response.body}`);
  }
  for (const [name, wanted] of Object.entries(expect.headers ?? {})) {
    if (wanted instanceof RegExp) {
      assert.match(response.headers[name] ?? "", wanted, `${name} of ${actual}`);
    } else {
      assert.equal(response.headers[name], wanted, `${name} of ${actual}`);
    }
  }
  for (const wanted of [expect.log ?? []].flat()) {
    await until(
      () => lines().some((line) => wanted.test(line)),
      () => `${String(wanted)} in ${lines().join("\n")}`,
    );
  }
}

/** The time after which nothing comes any more, however busy the machine is. */
export const NEVER_MS = 60_000;

/** Waits for what follows a response, such as a log line. */
export async function until(condition: () => boolean, wanted: () => string): Promise<void> {
  const end = Date.now() + NEVER_MS;
  while (!condition()) {
    assert.ok(Date.now() < end, `there was no ${wanted()}`);
    await pause(2);
  }
}

export function member(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined | null)?.[key], value);
}

function joined(raw: string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    const value = raw[index + 1] ?? "";
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}${name === "set-cookie" ? "\n" : ","}${value}`;
  }
  return headers;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

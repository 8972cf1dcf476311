import { httpApi } from "../../support/http-program";
import { Backend, echoFunction } from "./echo";
import { conformance } from "./harness";
import { PAGES } from "./pages";

const MB = 1024 * 1024;
let backend: Backend;

conformance({
  name: "conformance: limits",
  given: async () => {
    backend = await Backend.start();
    return [
      echoFunction("echo"),
      ...httpApi({ routes: { "POST /lambda": { function: "echo" }, "POST /http": { http: backend.url } } }),
    ];
  },
  after: () => backend.close(),
  cases: [
    {
      name: "a body over 10 MB is 413",
      source: PAGES.quotas,
      request: { method: "POST", path: "/http", body: Buffer.alloc(10 * MB + 1) },
      expect: { status: 413, body: '{"message":"Request Entity Too Large"}' },
    },
    {
      name: "a body over 10 MB of no declared length is 413",
      source: PAGES.quotas,
      request: {
        method: "POST",
        path: "/http",
        headers: { "transfer-encoding": "chunked" },
        body: Buffer.alloc(10 * MB + 1),
      },
      expect: { status: 413 },
    },
    {
      name: "a body of 10 MB goes to an HTTP backend",
      source: PAGES.quotas,
      request: { method: "POST", path: "/http", body: Buffer.alloc(10 * MB) },
      expect: { status: 200 },
    },
    {
      name: "an event over Lambda's 6 MB is 413",
      source: PAGES.lambdaLimits,
      request: { method: "POST", path: "/lambda", headers: { "content-type": "text/plain" }, body: "x".repeat(6 * MB) },
      expect: { status: 413, body: '{"message":"Request Entity Too Large"}' },
    },
    {
      name: "an event is measured in bytes, not in characters",
      source: PAGES.lambdaLimits,
      request: {
        method: "POST",
        path: "/lambda",
        headers: { "content-type": "text/plain" },
        body: "é".repeat(3 * MB),
      },
      expect: { status: 413, body: '{"message":"Request Entity Too Large"}' },
    },
    {
      name: "a body of 1 MB goes to a function",
      source: PAGES.lambdaLimits,
      request: { method: "POST", path: "/lambda", headers: { "content-type": "text/plain" }, body: "x".repeat(MB) },
      expect: { status: 200 },
    },
    {
      name: "a request line and headers over 10,240 bytes are 431",
      source: PAGES.quotas,
      request: { method: "POST", path: "/lambda", headers: { "x-big": "x".repeat(10_240) } },
      expect: { status: 431, body: '{"message":"Request Header Fields Too Large"}' },
    },
    {
      name: "headers of 9,000 bytes go through",
      source: PAGES.quotas,
      request: { method: "POST", path: "/lambda", headers: { "x-big": "x".repeat(9_000) } },
      expect: { status: 200 },
    },
    {
      name: "a long URL counts too",
      source: PAGES.quotas,
      request: { method: "POST", path: `/lambda?q=${"x".repeat(10_240)}` },
      expect: { status: 431 },
    },
  ],
});

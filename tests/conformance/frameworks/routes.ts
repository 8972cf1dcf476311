import { gunzipSync } from "node:zlib";
import type { TestRequest, TestResponse } from "../http-api/harness";

/** One request that every framework answers the same. */
export interface FrameworkRequest {
  name: string;
  request: TestRequest;
  /** Takes the part of the answer that is compared. */
  read: (response: TestResponse) => unknown;
  expected: unknown;
}

export const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const MULTIPART = Buffer.concat([
  Buffer.from('--X\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'),
  Buffer.from(PNG, "base64"),
  Buffer.from("\r\n--X--\r\n"),
]);

const json = ({ status, json: value }: TestResponse): unknown => [status, value];

export const REQUESTS: readonly FrameworkRequest[] = [
  {
    name: "a path and a query",
    request: { path: "/hello/J%C3%BCrgen%20M?q=a%26b" },
    read: json,
    expected: [200, { name: "Jürgen M", q: "a&b" }],
  },
  {
    name: "JSON",
    request: { method: "POST", path: "/json", headers: { "content-type": "application/json" }, body: '{"ü":[1,"€"]}' },
    read: json,
    expected: [200, { got: { ü: [1, "€"] } }],
  },
  {
    name: "a form",
    request: {
      method: "POST",
      path: "/form",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "a=1&b=c+d%26",
    },
    read: json,
    expected: [200, { got: { a: "1", b: "c d&" } }],
  },
  {
    name: "an upload",
    request: {
      method: "POST",
      path: "/upload",
      headers: { "content-type": "multipart/form-data; boundary=X" },
      body: MULTIPART,
    },
    read: json,
    expected: [200, { bytes: MULTIPART.length, named: true }],
  },
  {
    name: "cookies",
    request: { path: "/cookies", headers: { cookie: "s=1; t=2" } },
    // some frameworks join what an HTTP API hands on as a list without a space
    read: ({ status, json: value, headers }) => [
      status,
      (value as { cookie?: string } | undefined)?.cookie?.replace(/;(?! )/g, "; "),
      headers["set-cookie"]?.split("\n").map((cookie) => cookie.split(";")[0]),
    ],
    expected: [200, "s=1; t=2", ["a=1", "b=2"]],
  },
  {
    name: "a PNG",
    request: { path: "/png", headers: { accept: "image/png" } },
    read: ({ status, headers, bytes }) => [status, headers["content-type"], bytes.toString("base64")],
    expected: [200, "image/png", PNG],
  },
  {
    name: "a gzipped answer",
    request: { path: "/gzip", headers: { accept: "application/json" } },
    read: ({ status, headers, bytes }) => [status, headers["content-encoding"], gunzipSync(bytes).toString("utf8")],
    expected: [200, "gzip", '{"zipped":true}'],
  },
  {
    name: "a redirect",
    request: { path: "/redirect" },
    read: ({ status, headers }) => [status, headers.location],
    expected: [302, "/hello/there"],
  },
  {
    name: "an error",
    request: { path: "/error" },
    read: json,
    expected: [500, { error: "broken" }],
  },
  {
    name: "a path that it has not",
    request: { path: "/nowhere" },
    read: ({ status }) => status,
    expected: 404,
  },
];

import assert from "node:assert/strict";
import { prettyLog } from "../../../../cli/serve/log/pretty";
import { paintOf } from "../../../../cli/shared/colours";
import type { RequestRecord } from "../../../../gateway/server";

const at = new Date(2026, 10, 29, 14, 3, 5).getTime();
const record: RequestRecord = {
  time: at,
  requestId: "r1",
  kind: "http",
  api: "orders",
  stage: "$default",
  method: "GET",
  path: "/orders/7",
  route: "GET /orders/{id}",
  status: 200,
  duration: 12.4,
  decidedBy: "function orders",
  notes: [],
};

function shown(changes: Partial<RequestRecord>, environment: NodeJS.ProcessEnv = {}): string[] {
  const lines: string[] = [];
  prettyLog((line) => lines.push(line), paintOf({ isTTY: false }, environment)).onRequest?.({ ...record, ...changes });
  return lines;
}

describe("the log for people", () => {
  it("has a line for a request: time, status, duration, method, path, and what decided", () => {
    assert.deepEqual(shown({}), ["14:03:05  200    12 ms  GET /orders/7  function orders"]);
    assert.deepEqual(shown({ duration: 2345 }), ["14:03:05  200    2.3 s  GET /orders/7  function orders"]);
  });

  it("has the reasons and fixes below it, in the colour of the status", () => {
    const notes = ["401 from the authorizer users: the token has expired", "500, a: first\nsecond"];
    assert.deepEqual(shown({ status: 401, decidedBy: "authorizer users", notes }), [
      "14:03:05  401    12 ms  GET /orders/7  authorizer users",
      "                        from the authorizer users: the token has expired",
      "                        a: first\n                        second",
    ]);
    const colour = { FORCE_COLOR: "1" };
    assert.ok(shown({ status: 404 }, colour)[0]?.includes("\u001b[33m404"));
    assert.ok(shown({ status: 502 }, colour)[0]?.includes("\u001b[31m502"));
  });

  it("has the route of a WebSocket message", () => {
    const message = { kind: "websocket", method: "MESSAGE", route: "say", path: "L0SM9c" } as const;
    assert.deepEqual(shown(message), ["14:03:05  200    12 ms  MESSAGE say L0SM9c  function orders"]);
  });

  it("has the other lines as they are, and neither access logs nor reasons twice", () => {
    const lines: string[] = [];
    const { log } = prettyLog((line) => lines.push(line), paintOf({}, {}));
    log("[orders] hello");
    log('{"status":"200"}', "access");
    log("GET /x: 500, why", "request");
    assert.deepEqual(lines, ["[orders] hello"]);
  });
});

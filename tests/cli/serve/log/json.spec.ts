import assert from "node:assert/strict";
import { jsonLog } from "../../../../cli/serve/log/json";
import { defaultLogMode } from "../../../../cli/serve/log";
import { hideSecrets } from "../../../../cli/shared/terminal";
import type { RequestRecord } from "../../../../gateway/server";

const record: RequestRecord = {
  time: 0,
  requestId: "r1",
  kind: "rest",
  api: "orders",
  stage: "v1",
  method: "GET",
  path: "/v1/orders",
  route: "GET /orders",
  status: 429,
  duration: 3.6,
  decidedBy: "throttle",
  notes: [],
};

function lines(use: (log: ReturnType<typeof jsonLog>) => void): string[] {
  const found: string[] = [];
  use(jsonLog((line) => found.push(line)));
  return found;
}

describe("the log for programs", () => {
  it("has the entry of the access log as it is", () => {
    const accessEntry = '{"status":"429","routeKey":"GET /orders"}';
    assert.deepEqual(
      lines(({ onRequest }) => onRequest?.({ ...record, accessEntry })),
      [accessEntry],
    );
  });

  it("has the record of a request whose stage has no access log", () => {
    const [line = ""] = lines(({ onRequest }) => onRequest?.(record));
    assert.deepEqual(JSON.parse(line), {
      ...record,
      time: "1970-01-01T00:00:00.000Z",
      duration: 4,
      type: "access",
    });
  });

  it("stays JSON where an entry has a text of several lines, or a quotation mark that AWS does not escape", () => {
    for (const accessEntry of ['{"integrationError":"first\nsecond"}', '{"error":"he said "no""}', "plain text"]) {
      const [line = ""] = lines(({ onRequest }) => onRequest?.({ ...record, accessEntry }));
      assert.equal((JSON.parse(line) as { accessEntry: string }).accessEntry, accessEntry);
    }
  });

  it("has every other line as a message, once, without secrets", () => {
    hideSecrets({ secretTexts: ['s3cret-"of-the-shop"'] });
    const found = lines(({ log }) => {
      log("[orders] hello\nworld");
      log('GET /orders: 500, s3cret-"of-the-shop"', "request");
      log('{"status":"200"}', "access");
    }).map((line) => JSON.parse(line) as { type: string; message: string });
    assert.deepEqual(
      found.map(({ type, message }) => [type, message]),
      [
        ["log", "[orders] hello\nworld"],
        ["request", "GET /orders: 500, [secret]"],
      ],
    );
  });

  it("is the default where stdout is no terminal", () => {
    assert.equal(defaultLogMode({ isTTY: false }), "json");
    assert.equal(defaultLogMode({}), "json");
    assert.equal(defaultLogMode({ isTTY: true }), "pretty");
  });
});

import assert from "node:assert/strict";
import { RecentRequests } from "../../../../gateway/server/console/recent-requests";
import type { RequestRecord } from "../../../../gateway/server/shared/request-record";

const at = (time: number, changes: Partial<RequestRecord> = {}): RequestRecord => ({
  time,
  requestId: `r${time}`,
  kind: "http",
  method: "GET",
  path: "/",
  status: 200,
  duration: 0,
  decidedBy: "mock",
  notes: [],
  ...changes,
});

describe("the last requests", () => {
  it("are kept up to 200", () => {
    const recent = new RecentRequests();
    for (let index = 1; index <= 250; index++) {
      recent.add(at(index * 1000));
    }
    assert.deepEqual(
      [recent.all.length, recent.all[0]?.number, recent.since(249).length, recent.skipped],
      [200, 51, 1, 0],
    );
    assert.equal(recent.find(50), undefined);
  });

  it("are counted alone where too many come at once", () => {
    const recent = new RecentRequests();
    for (let index = 0; index < 150; index++) {
      recent.add(at(1000));
    }
    assert.deepEqual([recent.all.length, recent.skipped], [100, 50]);
    recent.add(at(1999));
    recent.add(at(2000));
    assert.deepEqual([recent.all.length, recent.skipped], [101, 51]);
  });

  it("keep the start of what is long", () => {
    const recent = new RecentRequests();
    const event = "e".repeat(200_000);
    const call = { requestId: "a", latency: 1, outcome: { kind: "result", payload: "{}" } } as const;
    const kept = recent.add(at(1), { steps: { calls: [{ by: "integration", name: "f", event, call }] } });
    assert.deepEqual([kept?.calls[0]?.event.text.length, kept?.calls[0]?.event.length], [65_536, 200_000]);
  });
});

import assert from "node:assert/strict";
import { connectionTimes, newConnectionRate } from "../../../../gateway/server/websocket-api/connection-limits";

describe("the limits of connections", () => {
  it("are AWS's where none is given", () => {
    assert.deepEqual(connectionTimes({}), { idleTimeoutMs: 600_000, lifetimeMs: 7_200_000 });
    assert.deepEqual(newConnectionRate({}), { rate: 500, burst: 500 });
  });

  it("can each be set", () => {
    assert.deepEqual(connectionTimes({ idleTimeoutMs: 50 }), { idleTimeoutMs: 50, lifetimeMs: 7_200_000 });
    assert.deepEqual(newConnectionRate({ newConnectionsPerSecond: 2 }), { rate: 2, burst: 2 });
  });
});

import assert from "node:assert/strict";
import { lowRooms } from "../../../scripts/coverage/floors";

const file = (total: number, covered: number): { lines: { total: number; covered: number } } => ({
  lines: { total, covered },
});

describe("the floors of coverage", () => {
  it("are of the lines of all files of a room", () => {
    const files = { "aws/arn.ts": file(10, 10), "aws/iam/policy.ts": file(30, 20), total: file(40, 30) };
    assert.deepEqual(lowRooms(files, { aws: 75 }), []);
    assert.deepEqual(lowRooms(files, { aws: 76 }), [{ room: "aws", percent: 75, floor: 76 }]);
  });

  it("are of the nearest room alone", () => {
    const files = { "engine/evaluate.ts": file(10, 1), "engine/graph/graph.ts": file(10, 9) };
    assert.deepEqual(lowRooms(files, { engine: 20, "engine/graph": 80 }), [{ room: "engine", percent: 10, floor: 20 }]);
  });

  it("are missed by a room without files", () => {
    assert.deepEqual(lowRooms({}, { gone: 50 }), [{ room: "gone", percent: 0, floor: 50 }]);
  });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { statsOf } from "../../language/stats-of";

describe("statsOf", () => {
  it("tells files from folders", () => {
    assert.deepEqual([statsOf(__filename)?.isFile(), statsOf(__dirname)?.isDirectory()], [true, true]);
  });

  it("is undefined where nothing is, also below a file", () => {
    assert.deepEqual(
      [statsOf(join(__dirname, "nothing")), statsOf(join(__filename, "nothing"))],
      [undefined, undefined],
    );
  });

  it("throws what keeps it from knowing", () => {
    assert.throws(() => statsOf(join(__dirname, "x".repeat(300))), { code: "ENAMETOOLONG" });
  });
});

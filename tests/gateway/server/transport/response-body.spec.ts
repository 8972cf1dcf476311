import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { readResponseBody } from "../../../../gateway/server/transport/response-body";

/** A stream that gives these parts, and then ends so. */
function stream(parts: string[], end: "end" | "hang" | "break" | "cut"): Readable {
  const left = [...parts];
  return new Readable({
    read() {
      const part = left.shift();
      if (part !== undefined) {
        this.push(Buffer.from(part));
      } else if (end === "end") {
        this.push(null);
      } else if (end === "break") {
        this.destroy(new Error("ECONNRESET"));
      } else if (end === "cut") {
        this.destroy();
      }
    },
  });
}

describe("readResponseBody", () => {
  it("reads a whole body", async () => {
    assert.deepEqual(await readResponseBody(stream(["ab", "c"], "end"), 5_000), {
      kind: "body",
      body: Buffer.from("abc"),
    });
    assert.deepEqual(await readResponseBody(stream([], "end"), 5_000), { kind: "body", body: Buffer.alloc(0) });
  });

  for (const [end, kind] of [
    ["break", "broken"],
    ["cut", "broken"],
  ] as const) {
    it(`gives up on one that ends with a ${end}`, async () => {
      assert.deepEqual(await readResponseBody(stream(["ab"], end), 5_000), { kind });
    });
  }

  it("gives up on one that stops in the middle, when the integration's time is over", async () => {
    const hanging = stream(["ab"], "hang");
    assert.deepEqual(await readResponseBody(hanging, 20), { kind: "timeout" });
    assert.equal(hanging.destroyed, true);
  });

  it("gives up on one that never ends, after as many bytes as API Gateway takes", async () => {
    let sent = 0;
    const endless = new Readable({
      read() {
        sent += 1024;
        this.push(Buffer.alloc(1024));
      },
    });
    assert.deepEqual(await readResponseBody(endless, 5_000, 10_000), { kind: "tooLarge" });
    assert.ok(sent < 1024 * 1024 && endless.destroyed);
  });
});

import assert from "node:assert/strict";
import { FrameWatch } from "../../../../gateway/server/websocket-api/frame-watch";

/** A masked frame with a payload of so many bytes. */
function frame(length: number): Buffer {
  const mask = Buffer.alloc(4);
  const head =
    length < 126
      ? Buffer.from([0x81, 0x80 | length])
      : length < 65_536
        ? Buffer.from([0x81, 0xfe, length >> 8, length & 0xff])
        : Buffer.concat([
            Buffer.from([0x81, 0xff, 0, 0, 0, 0]),
            Buffer.from([length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255]),
          ]);
  return Buffer.concat([head, mask, Buffer.alloc(length, 0xff)]);
}

describe("the watch over frames' sizes", () => {
  it("accepts frames up to the limit, whatever stands in them", () => {
    const watch = new FrameWatch(1000);
    assert.equal(watch.accepts(Buffer.concat([frame(0), frame(125), frame(126), frame(1000)])), true);
    assert.equal(watch.accepts(frame(1)), true);
  });

  it("refuses a frame as soon as its header reports that it is larger", () => {
    assert.equal(new FrameWatch(1000).accepts(frame(1001).subarray(0, 8)), false);
    assert.equal(new FrameWatch(1000).accepts(frame(70_000).subarray(0, 14)), false);
  });

  it("reads the same frames whatever pieces they come in", () => {
    const bytes = Buffer.concat([frame(3), frame(300), frame(0), frame(1000), frame(1001)]);
    for (const size of [1, 2, 3, 5, 7, 64, 999]) {
      const watch = new FrameWatch(1000);
      let accepted = 0;
      for (let at = 0; at < bytes.length; at += size) {
        if (!watch.accepts(bytes.subarray(at, at + size))) {
          break;
        }
        accepted += size;
      }
      const lastHeader = bytes.length - 1001 - 8;
      assert.ok(accepted <= lastHeader + 8 && accepted + size >= lastHeader + 4, `pieces of ${size}: ${accepted}`);
    }
  });

  it("counts the messages that are complete, and none after a frame that is too large", () => {
    const part = frame(300);
    part[0] = 0x01;
    const ping = frame(2);
    ping[0] = 0x89;
    const bytes = Buffer.concat([frame(3), frame(0), part, ping, frame(5), part, frame(1001), frame(1)]);
    for (const size of [1, 2, 7, 64, bytes.length]) {
      const watch = new FrameWatch(1000);
      for (let at = 0; at < bytes.length; at += size) {
        watch.accepts(bytes.subarray(at, at + size));
      }
      assert.equal(watch.messages, 3, `pieces of ${size}`);
    }
  });
});

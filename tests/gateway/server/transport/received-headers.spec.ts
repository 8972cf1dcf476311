import assert from "node:assert/strict";
import { Socket } from "node:net";
import { ReceivedHeaders } from "../../../../gateway/server/transport/received-headers";
import type { HeaderList } from "../../../../gateway/behavior/shared/request";

describe("the headers of the requests of a connection", () => {
  const socket = new Socket();
  const of = (...rawHeaders: string[]): ReceivedHeaders => ReceivedHeaders.of({ socket, rawHeaders });

  it("are those of the request before it where all are the same, with what was made of them", () => {
    let made = 0;
    const count = (headers: HeaderList): number => headers.length + 10 * ++made;
    const first = of("Host", "a", "X-Own", "1");
    assert.deepEqual(
      [first.pairs, first.valuesSize],
      [
        [
          ["Host", "a"],
          ["X-Own", "1"],
        ],
        2,
      ],
    );
    assert.deepEqual([first.derived(count), of("Host", "a", "X-Own", "1").derived(count)], [12, 12]);
    assert.equal(of("Host", "a", "X-Own", "1"), first);
  });

  it("are others where a name, a value, the order, the number or the connection is another", () => {
    const first = of("Host", "a", "X-Own", "1");
    for (const raw of [
      ["Host", "a", "x-own", "1"],
      ["Host", "a", "X-Own", "2"],
      ["X-Own", "1", "Host", "a"],
      ["Host", "a"],
      ["Host", "a", "X-Own", "1", "X-Own", "1"],
    ]) {
      of("Host", "a", "X-Own", "1");
      const other = of(...raw);
      assert.notEqual(other, first);
      assert.deepEqual(other.pairs.flat(), raw);
    }
    const elsewhere = ReceivedHeaders.of({ socket: new Socket(), rawHeaders: ["Host", "a", "X-Own", "1"] });
    assert.notEqual(elsewhere, of("Host", "a", "X-Own", "1"));
  });

  it("have the first value of a name in any case", () => {
    const headers = of("HOST", "a", "host", "b");
    assert.deepEqual([headers.first("host"), headers.first("x-own")], ["a", undefined]);
  });

  it("lose one that does not hold any more, for one request alone", () => {
    const headers = of("Host", "a", "Content-Encoding", "gzip");
    assert.deepEqual(headers.without("content-encoding").pairs, [["Host", "a"]]);
    assert.deepEqual(of("Host", "a", "Content-Encoding", "gzip").pairs.length, 2);
  });
});

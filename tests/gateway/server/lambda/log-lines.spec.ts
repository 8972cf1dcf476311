import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { forEachLine } from "../../../../gateway/server/lambda/log-lines";

describe("forEachLine", () => {
  async function linesOf(chunks: string[], longest?: number): Promise<string[]> {
    const stream = new PassThrough();
    const lines: string[] = [];
    forEachLine(stream, (line) => lines.push(line), longest);
    const end = new Promise((done) => stream.once("end", done));
    chunks.forEach((chunk) => stream.write(chunk));
    stream.end();
    await end;
    return lines;
  }

  it("gives whole lines, however they come, and what is left at the end", async () => {
    assert.deepEqual(await linesOf(["a\nb", "c\n", "", "d"]), ["a", "bc", "d"]);
  });

  it("cuts a line that does not end, so that it does not fill the memory", async () => {
    const chunks = Array.from({ length: 10 }, () => "x".repeat(40));
    const lines = await linesOf([...chunks, "\nnext\n"], 100);
    assert.deepEqual(
      lines.map(({ length }) => length),
      [120, 120, 120, 40, 4],
    );
    assert.equal(lines.join("").length, 404);
  });
});

import type { Readable } from "node:stream";

/** Gives each whole line of a stream to `write`, and what is left when it ends. */
export function forEachLine(stream: Readable, write: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(write);
  });
  stream.on("end", () => {
    if (rest !== "") {
      write(rest);
    }
  });
}

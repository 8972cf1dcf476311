import type { Readable } from "node:stream";

/** Characters that a log line may have, as an event of CloudWatch Logs in bytes: what is longer becomes several lines. */
const LONGEST_LOG_LINE = 256 * 1024;

/**
 * Gives each whole line of a stream to `write`, and what is left when it ends.
 *
 * @param longest Characters after which a line is cut, so that a handler that writes no line ends does not fill the memory.
 */
export function forEachLine(stream: Readable, write: (line: string) => void, longest = LONGEST_LOG_LINE): void {
  const rest: string[] = []; // joined once, at the line's end: a line may be long and come in many parts
  let length = 0;
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = chunk.split("\n");
    const last = lines.pop() ?? "";
    for (const line of lines) {
      write(rest.splice(0).join("") + line);
      length = 0;
    }
    rest.push(last);
    length += last.length;
    if (length > longest) {
      write(rest.splice(0).join(""));
      length = 0;
    }
  });
  stream.on("end", () => {
    const line = rest.join("");
    if (line !== "") {
      write(line);
    }
  });
}

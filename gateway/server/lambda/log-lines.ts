import type { Readable } from "node:stream";

/** Gives each whole line of a stream to `write`, and what is left when it ends. */
export function forEachLine(stream: Readable, write: (line: string) => void): void {
  const rest: string[] = []; // joined once, at the line's end: a line may be long and come in many parts
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = chunk.split("\n");
    const last = lines.pop() ?? "";
    for (const line of lines) {
      write(rest.splice(0).join("") + line);
    }
    rest.push(last);
  });
  stream.on("end", () => {
    const line = rest.join("");
    if (line !== "") {
      write(line);
    }
  });
}

import type { Readable } from "node:stream";

/** Characters that a log line may have, as an event of CloudWatch Logs in bytes: what is longer becomes several lines. */
const LONGEST_LOG_LINE = 256 * 1024;

/** Makes lines of texts that come in parts. */
export class LogLines {
  private readonly rest: string[] = []; // joined once, at the line's end: a line may be long and come in many parts
  private length = 0;

  /** @param longest Characters after which a line is cut, so that a handler that writes no line ends does not fill the memory. */
  constructor(
    private readonly write: (line: string) => void,
    private readonly longest = LONGEST_LOG_LINE,
  ) {}

  add(text: string): void {
    const lines = text.split("\n");
    const last = lines.pop() ?? "";
    for (const line of lines) {
      this.write(this.taken() + line);
    }
    this.rest.push(last);
    this.length += last.length;
    if (this.length > this.longest) {
      this.write(this.taken());
    }
  }

  /** Writes what is left. */
  end(): void {
    const line = this.taken();
    if (line !== "") {
      this.write(line);
    }
  }

  private taken(): string {
    this.length = 0;
    return this.rest.splice(0).join("");
  }
}

/** Gives each whole line of a stream to `write`, and what is left when it ends. */
export function forEachLine(stream: Readable, write: (line: string) => void, longest?: number): void {
  const lines = new LogLines(write, longest);
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => lines.add(chunk));
  stream.on("end", () => lines.end());
}

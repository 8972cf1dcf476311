import { createInterface } from "node:readline";
import { type Readable } from "node:stream";

/** A line that the program wrote to one of its standard streams. */
export interface PrintedLine {
  stream: "stdout" | "stderr";
  text: string;
}

/** Node's own remarks on what it runs, which are mostly about the SDK and its compiler, and the hint below each. */
const NODE_REMARK =
  /^\(node:\d+\) (?:\[DEP\d+\] DeprecationWarning|ExperimentalWarning): |^\(Use `node --trace-(?:deprecation|warnings) /;

/** Adds the stream's lines to those that are already there, as they come; empty ones and Node's remarks are left out. */
export function collectLines(
  stream: Readable | null,
  name: PrintedLine["stream"],
  lines: PrintedLine[],
): Promise<void> {
  if (stream === null) {
    return Promise.resolve();
  }
  const reader = createInterface({ input: stream, crlfDelay: Infinity });
  reader.on("line", (text) => {
    if (text.trim() !== "" && !NODE_REMARK.test(text)) {
      lines.push({ stream: name, text });
    }
  });
  // the stream's own close comes too where it is cut off before its end
  return new Promise((done) => stream.once("close", () => done()));
}

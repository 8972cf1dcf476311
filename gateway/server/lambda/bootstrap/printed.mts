import type { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { MessagePort } from "node:worker_threads";
import type { Printed } from "../protocol.js";

/** The size that the gateway may not have read yet: what it reads in some milliseconds. */
const MOST_UNREAD = 256 * 1024;
/** Characters that are posted at once. */
const PART = 64 * 1024;
/** A short text takes as long to post as one of so many characters. */
const SMALLEST = 256;

/**
 * Posts what the handler prints at once, and has it wait where the gateway is behind, as a process of AWS's waits for a full pipe. The streams
 * of a worker thread keep what is printed until its event loop turns: a handler that prints much before it awaits anything would fill the memory,
 * and what it prints before it exits, or before an endless loop, would be lost.
 *
 * @param unread The size of what the gateway has not read, which it counts down.
 */
export function postPrinted(port: MessagePort, unread: Int32Array): void {
  const { add, load, wait } = Atomics;
  const post = (name: Printed[0], text: string): void => {
    for (let now = load(unread, 0); now > MOST_UNREAD; now = load(unread, 0)) {
      wait(unread, 0, now);
    }
    const size = Math.max(SMALLEST, text.length);
    add(unread, 0, size);
    port.postMessage([name, text, size] satisfies Printed);
  };
  for (const name of ["stdout", "stderr"] as const) {
    const decoder = new StringDecoder("utf8");
    const textOf = (chunk: string | Buffer, encoding: BufferEncoding): string =>
      typeof chunk === "string" && isText(encoding)
        ? chunk
        : decoder.write(typeof chunk === "string" ? Buffer.from(chunk, encoding) : chunk);
    const write: Writable["_writev"] = (chunks, done) => {
      for (const { chunk, encoding } of chunks as { chunk: string | Buffer; encoding: BufferEncoding }[]) {
        const text = textOf(chunk, encoding);
        for (let start = 0; start < text.length; start += PART) {
          post(name, text.slice(start, start + PART));
        }
      }
      done();
    };
    Object.assign(process[name], { _writev: write });
  }
}

function isText(encoding: BufferEncoding): boolean {
  return encoding === "utf8" || encoding === "utf-8";
}

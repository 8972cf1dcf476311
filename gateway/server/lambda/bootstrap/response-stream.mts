import { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { Handler } from "./load-handler.mts";

export type StreamingHandler = (event: unknown, responseStream: ResponseStream, context: object) => unknown;

/** As AWS's runtime marks a handler; packages such as Middy look for it. */
const STREAMING = Symbol.for("aws.lambda.runtime.handler.streaming");

/**
 * The stream that a streaming handler writes to: every part goes out as it comes.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html
 */
export class ResponseStream extends Writable {
  private prelude: Buffer | undefined;
  private readonly post: (part: Uint8Array) => void;

  constructor(post: (part: Uint8Array) => void) {
    super();
    this.post = post;
  }

  /** Puts the status and the headers, which are JSON, and eight zero bytes before the first part. */
  begin(metadata: object): void {
    this.prelude = Buffer.concat([Buffer.from(JSON.stringify(metadata)), Buffer.alloc(8)]);
  }

  /** API Gateway takes the content type from the metadata. */
  setContentType(): void {}

  /** Takes any value, as the runtime's stream does: what is neither text nor bytes goes out as JSON. */
  override write(chunk: unknown, encoding?: unknown, done?: unknown): boolean {
    const part = typeof chunk === "string" || chunk instanceof Uint8Array ? chunk : JSON.stringify(chunk);
    return super.write(part, encoding as BufferEncoding, done as () => void);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    const { prelude } = this;
    this.prelude = undefined;
    this.post(new Uint8Array(prelude === undefined ? chunk : Buffer.concat([prelude, chunk])));
    done();
  }
}

const HttpResponseStream = {
  from(stream: ResponseStream, metadata: object): ResponseStream {
    stream.begin(metadata);
    return stream;
  },
};

/** The global `awslambda` of AWS's runtime. */
export const awslambda = {
  streamifyResponse(handler: StreamingHandler): StreamingHandler {
    return Object.assign(handler, { [STREAMING]: "response" });
  },
  HttpResponseStream,
};

export function isStreaming(handler: Handler | StreamingHandler): handler is StreamingHandler {
  return Reflect.get(handler, STREAMING) === "response";
}

/** Resolves once the handler's promise has and its stream is finished: a stream that is still open by then is an error. */
export async function runStreaming(
  handler: StreamingHandler,
  event: unknown,
  context: object,
  post: (part: Uint8Array) => void,
): Promise<void> {
  const stream = new ResponseStream(post);
  const ended = finished(stream);
  ended.catch(() => undefined); // the handler may fail first
  const returned = handler(event, stream, context);
  if (typeof (returned as PromiseLike<unknown> | undefined)?.then !== "function") {
    if (!stream.writableEnded) {
      throw streamError("Streaming does not support non-async handlers.");
    }
  }
  await returned;
  if (!stream.writableEnded) {
    throw streamError("Response stream is not finished.");
  }
  await ended;
}

/** AWS's runtime fails with the text itself, so that the error's type is `string`. */
function streamError(message: string): Error {
  return Object.assign(new Error(message), { name: "string" });
}

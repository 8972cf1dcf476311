import type { Readable } from "node:stream";
import type { HttpResponse } from "../../behavior/shared/request";
import { REST_API_LIMITS } from "../../../aws/quotas";

/** The body of a backend's response, or why it cannot be had. */
export type ResponseBody = { kind: "body"; body: Buffer } | { kind: "tooLarge" | "timeout" | "broken" };

/** Returns the body of a backend's response: most came whole with their head. @see readResponseBody */
export function wholeBody(
  { response, stream }: { response: Pick<HttpResponse, "body">; stream?: Readable },
  timeoutMs: number,
): Promise<ResponseBody> {
  if (stream !== undefined) {
    return readResponseBody(stream, timeoutMs);
  }
  const { buffer, byteOffset, byteLength } = response.body;
  return Promise.resolve({ kind: "body", body: Buffer.from(buffer, byteOffset, byteLength) });
}

/**
 * Reads the body of a backend's response: as much as API Gateway takes, and for as long as it waits. A backend may go on sending, or
 * stop in the middle.
 *
 * @param timeoutMs Milliseconds that are left of the integration's time.
 */
export function readResponseBody(
  stream: Readable,
  timeoutMs: number,
  limit = REST_API_LIMITS.payload.value,
): Promise<ResponseBody> {
  if (stream.destroyed) {
    return Promise.resolve({ kind: "broken" });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (result: ResponseBody): void => {
      clearTimeout(timer);
      if (result.kind !== "body") {
        stream.destroy();
      }
      resolve(result);
    };
    const timer = setTimeout(() => end({ kind: "timeout" }), Math.max(0, timeoutMs));
    stream.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        end({ kind: "tooLarge" });
      } else {
        chunks.push(chunk);
      }
    });
    stream.on("end", () => end({ kind: "body", body: Buffer.concat(chunks) }));
    stream.on("error", () => end({ kind: "broken" }));
    stream.on("close", () => end({ kind: "broken" })); // after "end" it changes nothing
  });
}

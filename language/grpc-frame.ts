/** The flag and the length before each message: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md */
export const PREFIX_BYTES = 5;
export const CONTENT_TYPE = "application/grpc+proto";
/** The bytes that may be sent before the other side has read any, of all calls together: more than any resource has. */
export const WINDOW_BYTES = 16 * 1024 * 1024;

/** A message with the flag before it, which is 0 for what gRPC sends uncompressed. */
export interface Frame {
  flag: number;
  message: Uint8Array;
}

/** Returns a message as it is sent, uncompressed. */
export function framed(message: Uint8Array): Buffer {
  return joinFrames([{ flag: 0, message }]);
}

/** Returns frames one after the other. */
export function joinFrames(frames: readonly Frame[]): Buffer {
  const bytes = Buffer.allocUnsafe(frames.reduce((sum, { message }) => sum + PREFIX_BYTES + message.length, 0));
  let at = 0;
  for (const { flag, message } of frames) {
    bytes.writeUInt8(flag, at);
    bytes.writeUInt32BE(message.length, at + 1);
    bytes.set(message, at + PREFIX_BYTES);
    at += PREFIX_BYTES + message.length;
  }
  return bytes;
}

/** Returns the frames that were joined. */
export function splitFrames(bytes: Buffer): { flag: number; message: Buffer }[] {
  const frames = [];
  for (let at = 0; at < bytes.length;) {
    const start = at + PREFIX_BYTES;
    const end = start + bytes.readUInt32BE(at + 1);
    frames.push({ flag: bytes.readUInt8(at), message: bytes.subarray(start, end) });
    at = end;
  }
  return frames;
}

/**
 * Gatewright's own method of its own pack, which answers many calls of `Analyze` in one. The request is a frame for each `AnalyzeRequest`, and
 * the response one for each answer, in the same order: an `AnalyzeResponse` with the flag 0, or the text of an error with its code as the flag.
 */
export const ANALYZE_EACH = "/gatewright.Analyzer/AnalyzeEach";

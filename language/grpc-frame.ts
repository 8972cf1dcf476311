/** The flag and the length before each message: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md */
export const PREFIX_BYTES = 5;
export const CONTENT_TYPE = "application/grpc+proto";
/** The bytes that may be sent before the other side has read any, of all calls together: more than any resource has. */
export const WINDOW_BYTES = 16 * 1024 * 1024;

/** Returns a message as it is sent, uncompressed. */
export function framed(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(PREFIX_BYTES + message.length);
  frame.writeUInt8(0, 0);
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, PREFIX_BYTES);
  return frame;
}

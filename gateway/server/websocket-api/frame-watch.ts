/**
 * Watches the size of the frames that a client sends, in the bytes of its socket as they come: API Gateway closes a
 * connection for one frame over 32 KB, however large a message may be.
 * https://www.rfc-editor.org/rfc/rfc6455#section-5.2
 */
export class FrameWatch {
  /** Bytes of the current frame that are still to come. */
  private remaining = 0;
  private header = Buffer.alloc(0);

  /** @param limit The largest payload of a frame, in bytes. */
  constructor(private readonly limit: number) {}

  /** False as soon as a frame reports that it is larger. */
  accepts(chunk: Buffer): boolean {
    let rest = chunk;
    while (rest.length > 0) {
      const skipped = Math.min(this.remaining, rest.length);
      this.remaining -= skipped;
      rest = rest.subarray(skipped);
      if (rest.length === 0) {
        break;
      }
      const before = this.header.length;
      const header = Buffer.concat([this.header, rest.subarray(0, MAX_HEADER - before)]);
      const frame = readHeader(header);
      if (frame === undefined) {
        this.header = header;
        return true;
      }
      if (frame.payload > this.limit) {
        return false;
      }
      this.header = Buffer.alloc(0);
      this.remaining = frame.payload;
      rest = rest.subarray(frame.size - before);
    }
    return true;
  }
}

const MAX_HEADER = 14;

/** Size of the header and of the payload; undefined where bytes of the header are missing. */
function readHeader(bytes: Buffer): { size: number; payload: number } | undefined {
  const second = bytes[1];
  if (second === undefined) {
    return undefined;
  }
  const length = second & 0x7f;
  const size = 2 + (length === 126 ? 2 : length === 127 ? 8 : 0) + ((second & 0x80) === 0 ? 0 : 4);
  if (bytes.length < size) {
    return undefined;
  }
  const payload = length === 126 ? bytes.readUInt16BE(2) : length === 127 ? Number(bytes.readBigUInt64BE(2)) : length;
  return { size, payload };
}

/**
 * Watches the size of the frames that a client sends, in the bytes of its socket as they come: API Gateway closes a
 * connection for one frame over 32 KB, however large a message may be.
 * https://www.rfc-editor.org/rfc/rfc6455#section-5.2
 */
export class FrameWatch {
  /** The messages that are complete, without those after a frame that is too large. */
  messages = 0;
  /** Bytes of the current frame that are still to come. */
  private remaining = 0;
  private endsMessage = false;
  private refused = false;
  private header = Buffer.alloc(0);

  /** @param limit The largest payload of a frame, in bytes. */
  constructor(private readonly limit: number) {}

  /** False as soon as a frame reports that it is larger. */
  accepts(chunk: Buffer): boolean {
    let rest = chunk;
    while (rest.length > 0 && !this.refused) {
      rest = rest.subarray(this.skip(rest.length));
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
      this.refused = frame.payload > this.limit;
      this.header = Buffer.alloc(0);
      this.remaining = frame.payload;
      this.endsMessage = frame.endsMessage;
      rest = rest.subarray(frame.size - before);
      this.skip(0);
    }
    return !this.refused;
  }

  /** Skips so many bytes of the payload, as far as it goes. */
  private skip(bytes: number): number {
    const skipped = Math.min(this.remaining, bytes);
    this.remaining -= skipped;
    if (this.remaining === 0 && this.endsMessage && !this.refused) {
      this.endsMessage = false;
      this.messages++;
    }
    return skipped;
  }
}

const MAX_HEADER = 14;

interface FrameHeader {
  /** Of the header itself. */
  size: number;
  /** The size of the payload. */
  payload: number;
  /** Indicates whether it is the last frame of a message, and not one of control. */
  endsMessage: boolean;
}

/** Undefined where bytes of the header are missing. */
function readHeader(bytes: Buffer): FrameHeader | undefined {
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
  const first = bytes[0] ?? 0;
  return { size, payload, endsMessage: (first & 0x88) === 0x80 };
}

/** One frame as a client sends it. https://www.rfc-editor.org/rfc/rfc6455#section-5.2 */
export interface Frame {
  opcode: number;
  payload: Buffer;
  /** @default true */
  fin?: boolean;
  /** The reserved bits, 0 to 7. @default 0 */
  reserved?: number;
  /** @default true */
  masked?: boolean;
}

export const OPCODES = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;
const MASK = Buffer.from([0x37, 0xfa, 0x21, 0x3d]);

export function frameBytes({ opcode, payload, fin = true, reserved = 0, masked = true }: Frame): Buffer {
  const { length } = payload;
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  const bit = masked ? 0x80 : 0;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = first;
  head[1] = bit | (length < 126 ? length : length < 65_536 ? 126 : 127);
  if (head.length === 4) {
    head.writeUInt16BE(length, 2);
  } else if (head.length === 10) {
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return masked
    ? Buffer.concat([head, MASK, payload.map((byte, index) => byte ^ (MASK[index % 4] ?? 0))])
    : Buffer.concat([head, payload]);
}

/** The payload of a close frame. */
export function closing(code: number, reason: string | Buffer = ""): Buffer {
  const head = Buffer.alloc(2);
  head.writeUInt16BE(code);
  return Buffer.concat([head, Buffer.from(reason)]);
}

/** The frames that a server sent, whose payloads are under 64 KB and have no mask. */
export function serverFrames(bytes: Buffer): Frame[] {
  const frames: Frame[] = [];
  let at = 0;
  while (bytes.length >= at + 2) {
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const head = short < 126 ? 2 : 4;
    const length = short < 126 ? short : bytes.readUInt16BE(at + 2);
    const payload = bytes.subarray(at + head, at + head + length);
    frames.push({ opcode: (bytes[at] ?? 0) & 0x0f, payload });
    at += head + length;
  }
  return frames;
}

/*
 * The values of ASN.1 that a certificate has, in the Distinguished Encoding Rules:
 * https://www.itu.int/rec/T-REC-X.690
 */

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
  /** Added to the number of a context-specific tag. */
  context: 0x80,
  constructed: 0x20,
};

export function sequence(...members: Buffer[]): Buffer {
  return encoded(TAG.sequence, Buffer.concat(members));
}

export function set(...members: Buffer[]): Buffer {
  return encoded(TAG.set, Buffer.concat(members));
}

/** Returns a positive whole number. @param bytes The most significant first. */
export function integer(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const shortest = bytes.subarray(first < 0 ? bytes.length - 1 : first);
  // the highest bit is the sign
  return encoded(TAG.integer, (shortest[0] ?? 0) < 0x80 ? shortest : Buffer.concat([Buffer.from([0]), shortest]));
}

export function boolean(value: boolean): Buffer {
  return encoded(TAG.boolean, Buffer.from([value ? 0xff : 0]));
}

/** @param unused Bits at the end that are not part of it. */
export function bitString(bytes: Buffer, unused = 0): Buffer {
  return encoded(TAG.bitString, Buffer.concat([Buffer.from([unused]), bytes]));
}

export function octetString(bytes: Buffer): Buffer {
  return encoded(TAG.octetString, bytes);
}

export function text(value: string): Buffer {
  return encoded(TAG.utf8, Buffer.from(value));
}

/** Returns a time before 2050, with its seconds. */
export function time(date: Date): Buffer {
  const [day = "", clock = ""] = date.toISOString().split("T");
  const digits = `${day.slice(2)}${clock.slice(0, 8)}`.replace(/\D/g, "");
  return encoded(TAG.utcTime, Buffer.from(`${digits}Z`));
}

/** @param dotted Such as `2.5.4.3`. */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return encoded(TAG.objectId, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** Returns a member that its number tells from others. @param isConstructed Whether the content is an encoded value itself. */
export function context(number: number, content: Buffer, isConstructed = true): Buffer {
  return encoded(TAG.context + (isConstructed ? TAG.constructed : 0) + number, content);
}

function encoded(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content)]), content]);
}

function lengthOf({ length }: Buffer): number[] {
  if (length < 0x80) {
    return [length];
  }
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) {
    bytes.unshift(rest % 256);
  }
  return [0x80 | bytes.length, ...bytes];
}

/** Each byte has seven bits, and all but the last one the highest. */
function base128(value: number): number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.unshift(0x80 | (rest % 128));
  }
  return bytes;
}

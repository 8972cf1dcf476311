/**
 * Writes files as Go's `archive/tar` does, byte for byte: the engine's hash of an archive is that of such a tar.
 * https://github.com/golang/go/blob/master/src/archive/tar/writer.go
 */
const BLOCK = 512;
const NAME = 100;
const PREFIX = 155;
/** `0600`, as the engine gives it to every file. */
const MODE = 0o600;

/** Returns the blocks of one file: its header, its content, and what fills the last block. */
export function tarEntry(name: string, content: Uint8Array): Uint8Array[] {
  const size = content.length;
  const isAscii = Buffer.byteLength(name) === name.length;
  const parts = isAscii ? splitName(name) : undefined;
  const headers =
    parts === undefined
      ? [...extendedHeader(name), header({ name: ascii(name).slice(0, NAME), mode: MODE, size, type: "0" })]
      : [header({ ...parts, mode: MODE, size, type: "0" })];
  return [...headers, content, filling(size)];
}

/** Returns the two empty blocks that end an archive. */
export function tarEnd(): Uint8Array {
  return new Uint8Array(2 * BLOCK);
}

interface Header {
  name: string;
  prefix?: string;
  mode: number;
  size: number;
  /** `0` for a file, `x` for an extended header. */
  type: "0" | "x";
}

function header({ name, prefix = "", mode, size, type }: Header): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, "latin1");
  block.write(octal(mode, 7), 100);
  block.write(octal(0, 7), 108); // uid
  block.write(octal(0, 7), 116); // gid
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136); // time
  block.write(type, 156);
  block.write("ustar\0" + "00", 257);
  if (type === "0") {
    block.write(octal(0, 7), 329); // device, which Go leaves out of an extended header
    block.write(octal(0, 7), 337);
  }
  block.write(prefix, 345, "latin1");
  block.write("        ", 148);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148);
  return block;
}

/** A name that is too long or not ASCII stands in a record of its own. https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html */
function extendedHeader(name: string): Uint8Array[] {
  const record = Buffer.from(paxRecord("path", name));
  const slash = name.lastIndexOf("/") + 1;
  const short = ascii(`${name.slice(0, slash)}PaxHeaders.0/${name.slice(slash)}`).slice(0, NAME);
  return [
    header({ name: short.replace(/\/+$/, ""), mode: 0, size: record.length, type: "x" }),
    record,
    filling(record.length),
  ];
}

/** `<length> path=<name>\n`, whose length counts its own digits. */
function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  let length = bytes + String(bytes).length;
  length = bytes + String(length).length;
  return `${length}${rest}`;
}

/** Returns the name in the two fields that a header has for it; undefined where it does not fit. */
function splitName(name: string): { name: string; prefix?: string } | undefined {
  if (name.length <= NAME) {
    return { name };
  }
  const end = Math.min(name.length, PREFIX + 1);
  const slash = name.slice(0, name.endsWith("/") ? end - 1 : end).lastIndexOf("/");
  const rest = name.length - slash - 1;
  return slash <= 0 || rest > NAME || rest === 0 || slash > PREFIX
    ? undefined
    : { prefix: name.slice(0, slash), name: name.slice(slash + 1) };
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}

function ascii(text: string): string {
  return [...text].filter((character) => character.charCodeAt(0) < 0x80 && character !== "\0").join("");
}

function filling(size: number): Uint8Array {
  return new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
}

/** A value of JSON, as `google.protobuf.Value` has it. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Properties = { [name: string]: Json };

/**
 * The wire format of `google.protobuf.Struct`, read into plain values and written from them: the generated classes have five objects for a
 * value, and a resource has hundreds of values.
 * https://protobuf.dev/programming-guides/encoding/ and https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/struct.proto
 */
const DOUBLE = 1;
const DELIMITED = 2;
const FIXED_32 = 5;

/** The tags of one byte: the number of a field, and the wire type of its value. */
const ENTRY = (1 << 3) | DELIMITED;
const ENTRY_KEY = (1 << 3) | DELIMITED;
const ENTRY_VALUE = (2 << 3) | DELIMITED;
const ITEM = (1 << 3) | DELIMITED;
const NULL_VALUE = 1 << 3;
const NUMBER_VALUE = (2 << 3) | DOUBLE;
const STRING_VALUE = (3 << 3) | DELIMITED;
const BOOL_VALUE = 4 << 3;
const STRUCT_VALUE = (5 << 3) | DELIMITED;
const LIST_VALUE = (6 << 3) | DELIMITED;

/** Returns the properties in a struct, sorted by their names, as the generated classes list them. */
export function readStruct(bytes: Uint8Array): Properties {
  return new StructReader(bytes).struct(bytes.length);
}

/** A field of a message: where its value starts and ends. */
export interface Field {
  tag: number;
  start: number;
  valueStart: number;
  end: number;
}

/** Lists the fields of any message. */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  const reader = new StructReader(bytes);
  while (reader.at < bytes.length) {
    const start = reader.at;
    const tag = reader.varint();
    const length = (tag & 7) === DELIMITED ? reader.varint() : undefined;
    const valueStart = reader.at;
    reader.skip(tag, length);
    yield { tag, start, valueStart, end: reader.at };
  }
}

class StructReader {
  at = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  struct(end: number): Properties {
    const entries: [string, Json][] = [];
    while (this.at < end) {
      const tag = this.varint();
      if (tag === ENTRY) {
        entries.push(this.entry(this.end()));
      } else {
        this.skip(tag);
      }
    }
    entries.sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
    return Object.fromEntries(entries);
  }

  varint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) {
        throw new RangeError("The message ends within a number.");
      }
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        return value;
      }
      factor *= 0x80;
    }
  }

  skip(tag: number, length?: number): void {
    switch (tag & 7) {
      case 0:
        this.varint();
        return;
      case DOUBLE:
        this.at += 8;
        return;
      case DELIMITED:
        this.at += length ?? this.varint();
        return;
      case FIXED_32:
        this.at += 4;
        return;
      default:
        throw new RangeError(`The message has a field of the unknown wire type ${tag & 7}.`);
    }
  }

  private entry(end: number): [string, Json] {
    let key = "";
    let value: Json = null;
    while (this.at < end) {
      const tag = this.varint();
      if (tag === ENTRY_KEY) {
        key = this.text();
      } else if (tag === ENTRY_VALUE) {
        value = this.value(this.end());
      } else {
        this.skip(tag);
      }
    }
    return [key, value];
  }

  private value(end: number): Json {
    let value: Json = null;
    while (this.at < end) {
      const tag = this.varint();
      switch (tag) {
        case NUMBER_VALUE:
          value = this.bytes.readDoubleLE(this.at);
          this.at += 8;
          break;
        case STRING_VALUE:
          value = this.text();
          break;
        case BOOL_VALUE:
          value = this.varint() !== 0;
          break;
        case STRUCT_VALUE:
          value = this.struct(this.end());
          break;
        case LIST_VALUE:
          value = this.list(this.end());
          break;
        default:
          value = null;
          this.skip(tag);
      }
    }
    return value;
  }

  private list(end: number): Json[] {
    const items: Json[] = [];
    while (this.at < end) {
      const tag = this.varint();
      if (tag === ITEM) {
        items.push(this.value(this.end()));
      } else {
        this.skip(tag);
      }
    }
    return items;
  }

  private text(): string {
    const end = this.end();
    const text = this.bytes.toString("utf8", this.at, end);
    this.at = end;
    return text;
  }

  private end(): number {
    const length = this.varint();
    return this.at + length;
  }
}

/** Returns the bytes of a field of a message that is a struct with these properties. The field has a number below 16. */
export function structField(field: number, properties: Properties): Uint8Array {
  const writer = new StructWriter();
  writer.struct(properties);
  writer.close((field << 3) | DELIMITED, 0);
  return writer.bytes();
}

/** Writes from the end to the start, so that each length is known when it is written. */
class StructWriter {
  private buffer = Buffer.allocUnsafe(1024);
  private at = this.buffer.length;

  bytes(): Uint8Array {
    return this.buffer.subarray(this.at);
  }

  struct(properties: Properties): void {
    const names = Object.keys(properties);
    for (let index = names.length - 1; index >= 0; index--) {
      const name = names[index] ?? "";
      const entryEnd = this.size;
      const valueEnd = this.size;
      this.value(properties[name] ?? null);
      this.close(ENTRY_VALUE, valueEnd);
      this.text(ENTRY_KEY, name);
      this.close(ENTRY, entryEnd);
    }
  }

  private value(value: Json): void {
    const end = this.size;
    switch (typeof value) {
      case "string":
        this.text(STRING_VALUE, value);
        break;
      case "number":
        this.reserve(8);
        this.buffer.writeDoubleLE(value, (this.at -= 8));
        this.varint(NUMBER_VALUE);
        break;
      case "boolean":
        this.varint(Number(value));
        this.varint(BOOL_VALUE);
        break;
      default:
        if (value === null) {
          this.varint(0);
          this.varint(NULL_VALUE);
        } else if (Array.isArray(value)) {
          this.list(value);
          this.close(LIST_VALUE, end);
        } else {
          this.struct(value);
          this.close(STRUCT_VALUE, end);
        }
    }
  }

  private list(items: Json[]): void {
    for (let index = items.length - 1; index >= 0; index--) {
      const end = this.size;
      this.value(items[index] ?? null);
      this.close(ITEM, end);
    }
  }

  private text(tag: number, text: string): void {
    const length = Buffer.byteLength(text);
    this.reserve(length);
    this.at -= length;
    this.buffer.write(text, this.at);
    this.varint(length);
    this.varint(tag);
  }

  /** The number of bytes that are written. */
  private get size(): number {
    return this.buffer.length - this.at;
  }

  /** Puts the length and the tag before what was written since then. */
  close(tag: number, sizeBefore: number): void {
    this.varint(this.size - sizeBefore);
    this.varint(tag);
  }

  private varint(value: number): void {
    let count = 1;
    for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) {
      count++;
    }
    this.reserve(count);
    this.at -= count;
    let rest = value;
    for (let index = 0; index < count; index++) {
      this.buffer[this.at + index] = index < count - 1 ? (rest % 0x80) | 0x80 : rest;
      rest = Math.floor(rest / 0x80);
    }
  }

  private reserve(count: number): void {
    if (this.at >= count) {
      return;
    }
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.size + count));
    const at = larger.length - this.size;
    this.buffer.copy(larger, at, this.at);
    this.buffer = larger;
    this.at = at;
  }
}

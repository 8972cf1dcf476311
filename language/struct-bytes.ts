import {
  BOOL_VALUE,
  DELIMITED,
  DOUBLE,
  ENTRY,
  ENTRY_KEY,
  ENTRY_VALUE,
  FIXED_32,
  ITEM,
  type Json,
  LIST_VALUE,
  NUMBER_VALUE,
  type Properties,
  STRING_VALUE,
  STRUCT_VALUE,
} from "./struct-tags";

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

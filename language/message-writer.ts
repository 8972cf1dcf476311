import {
  BOOL_VALUE,
  DELIMITED,
  DOUBLE,
  ENTRY,
  ENTRY_KEY,
  ENTRY_VALUE,
  ITEM,
  type Json,
  LIST_VALUE,
  NULL_VALUE,
  NUMBER_VALUE,
  type Properties,
  STRING_VALUE,
  STRUCT_VALUE,
  VARINT,
} from "./struct-tags";

/**
 * Writes a message of protobuf from plain values, from its end to its start, so that each length is known when it is written. Fields may be
 * written in any order, and have numbers below 16. Those with protobuf's defaults are left out.
 */
export class MessageWriter {
  private buffer = Buffer.allocUnsafe(1024);
  private at = this.buffer.length;

  /** @param sent Returns what is written instead of a value in a struct, what that holds not included. */
  constructor(private readonly sent: (value: Json) => Json = (value) => value) {}

  bytes(): Buffer {
    return this.buffer.subarray(this.at);
  }

  text(field: number, text: string): this {
    if (text !== "") {
      this.delimitedText((field << 3) | DELIMITED, text);
    }
    return this;
  }

  texts(field: number, texts: readonly string[]): this {
    texts.toReversed().forEach((text) => this.delimitedText((field << 3) | DELIMITED, text));
    return this;
  }

  flag(field: number, isSet: boolean): this {
    if (isSet) {
      this.varint(1);
      this.varint((field << 3) | VARINT);
    }
    return this;
  }

  double(field: number, value: number): this {
    if (value !== 0) {
      this.number((field << 3) | DOUBLE, value);
    }
    return this;
  }

  struct(field: number, properties: Properties): this {
    return this.message(field, () => this.entries(properties));
  }

  /** Writes a message in the message by what writes its fields. */
  message(field: number, write: () => void): this {
    const end = this.size;
    write();
    this.close((field << 3) | DELIMITED, end);
    return this;
  }

  /** Writes fields that are bytes already. */
  raw(bytes: Uint8Array): this {
    this.reserve(bytes.length);
    this.buffer.set(bytes, (this.at -= bytes.length));
    return this;
  }

  private entries(properties: Properties): void {
    const names = Object.keys(properties);
    for (let index = names.length - 1; index >= 0; index--) {
      const name = names[index] ?? "";
      const end = this.size;
      this.value(properties[name] ?? null);
      this.close(ENTRY_VALUE, end);
      this.delimitedText(ENTRY_KEY, name);
      this.close(ENTRY, end);
    }
  }

  private value(given: Json): void {
    const end = this.size;
    const value = this.sent(given);
    switch (typeof value) {
      case "string":
        this.delimitedText(STRING_VALUE, value);
        break;
      case "number":
        this.number(NUMBER_VALUE, value);
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
          this.items(value);
          this.close(LIST_VALUE, end);
        } else {
          this.entries(value);
          this.close(STRUCT_VALUE, end);
        }
    }
  }

  private items(items: Json[]): void {
    for (let index = items.length - 1; index >= 0; index--) {
      const end = this.size;
      this.value(items[index] ?? null);
      this.close(ITEM, end);
    }
  }

  private number(tag: number, value: number): void {
    this.reserve(8);
    this.buffer.writeDoubleLE(value, (this.at -= 8));
    this.varint(tag);
  }

  private delimitedText(tag: number, text: string): void {
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
  private close(tag: number, sizeBefore: number): void {
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

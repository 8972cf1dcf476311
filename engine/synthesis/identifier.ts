import { createHash } from "node:crypto";

const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const DIGITS = "0123456789";
const MIXED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const HEX = "0123456789abcdef";

/**
 * Identifiers in the forms that AWS uses, all derived from a seed (a URN): the same seed always gives the same ones.
 * undocumented: the lengths and alphabets of API Gateway's ids, which are those of the examples in its reference.
 */
export class Identifiers {
  constructor(private readonly seed: string) {}

  /** Lower-case letters and digits, a letter first: `a1b2c3d4e5`. */
  lower(length: number, salt = ""): string {
    return this.letterFirst(LOWER, 26, length, salt);
  }

  /** Upper-case letters and digits, a letter first: `Z0123ABC`. */
  upper(length: number, salt = ""): string {
    return this.letterFirst(UPPER, 26, length, salt);
  }

  /** Letters of both cases and digits. */
  mixed(length: number, salt = ""): string {
    return this.draw(MIXED, length, salt);
  }

  hex(length: number, salt = ""): string {
    return this.draw(HEX, length, salt);
  }

  /** Decimal digits, never with a zero first. */
  digits(length: number, salt = ""): string {
    return this.draw("123456789", 1, salt) + this.draw(DIGITS, length - 1, `${salt}+`);
  }

  /** A version 4 UUID. */
  uuid(salt = ""): string {
    const hex = this.hex(32, salt);
    return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join(
      "-",
    );
  }

  /** A whole number from 0 up to, but not including, `limit`. */
  number(limit: number, salt = ""): number {
    return createHash("sha256").update(`${this.seed}\0${salt}`).digest().readUInt32BE(0) % limit;
  }

  private letterFirst(alphabet: string, letters: number, length: number, salt: string): string {
    return this.draw(alphabet.slice(0, letters), 1, salt) + this.draw(alphabet, length - 1, `${salt}+`);
  }

  private draw(alphabet: string, length: number, salt: string): string {
    let drawn = "";
    for (let block = 0; drawn.length < length; block += 1) {
      const bytes = createHash("sha256").update(`${this.seed}\0${salt}\0${alphabet.length}\0${block}`).digest();
      for (const byte of bytes) {
        drawn += alphabet[byte % alphabet.length];
      }
    }
    return drawn.slice(0, length);
  }
}

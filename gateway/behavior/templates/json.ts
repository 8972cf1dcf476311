import { BigDecimal, JavaList, JavaMap, type JavaValue } from "./java-values";

/** The text is not JSON. */
export class JsonSyntaxError extends Error {}

/** A number of more characters than these is a `BigDecimal`, as json-smart reads it. */
const LONGEST_DOUBLE = 18;

/**
 * Parses JSON into Java's values: every digit of a number and the order of members are kept, which `JSON.parse` loses.
 *
 * @param decimals How a number with a fraction or an exponent is read: as json-smart does, or always as a `BigDecimal`.
 * @throws JsonSyntaxError where the text is not JSON.
 */
export function parseJson(text: string, decimals: "json-smart" | "exact" = "json-smart"): JavaValue {
  return new JsonParser(text, decimals).document();
}

/**
 * Parses what a template reads as JSON. A text that begins as none is a string, as json-smart reads it: templates split a form that they
 * get by `$input.path('$')`, as the Serverless Framework's own for `application/x-www-form-urlencoded` does on AWS.
 * https://github.com/serverless/serverless/issues/2807
 *
 * @throws JsonSyntaxError where the text begins as JSON and is none.
 */
export function parseJsonOrText(text: string): JavaValue {
  try {
    return parseJson(text);
  } catch (error) {
    const trimmed = text.trim();
    if (/^[^{}[\]"':]/.test(trimmed)) {
      return trimmed;
    }
    throw error;
  }
}

class JsonParser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly decimals: "json-smart" | "exact",
  ) {}

  document(): JavaValue {
    const value = this.value();
    this.space();
    if (this.at < this.text.length) {
      this.fail("expected the end of the text");
    }
    return value;
  }

  private value(): JavaValue {
    this.space();
    const character = this.text[this.at];
    if (character === "{" || character === "[") {
      if (++this.depth > MAX_DEPTH) {
        this.fail(`nested deeper than ${MAX_DEPTH} levels`);
      }
      const value = character === "{" ? this.object() : this.array();
      this.depth--;
      return value;
    }
    return character === '"' ? this.string() : this.scalar();
  }

  private object(): JavaMap {
    const map = new JavaMap();
    this.members("}", () => {
      this.space();
      if (this.text[this.at] !== '"') {
        this.fail("expected a double quote to start a member's name");
      }
      const key = this.string();
      this.space();
      this.expect(":");
      map.put(key, this.value());
    });
    return map;
  }

  private array(): JavaList {
    const list = new JavaList([], "JSONArray");
    this.members("]", () => list.items.push(this.value()));
    return list;
  }

  private members(end: string, member: () => void): void {
    this.at++;
    this.space();
    if (this.text[this.at] === end) {
      this.at++;
      return;
    }
    for (;;) {
      member();
      this.space();
      if (this.text[this.at] === end) {
        this.at++;
        return;
      }
      this.expect(",");
    }
  }

  private string(): string {
    const found = this.text.slice(this.at, this.stringEnd());
    this.at += found.length;
    try {
      return JSON.parse(found) as string;
    } catch {
      this.at -= found.length;
      this.fail("expected a string without control characters and with valid escapes");
    }
  }

  /** Returns the place after the double quote that ends a string. A regular expression would need a stack for a long one. */
  private stringEnd(): number {
    for (let quote = this.at; ;) {
      quote = this.text.indexOf('"', quote + 1);
      if (quote < 0) {
        this.fail("expected a string that ends with a double quote");
      }
      let slashes = 0;
      while (this.text[quote - 1 - slashes] === "\\") {
        slashes++;
      }
      if (slashes % 2 === 0) {
        return quote + 1;
      }
    }
  }

  private scalar(): JavaValue {
    SCALAR.lastIndex = this.at;
    const found = SCALAR.exec(this.text)?.[0];
    if (found === undefined) {
      this.fail("expected a value");
    }
    this.at += found.length;
    if (/^[tfn]/.test(found)) {
      return found === "null" ? null : found === "true";
    }
    if (found.length > LONGEST_NUMBER) {
      this.at -= found.length;
      this.fail(`expected a number of at most ${LONGEST_NUMBER} characters`);
    }
    if (!/[.eE]/.test(found)) {
      return BigInt(found);
    }
    return this.decimals === "exact" || found.length > LONGEST_DOUBLE ? this.decimal(found) : Number(found);
  }

  private decimal(found: string): BigDecimal {
    try {
      return BigDecimal.parse(found);
    } catch {
      this.at -= found.length;
      this.fail("expected an exponent that an int holds");
    }
  }

  private space(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? "")) {
      this.at++;
    }
  }

  private expect(character: string): void {
    if (this.text[this.at] !== character) {
      this.fail(`expected "${character}"`);
    }
    this.at++;
  }

  private fail(expected: string): never {
    const before = this.text.slice(0, this.at).split("\n");
    const place = `line: ${before.length}, column: ${(before.at(-1)?.length ?? 0) + 1}`;
    const found = this.text[this.at];
    const what = found === undefined ? "Unexpected end-of-input" : `Unexpected character (${JSON.stringify(found)})`;
    throw new JsonSyntaxError(`${what}: ${expected} [${place}]`);
  }
}

/** Deeper than any payload that a template is written for, and shallow enough for this parser's stack. */
const MAX_DEPTH = 1000;
/** A longer number is none that a payload means, and takes long to calculate with. */
const LONGEST_NUMBER = 10_000;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;

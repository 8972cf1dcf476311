import { ownValue } from "../../language/own-value";
import { characterProperty, characterRange, characterText, CLASS_ESCAPES } from "./characters";

/** A pattern in JavaScript's words for its mode of sets, `v`. */
export interface TranslatedPattern {
  source: string;
  /** The number of its groups, which are named `g1` and so on. */
  groupCount: number;
  /** The numbers of the groups that have names. */
  names: ReadonlyMap<string, number>;
}

/** Java's flags. `u` and `U` change nothing here: texts beyond ASCII alone would differ. */
type Flag = "i" | "m" | "s" | "d" | "x" | "u" | "U";
type Flags = ReadonlySet<Flag>;

const LINE_END = "\\n\\r\\u0085\\u2028\\u2029";
/** Of `[^]`, Node 20 takes no repetition in this mode. */
const ANY = "[\\s\\S]";
const START = `(?<!${ANY})`;
const END = `(?!${ANY})`;
/** At the end, or before a line's end that is the last. */
const LAST_LINE_END = `(?:(?=(?:\\r\\n|[${LINE_END}])?${END})(?<!\\r(?=\\n)))`;
const LINE_START = `(?:${START}|(?<=[\\n\\u0085\\u2028\\u2029]|\\r(?!\\n))(?=${ANY}))`;
const BEFORE_LINE_END = `(?:(?=[${LINE_END}]|${END})(?<!\\r(?=\\n)))`;
const WORD = "[\\p{L}\\p{Nd}_]";

/** Escapes for a place, or for several characters: outside of classes alone. */
const ESCAPES: Readonly<Record<string, string>> = {
  A: START,
  G: START,
  z: END,
  Z: LAST_LINE_END,
  b: `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`,
  B: `(?:(?<=${WORD})(?=${WORD})|(?<!${WORD})(?!${WORD}))`,
  R: `(?:\\r\\n|[\\v\\f${LINE_END}])`,
  X: "(?:\\r\\n|\\P{M}\\p{M}*|\\p{M}+)",
};
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, f: 12, r: 13, a: 7, e: 27 };

/**
 * Writes a pattern of Java's as JavaScript's. Flags, which hold for a part of a pattern, are written out; atomic groups and possessive
 * quantifiers become a lookahead, which is not entered again, with a reference to what it matched.
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 *
 * @throws SyntaxError where Java refuses the pattern.
 */
export function translateJavaPattern(text: string, flags = ""): TranslatedPattern {
  return new Translation(text).translate(flags);
}

class Translation {
  private at = 0;
  private groupCount = 0;
  private atomicCount = 0;
  private readonly names = new Map<string, number>();

  constructor(private readonly text: string) {}

  translate(flags: string): TranslatedPattern {
    const source = this.alternatives(this.changed(new Set(), flags, ""));
    if (this.at < this.text.length) {
      throw this.error("Unmatched closing ')'");
    }
    const { groupCount, names } = this;
    // a reference to a group that is not there never matches
    const known = source.replace(/\\k<g(\d+)>/g, (reference, number) =>
      Number(number) <= groupCount ? reference : "(?!)",
    );
    return { source: known, groupCount, names };
  }

  private error(problem: string): SyntaxError {
    return new SyntaxError(`${problem} at ${this.at} of the regular expression ${this.text}`);
  }

  private get rest(): string {
    return this.text.slice(this.at);
  }

  /** The next character; empty at the end. */
  private get next(): string {
    const code = this.text.codePointAt(this.at);
    return code === undefined ? "" : String.fromCodePoint(code);
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    const match = pattern.exec(this.rest) ?? undefined;
    this.at += match?.[0].length ?? 0;
    return match;
  }

  private takeCharacter(): string {
    const char = this.next;
    this.at += char.length;
    return char;
  }

  /** Takes all up to the end of a group. A flag that is set in a group holds up to the group's end. */
  private alternatives(initial: Flags): string {
    let flags = initial;
    let source = "";
    while (this.at < this.text.length && this.next !== ")") {
      const [set, on = "", off = ""] = this.take(/^\(\?([a-zA-Z]*)(?:-([a-zA-Z]*))?\)/) ?? [];
      if (set !== undefined) {
        flags = this.changed(flags, on, off);
      } else if (this.take(/^\|/) !== undefined) {
        source += "|";
      } else if (!this.skipped(flags)) {
        source += this.quoted(flags) ?? this.quantified(this.atom(flags), flags);
      }
    }
    return source;
  }

  private changed(flags: Flags, on: string, off: string): Flags {
    const wrong = /[^imsdxuU]/.exec(on + off)?.[0];
    if (wrong !== undefined) {
      throw this.error(`Unknown inline modifier ${wrong}`);
    }
    const all = [...flags, ...([...on] as Flag[])];
    return new Set(all.filter((flag) => !off.includes(flag)));
  }

  /** Takes white space and comments, where the flag `x` lets patterns have them. */
  private skipped(flags: Flags): boolean {
    return flags.has("x") && this.take(/^(?:[ \t\n\v\f\r]+|#[^\n\r]*)/) !== undefined;
  }

  /** Takes a text in quotes, of which a quantifier after it is of the last character. */
  private quoted(flags: Flags): string | undefined {
    const text = this.take(/^\\Q(.*?)(?:\\E|$)/s)?.[1];
    if (text === undefined) {
      return undefined;
    }
    const characters = [...text].map((char) => characterText(char, flags.has("i")));
    const last = characters.pop();
    return last === undefined ? "" : characters.join("") + this.quantified(last, flags);
  }

  private atom(flags: Flags): string {
    if (this.next === "(") {
      return this.group(flags);
    }
    const char = this.takeCharacter();
    switch (char) {
      case "[":
        return this.characterClass(flags);
      case "\\":
        return this.escape(flags);
      case ".":
        return flags.has("s") ? ANY : flags.has("d") ? "[^\\n]" : `[^${LINE_END}]`;
      case "^":
        return flags.has("m") ? LINE_START : START;
      case "$":
        return flags.has("m") ? BEFORE_LINE_END : LAST_LINE_END;
      case "*":
      case "+":
      case "?":
        throw this.error(`Dangling meta character '${char}'`);
      case "{":
        throw this.error("Illegal repetition");
      default:
        return characterText(char, flags.has("i"));
    }
  }

  private group(flags: Flags): string {
    const prefix = this.take(
      /^\((?:\?(?:(=|!|<=|<!|>)|<([a-zA-Z][a-zA-Z0-9]*)>|([a-zA-Z]*)(?:-([a-zA-Z]*))?:)|(?!\?))/,
    );
    if (prefix === undefined) {
      throw this.error("Unknown group type");
    }
    const [, kind, name, on, off = ""] = prefix;
    const number = kind === undefined && on === undefined ? this.newGroup(name) : undefined;
    const inner = this.alternatives(on === undefined ? flags : this.changed(flags, on, off));
    if (this.take(/^\)/) === undefined) {
      throw this.error("Unclosed group");
    }
    if (kind === ">") {
      return this.atomic(inner);
    }
    return number === undefined ? `(?${kind ?? ":"}${inner})` : `(?<g${number}>${inner})`;
  }

  private newGroup(name: string | undefined): number {
    this.groupCount++;
    if (name !== undefined) {
      if (this.names.has(name)) {
        throw this.error(`Named capturing group <${name}> is already defined`);
      }
      this.names.set(name, this.groupCount);
    }
    return this.groupCount;
  }

  private atomic(source: string): string {
    const name = `atomic${++this.atomicCount}`;
    return `(?:(?=(?<${name}>${source}))\\k<${name}>)`;
  }

  private quantified(atom: string, flags: Flags): string {
    this.skipAll(flags);
    const [quantifier, sign = "", least = "", comma = "", most = "", mode = ""] =
      this.take(/^(?:([*+?])|\{(\d+)(,?)(\d*)\})([?+]?)/) ?? [];
    if (quantifier === undefined) {
      return atom;
    }
    if (most !== "" && (comma === "" || Number(most) < Number(least))) {
      throw this.error("Illegal repetition range");
    }
    this.skipAll(flags);
    this.take(/^(?:\{\d+(?:,\d*)?\}[?+]?)+/); // Java repeats nothing by these
    const repeated = `(?:${atom})${sign === "" ? `{${least}${comma}${most}}` : sign}`;
    return mode === "+" ? this.atomic(repeated) : `${repeated}${mode}`;
  }

  private skipAll(flags: Flags): void {
    while (this.skipped(flags)) {
      // a comment may follow white space
    }
  }

  /** Takes what follows a backslash. */
  private escape(flags: Flags): string {
    const known = ownValue(ESCAPES, this.next);
    if (known !== undefined) {
      this.at++;
      return known;
    }
    const name = this.take(/^k<([a-zA-Z][a-zA-Z0-9]*)>/)?.[1];
    if (name !== undefined) {
      const number = this.names.get(name);
      if (number === undefined) {
        throw this.error(`Named capturing group <${name}> does not exist`);
      }
      return `\\k<g${number}>`;
    }
    return /^[1-9]/.test(this.rest) ? this.reference() : this.escaped(flags);
  }

  /** Takes a group's number: as many digits as there are groups for so far. */
  private reference(): string {
    let number = Number(this.takeCharacter());
    while (/^\d/.test(this.rest) && Number(`${number}${this.next}`) <= this.groupCount) {
      number = Number(`${number}${this.takeCharacter()}`);
    }
    return `\\k<g${number}>`;
  }

  /** Takes a character or a set of them that has a backslash, in a class or outside of one. */
  private escaped(flags: Flags): string {
    return this.escapedSet() ?? characterText(this.escapedCharacter(), flags.has("i"));
  }

  private escapedSet(): string | undefined {
    const set = ownValue(CLASS_ESCAPES, this.next);
    if (set !== undefined) {
      this.at++;
      return set;
    }
    const [property, negation, short, long] = this.take(/^([pP])(?:([a-zA-Z])|\{([^}]*)\})/) ?? [];
    if (property === undefined) {
      return undefined;
    }
    const name = short ?? long ?? "";
    const characters = characterProperty(name);
    if (characters === undefined) {
      throw this.error(`Unknown character property name {${name}}`);
    }
    return negation === "P" ? `[^${characters}]` : `[${characters}]`;
  }

  private escapedCharacter(): string {
    const [number, octal, hex, long, control] =
      this.take(
        /^(?:0([0-3][0-7]{2}|[0-7]{1,2})|(?:x|u(?=[0-9a-fA-F]{4})(?:..)?)([0-9a-fA-F]{2})|x\{([0-9a-fA-F]{1,6})\}|c([^]))/,
      ) ?? [];
    if (control !== undefined) {
      return String.fromCharCode(control.charCodeAt(0) ^ 64);
    }
    const code =
      octal === undefined
        ? parseInt(number?.startsWith("u") ? number.slice(1) : (hex ?? long ?? ""), 16)
        : parseInt(octal, 8);
    if (code <= 0x10ffff) {
      return String.fromCodePoint(code);
    }
    const char = this.takeCharacter();
    const known = ownValue(CONTROLS, char);
    if (known !== undefined) {
      return String.fromCharCode(known);
    }
    if (/^[a-zA-Z0-9]?$/.test(char)) {
      throw this.error("Illegal/unsupported escape sequence");
    }
    return char;
  }

  /** Takes a class after its bracket. */
  private characterClass(flags: Flags): string {
    const isNegated = this.take(/^\^/) !== undefined;
    const sets: string[] = [];
    let union = "";
    let isEmpty = true;
    for (; ; isEmpty = false) {
      this.skipAll(flags);
      if (this.next === "") {
        throw this.error("Unclosed character class");
      }
      if (this.next === "]" && !isEmpty) {
        this.at++;
        break;
      }
      if (this.take(/^&&+/) !== undefined) {
        sets.push(union);
        union = "";
      } else {
        union += this.classMember(flags);
      }
    }
    const all = [...sets, union].filter((set) => set !== "").map((set) => `[${set}]`);
    return `[${isNegated ? "^" : ""}${all.join("&&")}]`;
  }

  /** Takes a nested class, a set, a quoted text, a character or a range. */
  private classMember(flags: Flags): string {
    const isCaseless = flags.has("i");
    if (this.take(/^\[/) !== undefined) {
      return this.characterClass(flags);
    }
    const quoted = this.take(/^\\Q(.*?)(?:\\E|$)/s)?.[1];
    if (quoted !== undefined) {
      return [...quoted].map((char) => characterText(char, isCaseless)).join("");
    }
    const isEscaped = this.take(/^\\/) !== undefined;
    const set = isEscaped ? this.escapedSet() : undefined;
    if (set !== undefined) {
      return set;
    }
    const from = isEscaped ? this.escapedCharacter() : this.takeCharacter();
    if (this.take(/^-(?![[\]]|&&)/) === undefined) {
      return characterText(from, isCaseless);
    }
    const to = this.take(/^\\/) === undefined ? this.takeCharacter() : this.escapedCharacter();
    const [first = 0, last = 0] = [from.codePointAt(0), to.codePointAt(0)];
    if (first > last) {
      throw this.error("Illegal character range");
    }
    return characterRange(first, last, isCaseless);
  }
}

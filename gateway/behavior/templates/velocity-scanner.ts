/** The text is not a Velocity template. */
export class TemplateSyntaxError extends Error {}

/** Reads a template's text from left to right. Its patterns are sticky: they match where the scanner stands. */
export class Scanner {
  at = 0;

  constructor(readonly text: string) {}

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  peek(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text) ?? undefined;
  }

  take(pattern: RegExp): string | undefined {
    const found = this.peek(pattern)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  skip(length: number): void {
    this.at += length;
  }

  space(): void {
    this.take(/[ \t\r\n]+/y);
  }

  /** Takes what must stand here. */
  expect(pattern: RegExp, expected: string): string {
    return this.take(pattern) ?? this.fail(expected);
  }

  fail(expected: string): never {
    const lines = this.text.slice(0, this.at).split("\n");
    const found = this.ended ? "the end of the template" : JSON.stringify(this.text.slice(this.at, this.at + 20));
    throw new TemplateSyntaxError(
      `the mapping template has ${found} at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}, where ${expected} is expected`,
    );
  }
}

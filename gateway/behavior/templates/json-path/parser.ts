import { parseJson } from "../json";
import type { JavaValue } from "../java-values";
import type { Condition, FunctionArgument, Operand, Path, PathStep } from "./nodes";

/** The text is not a JSONPath expression. */
export class JsonPathSyntaxError extends Error {}

/**
 * Parses a JSONPath expression as Jayway's JsonPath does. `$.` may be left out.
 *
 * @throws JsonPathSyntaxError where the text is not one.
 * https://github.com/json-path/JsonPath
 */
export function parseJsonPath(text: string): Path {
  const trimmed = text.trim();
  const parser = new PathParser(/^[$@]/.test(trimmed) ? trimmed : `$.${trimmed}`);
  const path = parser.path();
  parser.end();
  return path;
}

const COMPARISONS = new Set(["==", "===", "!=", "!==", "<", "<=", ">", ">=", "=~"]);
const WORDS = new Set(["IN", "NIN", "CONTAINS", "ALL", "SIZE", "EMPTY", "SUBSETOF", "ANYOF", "NONEOF"]);

class PathParser {
  private at = 0;

  constructor(private readonly text: string) {}

  path(): Path {
    const root = this.take(/[$@]/y) === "@" ? "@" : "$";
    const steps: PathStep[] = [];
    for (let step = this.step(); step !== undefined; step = this.step()) {
      steps.push(step);
      if (step.kind === "scan" && this.peek(/[[*]/y) === undefined) {
        steps.push(this.name());
      }
    }
    return { root, steps };
  }

  end(): void {
    if (this.at < this.text.length - 1) {
      this.fail("a step such as .name, [0] or [*]");
    }
  }

  private step(): PathStep | undefined {
    if (this.at === this.text.length - 1 && this.text.endsWith("[")) {
      return undefined; // as Jayway's parser ends a path
    }
    if (this.take(/\.\./y) !== undefined) {
      return { kind: "scan" };
    }
    if (this.take(/\.(?=\[)/y) !== undefined || this.peek(/\[/y) !== undefined) {
      return this.bracketed();
    }
    if (this.take(/\.?\*/y) !== undefined) {
      return { kind: "wildcard" };
    }
    return this.take(/\./y) === undefined ? undefined : this.name();
  }

  /** `name`, or a function such as `length()`. */
  private name(): PathStep {
    const name = this.take(this.inFilter ? /[^\s.[\]()*<>=!~&|,]+/y : /[^\s.[(*][^\s.[(]*/y);
    if (name === undefined) {
      return this.fail("a member's name");
    }
    return this.take(/\(/y) === undefined
      ? { kind: "property", names: [name] }
      : { kind: "function", name, args: this.args() };
  }

  private args(): FunctionArgument[] {
    const args: FunctionArgument[] = [];
    while (this.take(/\s*\)/y) === undefined) {
      this.take(/\s*,?\s*/y);
      const literal = this.take(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|\{[^}]*\}/y);
      args.push(
        literal === undefined
          ? {
              kind: "path",
              path: this.nested(() =>
                this.peek(/[$@]/y) === undefined ? this.fail("a path or a value") : this.path(),
              ),
            }
          : { kind: "value", value: parseJson(literal) },
      );
    }
    return args;
  }

  private bracketed(): PathStep {
    this.take(/\[\s*/y);
    if (this.take(/\*\s*\]/y) !== undefined) {
      return { kind: "wildcard" };
    }
    if (this.take(/\?\s*\(/y) !== undefined) {
      const condition = this.nested(() => this.or());
      this.expect(/\s*\)\s*\]/y, '")]"');
      return { kind: "filter", condition };
    }
    return this.peek(/['"]/y) === undefined ? this.numbers() : this.names();
  }

  private names(): PathStep {
    const names: string[] = [];
    do {
      this.take(/\s*/y);
      const quoted = this.take(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/sy) ?? this.fail("a member's name in quotes");
      names.push(quoted.slice(1, -1).replace(/\\(.)/gs, "$1"));
      this.take(/\s*/y);
    } while (this.take(/,/y) !== undefined);
    this.expect(/\]/y, '"]"');
    return { kind: "property", names };
  }

  private numbers(): PathStep {
    const slice = this.take(/-?\d*\s*:\s*-?\d*\s*\]/y);
    if (slice !== undefined) {
      const [from, to] = slice
        .slice(0, -1)
        .split(":")
        .map((part) => (part.trim() === "" ? undefined : Number(part)));
      return from === undefined && to === undefined ? this.fail("a slice such as [1:3]") : { kind: "slice", from, to };
    }
    const list = this.expect(/-?\d+(?:\s*,\s*-?\d+)*\s*\]/y, "an index, a slice, a name in quotes, * or ?()");
    return { kind: "index", indexes: list.slice(0, -1).split(",").map(Number) };
  }

  private inFilter = false;

  private nested<T>(content: () => T): T {
    const before = this.inFilter;
    this.inFilter = true;
    const value = content();
    this.inFilter = before;
    return value;
  }

  private or(): Condition {
    const operands = [this.and()];
    while (this.take(/\s*\|\|/y) !== undefined) {
      operands.push(this.and());
    }
    return { kind: "or", operands };
  }

  private and(): Condition {
    const operands = [this.operand()];
    while (this.take(/\s*&&/y) !== undefined) {
      operands.push(this.operand());
    }
    return { kind: "and", operands };
  }

  private operand(): Condition {
    this.take(/\s*/y);
    if (this.take(/!(?!\s*[@$])/y) !== undefined) {
      return { kind: "not", operand: this.operand() };
    }
    if (this.take(/\(/y) === undefined) {
      return this.comparison();
    }
    const inner = this.or();
    this.expect(/\s*\)/y, '")"');
    return inner;
  }

  private comparison(): Condition {
    const isNegated = this.take(/!\s*/y) !== undefined;
    const left = this.value();
    const start = this.at;
    const operator =
      this.take(/\s*(?:[=!<>~]+|[A-Za-z]+)\s*/y)
        ?.trim()
        .toUpperCase() ?? "";
    if (COMPARISONS.has(operator) || WORDS.has(operator)) {
      return { kind: "compare", operator, left, right: this.value() };
    }
    this.at = start;
    return left.kind === "path" ? { kind: "exists", path: left.path, expected: !isNegated } : this.fail("a comparison");
  }

  private value(): Operand {
    this.take(/\s*/y);
    if (this.peek(/[@$]/y) !== undefined) {
      return { kind: "path", path: this.path() };
    }
    const pattern = this.take(/\/(?:[^/\\]|\\.)*\/[a-zA-Z]*/y);
    if (pattern !== undefined) {
      const end = pattern.lastIndexOf("/");
      const flags = [...pattern.slice(end + 1)].filter((flag) => "ims".includes(flag)).join("");
      return { kind: "pattern", pattern: new RegExp(`^(?:${pattern.slice(1, end)})$`, flags) };
    }
    return { kind: "literal", value: this.literal() };
  }

  private literal(): JavaValue {
    const quoted = this.take(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/sy);
    if (quoted !== undefined) {
      return quoted.slice(1, -1).replace(/\\(.)/gs, "$1");
    }
    const json = this.take(/\[[^\]]*\]|\{[^}]*\}/y);
    if (json !== undefined) {
      return parseJson(json.replace(/'((?:[^'\\]|\\.)*)'/g, (_, text: string) => JSON.stringify(text)));
    }
    return parseJson(this.take(/true|false|null|-?\d[\d.eE+-]*/y) ?? this.fail("a value"));
  }

  private peek(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0];
  }

  private take(pattern: RegExp): string | undefined {
    const found = this.peek(pattern);
    this.at += found?.length ?? 0;
    return found;
  }

  private expect(pattern: RegExp, expected: string): string {
    return this.take(pattern) ?? this.fail(expected);
  }

  private fail(expected: string): never {
    const found = this.at < this.text.length ? JSON.stringify(this.text.slice(this.at)) : "its end";
    throw new JsonPathSyntaxError(`the JSONPath expression ${this.text} has ${found} where ${expected} is expected`);
  }
}

import type { Scanner } from "./velocity-scanner";
import type { ComparisonOperator, Expression, ReferenceNode, Step, TemplateNode } from "./velocity-nodes";

/** Parses the text of a string in double quotes. */
type ParseTemplate = (text: string) => TemplateNode[];

const OPERATORS: Record<string, string> = {
  and: "&&",
  or: "||",
  eq: "==",
  ne: "!=",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
  not: "!",
};
/** A minus sign before a digit is the sign of a number: `10-2` has no operator, and is not valid. */
const OPERATOR = /&&|\|\||[=!]=|[<>]=?|-(?!\.?\d)|[+*/%]|(?:and|or|eq|ne|lt|le|gt|ge)/y;
/** The start of the arguments of a method; any other parenthesis after a property is text. */
const METHOD = /\((?=\s*[)"'$\\[{\d.tf-])/y;
const COMPARISONS = [
  ["==", "!="],
  ["<=", ">=", "<", ">"],
] as const;

/** Parses references and the expressions of directives. https://velocity.apache.org/engine/1.7/vtl-reference.html */
export class ExpressionParser {
  constructor(
    private readonly scanner: Scanner,
    private readonly template: ParseTemplate,
  ) {}

  expression(): Expression {
    return this.binary(["||"], () => this.binary(["&&"], () => this.equality()));
  }

  private equality(): Expression {
    return this.binary(COMPARISONS[0], () => this.binary(COMPARISONS[1], () => this.additive()));
  }

  private additive(): Expression {
    return this.binary(["+", "-"], () => this.binary(["*", "/", "%"], () => this.unary()));
  }

  private binary(operators: readonly string[], operand: () => Expression): Expression {
    const { scanner } = this;
    let left = operand();
    for (let operator = this.operator(operators); operator !== undefined; operator = this.operator(operators)) {
      const from = scanner.at;
      const right = operand();
      left = combine(operator, left, right, scanner.text.slice(from, scanner.at));
    }
    return left;
  }

  private operator(operators: readonly string[]): string | undefined {
    this.scanner.space();
    const [found = ""] = this.scanner.peek(OPERATOR) ?? [];
    const operator = OPERATORS[found] ?? found;
    if (!operators.includes(operator)) {
      return undefined;
    }
    this.scanner.skip(found.length);
    return operator;
  }

  private unary(): Expression {
    this.scanner.space();
    if (this.scanner.take(/!(?!=)|not/y) !== undefined) {
      return { kind: "not", operand: this.unary() };
    }
    if (this.scanner.take(/\(/y) === undefined) {
      return this.value();
    }
    const from = this.scanner.at;
    const inner = this.expression();
    this.scanner.space();
    const literal = this.scanner.text.slice(from, this.scanner.at);
    this.scanner.expect(/\)/y, '")"');
    return inner.kind === "calculate" ? { ...inner, literal } : inner;
  }

  /** A value that a method, a directive or a list takes: no operators. */
  value(): Expression {
    const { scanner } = this;
    scanner.space();
    const value =
      this.string() ?? this.number() ?? this.bracketed() ?? this.map() ?? this.boolean() ?? this.reference();
    scanner.space();
    return value ?? scanner.fail("a value");
  }

  private boolean(): Expression | undefined {
    const found = this.scanner.take(/true|false/y);
    return found === undefined ? undefined : { kind: "literal", value: found === "true" };
  }

  private number(): Expression | undefined {
    const { scanner } = this;
    const decimal = scanner.take(/-?(?:\d+\.(?!\.)\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)/y);
    if (decimal !== undefined) {
      return { kind: "literal", value: Number(decimal) };
    }
    const integer = scanner.take(/-?\d+/y);
    return integer === undefined ? undefined : { kind: "literal", value: BigInt(integer) };
  }

  private string(): Expression | undefined {
    const found = this.scanner.take(/"(?:[^"]|"")*"|'(?:[^']|'')*'/y);
    if (found === undefined) {
      return undefined;
    }
    const quote = found.charAt(0);
    const text = found.slice(1, -1).replaceAll(quote + quote, quote);
    if (quote === "'") {
      return { kind: "literal", value: text };
    }
    const unescaped = unescapeUnicode(text);
    return /[$#]/.test(text)
      ? { kind: "template", body: this.template(unescaped) }
      : { kind: "literal", value: unescaped };
  }

  /** `[1, 2]`, or the range `[1..5]`. */
  private bracketed(): Expression | undefined {
    const { scanner } = this;
    if (scanner.take(/\[/y) === undefined) {
      return undefined;
    }
    if (scanner.take(/\]/y) !== undefined) {
      return { kind: "list", items: [] };
    }
    const first = this.value();
    if (scanner.take(/\.\./y) !== undefined) {
      const to = this.value();
      scanner.expect(/\]/y, '"]"');
      return { kind: "range", from: first, to };
    }
    const items = [first];
    while (scanner.take(/,/y) !== undefined) {
      items.push(this.value());
    }
    scanner.expect(/\]/y, '"]"');
    return { kind: "list", items };
  }

  private map(): Expression | undefined {
    const { scanner } = this;
    if (scanner.take(/\{/y) === undefined) {
      return undefined;
    }
    const entries: [Expression, Expression][] = [];
    scanner.space();
    if (scanner.take(/\}/y) !== undefined) {
      return { kind: "map", entries };
    }
    do {
      const key = this.value();
      scanner.expect(/:/y, '":"');
      entries.push([key, this.value()]);
    } while (scanner.take(/,/y) !== undefined);
    scanner.expect(/\}/y, '"}"');
    return { kind: "map", entries };
  }

  /** Parses a reference where one stands, backslashes before it included. */
  reference(): ReferenceNode | undefined {
    const { scanner } = this;
    const start = scanner.peek(/(\\*)\$(!?)(\{?)(?=[A-Za-z_])/y);
    if (start === undefined) {
      return undefined;
    }
    const [opening = "", slashes = "", , brace = ""] = start;
    const from = scanner.at + slashes.length;
    scanner.skip(opening.length);
    const name = scanner.expect(/[A-Za-z_][\w-]*/y, "a name");
    const steps = [...this.steps()];
    if (brace !== "") {
      scanner.expect(/\}/y, '"}"');
    }
    return {
      kind: "reference",
      name,
      steps,
      literal: scanner.text.slice(from, scanner.at),
      backslashes: slashes.length,
    };
  }

  private *steps(): Iterable<Step> {
    const { scanner } = this;
    for (;;) {
      const name = scanner.take(/\.(?=[A-Za-z])/y) && scanner.expect(/[A-Za-z][\w-]*/y, "a name");
      if (name !== undefined) {
        yield scanner.take(METHOD) === undefined
          ? { kind: "property", name }
          : { kind: "method", name, args: this.args() };
      } else if (scanner.take(/\[/y) !== undefined) {
        const index = this.value();
        scanner.expect(/\]/y, '"]"');
        yield { kind: "index", index };
      } else {
        return;
      }
    }
  }

  private args(): Expression[] {
    const { scanner } = this;
    scanner.space();
    if (scanner.take(/\)/y) !== undefined) {
      return [];
    }
    const args = [this.value()];
    while (scanner.take(/,/y) !== undefined) {
      args.push(this.value());
    }
    scanner.expect(/\)/y, '")"');
    return args;
  }
}

/** @param literal the text of the right operand, by which Velocity writes a calculation without result */
function combine(operator: string, left: Expression, right: Expression, literal: string): Expression {
  switch (operator) {
    case "&&":
      return { kind: "and", left, right };
    case "||":
      return { kind: "or", left, right };
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return { kind: "calculate", operator, left, right, literal };
    default:
      return { kind: "compare", operator: operator as ComparisonOperator, left, right };
  }
}

function unescapeUnicode(text: string): string {
  return text.replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The values of a series by its period, newest last; undefined where it has no data. */
export type Series = readonly (number | undefined)[];

type Value = number | Series;

/**
 * Evaluates the metric math that alarms use: arithmetic, comparisons, AND, OR, IF and FILL. An operation on two series has no data
 * where either has none.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function evaluateMath(expression: string, series: ReadonlyMap<string, Series>, length: number): Series {
  const tokens = expression.match(/[a-z]\w*|[A-Z]+|\d+(?:\.\d+)?|>=|<=|==|!=|&&|\|\||[-+*/(),<>]/g) ?? [];
  if (tokens.join("") !== expression.replaceAll(/\s+/g, "")) {
    throw new Error(`not understood: ${expression}`);
  }
  const parser = new Parser(tokens, series);
  const value = parser.whole();
  return Array.from({ length }, (_item, index) => at(value, index));
}

const LEVELS: readonly (readonly string[])[] = [
  ["||", "OR"],
  ["&&", "AND"],
  ["==", "!=", "<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/"],
];

class Parser {
  private place = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly series: ReadonlyMap<string, Series>,
  ) {}

  whole(): Value {
    const value = this.level(0);
    if (this.place < this.tokens.length) {
      throw new Error(`unexpected ${this.tokens[this.place] ?? ""}`);
    }
    return value;
  }

  private level(depth: number): Value {
    const operators = LEVELS[depth];
    if (operators === undefined) {
      return this.term();
    }
    let left = this.level(depth + 1);
    for (
      let next = this.tokens[this.place];
      next !== undefined && operators.includes(next);
      next = this.tokens[this.place]
    ) {
      this.place += 1;
      left = combine(next, left, this.level(depth + 1));
    }
    return left;
  }

  private term(): Value {
    const token = this.take();
    if (token === "(") {
      const value = this.level(0);
      this.expect(")");
      return value;
    }
    if (/^\d/.test(token)) {
      return Number(token);
    }
    return /^[A-Z]/.test(token) ? this.call(token) : this.metric(token);
  }

  private metric(id: string): Series {
    const found = this.series.get(id);
    if (found === undefined) {
      throw new Error(`no metric ${id}`);
    }
    return found;
  }

  private call(name: string): Value {
    this.expect("(");
    const values = [this.level(0)];
    while (this.tokens[this.place] === ",") {
      this.place += 1;
      values.push(this.level(0));
    }
    this.expect(")");
    const [first = 0, second = 0, third = 0] = values;
    switch (name) {
      case "IF":
        return each([first, second, third], ([condition, yes, no]) =>
          condition === undefined ? undefined : condition === 0 ? no : yes,
        );
      case "FILL":
        return each([first, second], ([value, filling]) => value ?? filling);
      default:
        throw new Error(`no function ${name}`);
    }
  }

  private take(): string {
    this.place += 1;
    return this.tokens[this.place - 1] ?? "";
  }

  private expect(token: string): void {
    if (this.take() !== token) {
      throw new Error(`expected ${token}`);
    }
  }
}

function combine(operator: string, left: Value, right: Value): Value {
  return each([left, right], ([a, b]) => (a === undefined || b === undefined ? undefined : calculate(operator, a, b)));
}

function calculate(operator: string, a: number, b: number): number | undefined {
  const truth = (holds: boolean): number => (holds ? 1 : 0);
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0 ? undefined : a / b;
    case ">=":
      return truth(a >= b);
    case "<=":
      return truth(a <= b);
    case ">":
      return truth(a > b);
    case "<":
      return truth(a < b);
    case "==":
      return truth(a === b);
    case "!=":
      return truth(a !== b);
    case "&&":
    case "AND":
      return truth(a !== 0 && b !== 0);
    default:
      return truth(a !== 0 || b !== 0);
  }
}

function each(values: readonly Value[], compute: (items: (number | undefined)[]) => number | undefined): Value {
  const lengths = values.flatMap((value) => (typeof value === "number" ? [] : [value.length]));
  if (lengths.length === 0) {
    return compute([...values] as number[]) ?? 0;
  }
  const length = Math.max(...lengths);
  return Array.from({ length }, (_item, index) => compute(values.map((value) => at(value, index))));
}

function at(value: Value, index: number): number | undefined {
  return typeof value === "number" ? value : value[index];
}

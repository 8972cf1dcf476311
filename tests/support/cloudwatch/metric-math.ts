/** The values of a series by its period, newest last; undefined where it has no data. */
export type Series = readonly (number | undefined)[];

/** Returns the value of a metric in the period that is computed. */
export type Read = (id: string) => number | undefined;

/** An expression for one period. */
export type Computation = (read: Read) => number | undefined;

/** Evaluates an expression for each period of its series. */
export function evaluateMath(expression: string, series: ReadonlyMap<string, Series>, length: number): Series {
  const compute = compileMath(expression);
  return Array.from({ length }, (_item, index) =>
    compute((id) => {
      const found = series.get(id);
      if (found === undefined) {
        throw new Error(`no metric ${id}`);
      }
      return found[index];
    }),
  );
}

/**
 * Compiles the metric math that alarms use: arithmetic, comparisons, AND, OR, IF and FILL. An operation on two series has no data
 * where either has none.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function compileMath(expression: string): Computation {
  const tokens = expression.match(/[a-z]\w*|[A-Z]+|\d+(?:\.\d+)?|>=|<=|==|!=|&&|\|\||[-+*/(),<>]/g) ?? [];
  if (tokens.join("") !== expression.replaceAll(/\s+/g, "")) {
    throw new Error(`not understood: ${expression}`);
  }
  return new Compiler(tokens).whole();
}

const LEVELS: readonly (readonly string[])[] = [
  ["||", "OR"],
  ["&&", "AND"],
  ["==", "!=", "<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/"],
];

const truth = (holds: boolean): number => (holds ? 1 : 0);
const OPERATIONS: Readonly<Record<string, (a: number, b: number) => number | undefined>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => (b === 0 ? undefined : a / b),
  ">=": (a, b) => truth(a >= b),
  "<=": (a, b) => truth(a <= b),
  ">": (a, b) => truth(a > b),
  "<": (a, b) => truth(a < b),
  "==": (a, b) => truth(a === b),
  "!=": (a, b) => truth(a !== b),
  "&&": (a, b) => truth(a !== 0 && b !== 0),
  AND: (a, b) => truth(a !== 0 && b !== 0),
  "||": (a, b) => truth(a !== 0 || b !== 0),
  OR: (a, b) => truth(a !== 0 || b !== 0),
};

class Compiler {
  private place = 0;

  constructor(private readonly tokens: readonly string[]) {}

  whole(): Computation {
    const value = this.level(0);
    if (this.place < this.tokens.length) {
      throw new Error(`unexpected ${this.tokens[this.place] ?? ""}`);
    }
    return value;
  }

  private level(depth: number): Computation {
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
      left = operation(next, left, this.level(depth + 1));
    }
    return left;
  }

  private term(): Computation {
    const token = this.take();
    if (token === "(") {
      const value = this.level(0);
      this.expect(")");
      return value;
    }
    if (/^\d/.test(token)) {
      const number = Number(token);
      return () => number;
    }
    return /^[A-Z]/.test(token) ? this.call(token) : (read) => read(token);
  }

  private call(name: string): Computation {
    this.expect("(");
    const values = [this.level(0)];
    while (this.tokens[this.place] === ",") {
      this.place += 1;
      values.push(this.level(0));
    }
    this.expect(")");
    const none: Computation = () => undefined;
    const [first = none, second = none, third = none] = values;
    switch (name) {
      case "IF":
        return (read) => {
          const condition = first(read);
          return condition === undefined ? undefined : condition === 0 ? third(read) : second(read);
        };
      case "FILL":
        return (read) => first(read) ?? second(read);
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

function operation(operator: string, left: Computation, right: Computation): Computation {
  const calculate = OPERATIONS[operator];
  return (read) => {
    const [a, b] = [left(read), right(read)];
    return a === undefined || b === undefined ? undefined : calculate?.(a, b);
  };
}

import { REST_API_LIMITS } from "../../../aws/quotas";
import { boundedWork, countSteps } from "../shared/bounded-work";
import { calculate, compareNumbers, toInteger } from "./java-math";
import { elements, lengthOf, withoutIterator } from "./java-collections";
import { invoke, property } from "./java-methods";
import {
  assertTextFits,
  isNumber,
  javaClass,
  javaEquals,
  JavaList,
  JavaMap,
  type JavaObject,
  type JavaValue,
  stepsOfText,
  textOf,
} from "./java-values";
import type { Expression, MacroCall, ReferenceNode, Step, TemplateNode } from "./velocity-nodes";
import { parseTemplate } from "./velocity-parser";

/** A template ready to be rendered with the variables that it names. */
export type VelocityTemplate = (variables: ReadonlyMap<string, JavaValue>) => string;

/**
 * Makes a mapping template ready. It renders as Velocity 1.7 does, but for what answers recorded from AWS show otherwise:
 * a reference to nothing is the empty string, whether it is printed, compared, assigned or passed.
 *
 * Velocity 1.7 takes `""` and `0` for true where a reference has them, 2.3 for false, and AWS's pages do not say: they are
 * false here.
 *
 * @throws TemplateSyntaxError where the text is not a Velocity template.
 * https://velocity.apache.org/engine/1.7/vtl-reference.html
 */
export function compileTemplate(text: string): VelocityTemplate {
  const nodes = parseTemplate(text);
  return (variables) => boundedWork("the mapping template", () => new Rendering(variables).render(nodes));
}

/** `#break` ends the loop, macro or template around it, `#stop` the whole rendering. */
type Flow = "next" | "break" | "stop";

/** Deeper calls than Velocity's own limit on macros. https://velocity.apache.org/engine/1.7/developer-guide.html */
const MAX_DEPTH = 20;

/**
 * A loop goes on after so many rounds with what follows it, as Velocity's `directive.foreach.maxloops` has it.
 */
const MAX_ITERATIONS = REST_API_LIMITS.mappingTemplateIterations.value;

class Rendering {
  private output = "";
  private scope: Scope;
  private depth = 0;
  private isStopped = false;
  private readonly macros = new Map<string, { parameters: string[]; body: TemplateNode[] }>();

  constructor(variables: ReadonlyMap<string, JavaValue>) {
    this.scope = new GlobalScope(new Map(variables));
  }

  render(nodes: TemplateNode[]): string {
    this.declare(nodes);
    this.block(nodes);
    return this.output;
  }

  /** A macro can be called before the place that defines it. */
  private declare(nodes: TemplateNode[]): void {
    for (const node of nodes) {
      if (typeof node === "object" && node.kind === "macro" && !this.macros.has(node.name)) {
        this.macros.set(node.name, node);
      }
    }
  }

  private block(nodes: TemplateNode[]): Flow {
    for (const node of nodes) {
      countSteps(1);
      if (typeof node === "string") {
        this.write(node);
        continue;
      }
      const flow = this.node(node);
      if (this.isStopped) {
        return "stop";
      }
      if (flow !== "next") {
        return flow;
      }
    }
    return "next";
  }

  private write(text: string): void {
    assertTextFits(this.output.length + text.length);
    countSteps(stepsOfText(text));
    this.output += text;
  }

  private node(node: Exclude<TemplateNode, string>): Flow {
    switch (node.kind) {
      case "reference":
        this.write(this.printed(node));
        return "next";
      case "set": {
        const value = this.value(node.value);
        if (value !== null) {
          this.assign(node.target, value);
        }
        return "next";
      }
      case "if": {
        const branch = node.branches.find(({ condition }) => condition === undefined || this.test(condition));
        return branch === undefined ? "next" : this.block(branch.body);
      }
      case "foreach":
        return this.foreach(node.variable, withoutIterator(this.value(node.source)), node.body);
      case "define":
        this.scope.set(node.variable, this.renderable(node.body));
        return "next";
      case "macro":
        return "next";
      case "call":
        return this.call(node);
      case "evaluate":
        return this.evaluate(node.text);
      case "break":
      case "stop":
        return node.kind;
    }
  }

  private printed(node: ReferenceNode): string {
    const slashes = "\\".repeat(node.backslashes / 2);
    return slashes + (node.backslashes % 2 === 1 ? node.literal : textOf(this.reference(node) ?? ""));
  }

  private foreach(variable: string, source: JavaValue, body: TemplateNode[]): Flow {
    const items = elements(source) ?? [];
    countSteps(items.length);
    const names = [variable, "foreach", "velocityCount", "velocityHasNext"];
    const before = names.map((name) => this.scope.get(name));
    const parent = before[1] ?? null;
    let flow: Flow = "next";
    const keys = source instanceof JavaMap ? [...source.entries.keys()] : [];
    for (const index of items.keys()) {
      if (hasEnded(source, index) || index === MAX_ITERATIONS) {
        break;
      }
      unchanged(source, items.length);
      countSteps(1);
      // a value that the loop itself has set is the new one
      this.scope.set(variable, elementAt(source, keys, index));
      this.scope.set("foreach", loopState(index, items.length, parent));
      this.scope.set("velocityCount", BigInt(index + 1));
      this.scope.set("velocityHasNext", index < items.length - 1);
      flow = this.block(body);
      if (flow !== "next") {
        break;
      }
    }
    for (const [at, name] of names.entries()) {
      this.scope.set(name, before[at] ?? null);
    }
    return flow === "stop" ? "stop" : "next";
  }

  private call({ name, args, body, literal }: MacroCall): Flow {
    const macro = this.macros.get(name);
    if (macro === undefined) {
      this.write(literal);
      return "next";
    }
    const outer = this.scope;
    const named = new Map(macro.parameters.map((parameter, at) => [parameter, args[at]] as const));
    const content =
      body === undefined ? new Map<string, JavaValue>() : new Map([["bodyContent", this.renderable(body)]]);
    return this.nested(() => {
      this.scope = new MacroScope(outer, named, content, (expression) =>
        this.inScope(outer, () => this.value(expression)),
      );
      const flow = this.block(macro.body);
      this.scope = outer;
      return flow;
    });
  }

  private evaluate(expression: Expression): Flow {
    const text = textOf(this.value(expression) ?? "");
    countSteps(text.length);
    const nodes = parseTemplate(text);
    this.declare(nodes);
    this.nested(() => this.block(nodes));
    return "next"; // `#stop` ends the evaluated text alone
  }

  private nested(content: () => Flow): Flow {
    if (++this.depth > MAX_DEPTH) {
      throw new Error(`the mapping template calls itself more than ${MAX_DEPTH} times deep`);
    }
    const flow = content();
    this.depth--;
    return flow === "stop" ? "stop" : "next";
  }

  private inScope<T>(scope: Scope, content: () => T): T {
    const current = this.scope;
    this.scope = scope;
    const value = content();
    this.scope = current;
    return value;
  }

  /** A block that is rendered wherever it is referenced, with the variables as they are there. */
  private renderable(body: TemplateNode[]): JavaObject {
    return {
      javaClass: "org.apache.velocity.runtime.directive.Block$Reference",
      property: () => null,
      invoke: () => undefined,
      text: () => this.nestedText(body),
    };
  }

  private nestedText(body: TemplateNode[]): string {
    const before = this.output;
    this.output = "";
    this.isStopped = this.nested(() => this.block(body)) === "stop";
    const text = this.output;
    this.output = before;
    return text;
  }

  private reference({ name, steps }: ReferenceNode): JavaValue {
    return this.follow(this.scope.get(name), steps);
  }

  private follow(start: JavaValue, steps: readonly Step[]): JavaValue {
    let value = start;
    for (const step of steps) {
      if (value === null) {
        return null;
      }
      value = this.step(value, step);
    }
    return value instanceof JavaMap && value.isNothing ? null : value;
  }

  private step(self: Exclude<JavaValue, null>, step: Step): JavaValue {
    switch (step.kind) {
      case "property":
        return property(self, step.name);
      case "method":
        return invoke(
          self,
          step.name,
          step.args.map((arg) => this.value(arg)),
        );
      case "index":
        return invoke(self, "get", [index(self, this.value(step.index))]);
    }
  }

  private assign({ name, steps }: ReferenceNode, value: JavaValue): void {
    const last = steps.at(-1);
    if (last === undefined) {
      this.scope.set(name, value);
      return;
    }
    const target = this.follow(this.scope.get(name), steps.slice(0, -1));
    if (target instanceof JavaMap) {
      target.put(last.kind === "index" ? this.value(last.index) : last.name, value);
    } else if (target instanceof JavaList && last.kind === "index") {
      invoke(target, "set", [index(target, this.value(last.index)), value]);
    }
  }

  /** Returns whether a condition holds. */
  private test(expression: Expression): boolean {
    switch (expression.kind) {
      case "reference":
        return isTrue(this.reference(expression));
      case "and":
        return this.test(expression.left) && this.test(expression.right);
      case "or":
        return this.test(expression.left) || this.test(expression.right);
      case "not":
        return !this.test(expression.operand);
      case "compare":
        return compare(expression.operator, this.value(expression.left), this.value(expression.right));
      default:
        return isTrue(this.value(expression));
    }
  }

  private value(expression: Expression): JavaValue {
    switch (expression.kind) {
      case "reference":
        return this.reference(expression) ?? "";
      case "literal":
        return expression.value;
      case "template":
        return this.nestedText(expression.body);
      case "list":
        return new JavaList(expression.items.map((item) => this.value(item)));
      case "range":
        return range(this.value(expression.from), this.value(expression.to));
      case "map":
        return new JavaMap(expression.entries.map(([key, item]) => [this.value(key), this.value(item)] as const));
      case "calculate": {
        const [left, right] = [this.value(expression.left), this.value(expression.right)];
        const isText = typeof left === "string" || typeof right === "string";
        if (expression.operator !== "+" || !isText) {
          return calculate(expression.operator, left, right);
        }
        const text = textOf(left ?? literalOf(expression.left)) + textOf(right ?? literalOf(expression.right));
        assertTextFits(text.length);
        return text;
      }
      case "and":
      case "or":
      case "not":
      case "compare":
        return this.test(expression);
    }
  }
}

/** Returns the text of a calculation, which Velocity adds to a text where the calculation has no result. */
function literalOf(expression: Expression): string {
  return expression.kind === "calculate" ? expression.literal : "";
}

/** Variables by name. */
interface Scope {
  get(name: string): JavaValue;
  set(name: string, value: JavaValue): void;
}

class GlobalScope implements Scope {
  constructor(private readonly variables: Map<string, JavaValue>) {}

  get(name: string): JavaValue {
    return this.variables.get(name) ?? null;
  }

  set(name: string, value: JavaValue): void {
    this.variables.set(name, value);
  }
}

/** A macro's arguments are evaluated each time they are referenced; its other variables are those of the caller. */
class MacroScope implements Scope {
  constructor(
    private readonly outer: Scope,
    private readonly args: ReadonlyMap<string, Expression | undefined>,
    private readonly local: Map<string, JavaValue>,
    private readonly value: (expression: Expression) => JavaValue,
  ) {}

  get(name: string): JavaValue {
    const local = this.local.get(name) ?? null;
    if (local !== null) {
      return local;
    }
    const arg = this.args.get(name);
    return arg === undefined ? (this.args.has(name) ? null : this.outer.get(name)) : this.value(arg);
  }

  set(name: string, value: JavaValue): void {
    if (this.args.has(name)) {
      this.local.set(name, value);
    } else {
      this.outer.set(name, value);
    }
  }
}

/** The methods of `$foreach`, each by the property that it returns. */
const LOOP_METHODS: Record<string, string> = {
  getIndex: "index",
  getCount: "count",
  getHasNext: "hasNext",
  hasNext: "hasNext",
  isFirst: "first",
  isLast: "last",
  getTopmost: "topmost",
  getParent: "parent",
};

/** https://velocity.apache.org/engine/1.7/user-guide.html#loops */
function loopState(index: number, length: number, parent: JavaValue): JavaObject {
  const values: Record<string, JavaValue> = {
    index: BigInt(index),
    count: BigInt(index + 1),
    hasNext: index < length - 1,
    first: index === 0,
    last: index === length - 1,
    parent,
  };
  const read = (name: string): JavaValue => {
    if (name === "topmost") {
      return typeof parent === "object" && parent !== null && "property" in parent ? parent.property("topmost") : state;
    }
    return Object.hasOwn(values, name) ? (values[name] ?? null) : null;
  };
  const state: JavaObject = {
    javaClass: "org.apache.velocity.runtime.directive.ForeachScope",
    property: read,
    invoke: (method) => (Object.hasOwn(LOOP_METHODS, method) ? read(LOOP_METHODS[method] ?? "") : undefined),
    text: () => "org.apache.velocity.runtime.directive.ForeachScope",
  };
  return state;
}

/** Returns the value of a loop's round; of a map, that of the key at the index. */
function elementAt(source: JavaValue, keys: readonly JavaValue[], index: number): JavaValue {
  const list = source instanceof JavaList ? source.items : [];
  return (source instanceof JavaMap ? source.get(keys[index] ?? null) : list[index]) ?? null;
}

/** Returns whether a list has become so short in its own loop that the loop is at its end. */
function hasEnded(source: JavaValue, index: number): boolean {
  return source instanceof JavaList && source.items.length === index;
}

/** A loop whose list or map is given more items, or fewer, by the loop itself fails in Java. */
function unchanged(source: JavaValue, length: number): void {
  if (lengthOf(source) !== length) {
    throw new Error("the mapping template changes a list or map while a #foreach goes through it");
  }
}

/** A negative index counts from the end of a list. */
function index(self: JavaValue, at: JavaValue): JavaValue {
  if (typeof at !== "bigint" || at >= 0n) {
    return at;
  }
  const size = self === null ? null : invoke(self, "size", []);
  if (typeof size !== "bigint") {
    throw new Error(`the mapping template reads index ${at} of a value that has no size`);
  }
  return at + size;
}

function isTrue(value: JavaValue): boolean {
  return (
    value === true ||
    (value !== null && value !== false && value !== "" && !(isNumber(value) && compareNumbers(value, 0n) === 0))
  );
}

function compare(operator: string, left: JavaValue, right: JavaValue): boolean {
  if (operator === "==" || operator === "!=") {
    return isEqual(left, right) === (operator === "==");
  }
  if (!isNumber(left) || !isNumber(right)) {
    return false;
  }
  const order = compareNumbers(left, right);
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    default:
      return order >= 0;
  }
}

/** Values of one class are compared as Java does, of two classes by what they print. */
function isEqual(left: JavaValue, right: JavaValue): boolean {
  if (left === null || right === null) {
    return left === right;
  }
  if (isNumber(left) && isNumber(right)) {
    return compareNumbers(left, right) === 0;
  }
  const isOneKind =
    javaClass(left) === javaClass(right) ||
    (left instanceof JavaList && right instanceof JavaList && left.kind !== "Set" && right.kind !== "Set");
  return isOneKind ? javaEquals(left, right) : textOf(left) === textOf(right);
}

/** More items than a payload has places for: a template that asks for more is wrong, and would take the memory. */
const LONGEST_RANGE = 1_000_000;

function range(from: JavaValue, to: JavaValue): JavaValue {
  if (!isNumber(from) || !isNumber(to)) {
    return null;
  }
  const [start, end] = [toInteger(from), toInteger(to)];
  const step = start >= end ? -1n : 1n;
  const length = Number((end - start) * step) + 1;
  if (length > LONGEST_RANGE) {
    throw new Error(`the mapping template makes a range of ${length} items, more than ${LONGEST_RANGE}`);
  }
  countSteps(length);
  return new JavaList(Array.from({ length }, (_, at) => start + BigInt(at) * step));
}

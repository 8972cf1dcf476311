import { boundedWork, countSteps } from "../../shared/bounded-work";
import { JavaList, JavaMap, type JavaValue, jsonText, textOf } from "../java-values";
import { parseJson } from "../json";
import { holds } from "./filter";
import { callFunction } from "./functions";
import type { FunctionArgument, Path, PathStep } from "./nodes";
import { parseJsonPath } from "./parser";

/**
 * Evaluates a JSONPath expression as `$input.path` does: the value of a path that names one place, otherwise the list of all
 * that match. Null where there is nothing. Filters are evaluated by this code, never as scripts.
 *
 * @throws JsonPathSyntaxError where the text is not a JSONPath expression, TooMuchWorkError where it takes too long.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function evaluateJsonPath(text: string, document: JavaValue): JavaValue {
  return evaluate(parseJsonPath(text), document);
}

function evaluate(path: Path, document: JavaValue): JavaValue {
  return boundedWork("the JSONPath expression", () => new Evaluation(document).valueAt(path, document)) ?? null;
}

/** Paths that are kept: a template can make one of what a client sends. */
const MAX_PARSED = 1_000;

/** The JSONPath expressions of a template, each parsed once. */
export class JsonPaths {
  private readonly parsed = new Map<string, Path>();

  /** As `evaluateJsonPath`. */
  evaluate(text: string, document: JavaValue): JavaValue {
    const path = this.parsed.get(text) ?? parseJsonPath(text);
    if (this.parsed.size >= MAX_PARSED) {
      this.parsed.clear();
    }
    this.parsed.set(text, path);
    return evaluate(path, document);
  }
}

/** Returns what a path gives in a JSON text as text, other values than texts as JSON; undefined where it gives nothing. */
export function jsonPathText(path: string, json: string): string | undefined {
  try {
    const value = evaluateJsonPath(path, parseJson(json));
    return value === null || typeof value === "string" ? (value ?? undefined) : jsonText(value, "plain");
  } catch {
    return undefined;
  }
}

/** No payload that a path is written for has more values: scans in scans visit each many times, and would fill the memory. */
const MAX_VISITS = 1_000_000;

/** The evaluation of a path, with that of the paths in its filters. */
class Evaluation {
  private visits = 0;

  constructor(readonly document: JavaValue) {}

  /** Returns the value of a path, undefined where there is nothing. `current` is what `@` names. */
  valueAt({ root, steps }: Path, current: JavaValue): JavaValue | undefined {
    const last = steps.at(-1);
    if (steps[0]?.kind === "scan" && last?.kind === "function") {
      // of everything that the scan finds, and not of each; a length is that of what is found together
      const scanned = steps.slice(0, -1);
      const counted: PathStep[] = last.name === "length" || last.name === "size" ? [{ kind: "wildcard" }] : [];
      const all = this.valueAt({ root, steps: [...scanned, ...counted] }, current) ?? null;
      return new Evaluation(all).valueAt({ root: "$", steps: [last] }, all);
    }
    const found: JavaValue[] = [];
    const visit = new Visit(steps, this, found);
    if (!visit.step(0, root === "$" ? this.document : current)) {
      return undefined;
    }
    return visit.isDefinite(steps.length) ? found.at(-1) : new JavaList(found, "JSONArray");
  }

  /** @throws Error where a path visits more than there can be. */
  visit(): void {
    if (++this.visits > MAX_VISITS) {
      throw new Error(`the JSONPath expression visits more than ${MAX_VISITS} values`);
    }
  }
}

class Visit {
  constructor(
    private readonly steps: readonly PathStep[],
    private readonly evaluation: Evaluation,
    private readonly found: JavaValue[],
  ) {}

  /** Returns whether the first steps name one place at most. */
  isDefinite(count: number): boolean {
    return this.steps.slice(0, count).every((step, at) => {
      switch (step.kind) {
        case "property":
          return step.names.length === 1 || at === this.steps.length - 1;
        case "index":
          return step.indexes.length === 1;
        case "function":
          return true;
        default:
          return false;
      }
    });
  }

  /** Takes the step at a position from a value. Returns false where the whole path leads nowhere. */
  step(at: number, value: JavaValue): boolean {
    countSteps(1);
    const step = this.steps[at];
    if (step === undefined) {
      this.found.push(value);
      return true;
    }
    switch (step.kind) {
      case "property":
        return this.property(at, step.names, value);
      case "index":
        return value instanceof JavaList
          ? step.indexes.every((index) => this.item(at, index < 0 ? value.items.length + index : index, value))
          : !this.isDefinite(at);
      case "slice":
        return value instanceof JavaList ? this.slice(at, step, value) : !this.isDefinite(at);
      case "wildcard":
        return this.members(value).every((member) => this.step(at + 1, member));
      case "scan":
        this.scan(at + 1, value);
        return true;
      case "filter":
        return this.filter(at, value, (item) => holds(step.condition, (path) => this.evaluation.valueAt(path, item)));
      case "function":
        return this.step(
          at + 1,
          callFunction(
            step.name,
            step.args.map((arg) => this.argument(arg)),
            value,
          ),
        );
    }
  }

  private argument(arg: FunctionArgument): JavaValue {
    return arg.kind === "value" ? arg.value : (this.evaluation.valueAt(arg.path, this.evaluation.document) ?? null);
  }

  private property(at: number, names: readonly string[], value: JavaValue): boolean {
    if (!(value instanceof JavaMap)) {
      return !this.isDefinite(at);
    }
    const present = names.filter((name) => value.entries.has(name));
    if (names.length > 1 && at === this.steps.length - 1) {
      this.found.push(new JavaMap(present.map((name) => [name, value.get(name)] as const)));
      return true;
    }
    if (present.length === 0 && names.length === 1 && at < this.steps.length - 1) {
      return !this.isDefinite(at);
    }
    return present.every((name) => this.step(at + 1, value.get(name)));
  }

  private item(at: number, index: number, { items }: JavaList): boolean {
    const item = items[index];
    return item === undefined || this.step(at + 1, item);
  }

  private slice(
    at: number,
    { from, to }: { from: number | undefined; to: number | undefined },
    list: JavaList,
  ): boolean {
    const { length } = list.items;
    const start = from === undefined ? 0 : to === undefined && from < 0 ? Math.max(0, length + from) : from;
    const end = to === undefined ? length : from === undefined && to < 0 ? length + to : Math.min(length, to);
    // an index below zero counts from the end, one by one up to the slice's end
    for (let index = Math.max(-length, start); index < end; index++) {
      if (!this.item(at, index < 0 ? length + index : index, list)) {
        return false;
      }
    }
    return true;
  }

  private members(value: JavaValue): JavaValue[] {
    return value instanceof JavaMap ? [...value.entries.values()] : value instanceof JavaList ? value.items : [];
  }

  /** Takes the step after `..` from a value and from everything below it. */
  private scan(at: number, value: JavaValue): void {
    this.evaluation.visit();
    if (this.applies(at, value)) {
      this.step(at, value);
    }
    for (const member of this.members(value)) {
      this.scan(at, member);
    }
  }

  private applies(at: number, value: JavaValue): boolean {
    const step = this.steps[at];
    switch (step?.kind) {
      case "property":
        return value instanceof JavaMap && step.names.every((name) => value.entries.has(name));
      case "index":
      case "slice":
        return value instanceof JavaList;
      case "filter":
        return (
          (value instanceof JavaMap || value instanceof JavaList) &&
          holds(step.condition, (path) => this.evaluation.valueAt(path, value))
        );
      default:
        return step?.kind === "wildcard";
    }
  }

  private filter(at: number, value: JavaValue, accepts: (item: JavaValue) => boolean): boolean {
    if (value instanceof JavaMap) {
      return !accepts(value) || this.step(at + 1, value);
    }
    if (value instanceof JavaList) {
      return value.items.filter(accepts).every((item) => this.step(at + 1, item));
    }
    if (this.isDefinite(at)) {
      throw new Error(`a JSONPath filter can not be applied to ${textOf(value)}`);
    }
    return true;
  }
}

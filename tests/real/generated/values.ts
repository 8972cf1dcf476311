import type { PropertyValue } from "../../../engine/graph/value";
import type { Random } from "../../support/live/random";
import type { Step, Value } from "./program";
import { kindOf, readOutputs, type Choices } from "./resource-kinds";
import type { Scope } from "./scope";

const STEPS: readonly Step[] = ["upper", "promise", "output", "object", "first", "secret", "length"];
const TEXT_STEPS: readonly Step[] = ["upper", "promise", "output", "first", "secret"];
const DEPTH = 3;

/** Makes the values of a program from what its earlier statements made. */
export class Values implements Choices {
  constructor(
    private readonly random: Random,
    private readonly scope: Scope,
    private readonly program: string,
    private readonly onlyPlain = false,
  ) {}

  plain(value: string): Value {
    return { kind: "plain", value };
  }

  readonly region = (): Value =>
    this.random.chance(0.5) ? this.plain("us-west-2") : { kind: "config", key: "region", secret: false };

  readonly text = (): Value => this.textAt(0);

  readonly name = (): Value => this.plain(`${this.program}-n${this.random.below(1000)}`);

  readonly record = (): Value => {
    const keys = ["team", "cost", "a.b", "__x"].slice(0, 1 + this.random.below(3));
    const of = Object.fromEntries(keys.map((key) => [key, this.text()]));
    const object: Value = { kind: "object", of };
    return this.onlyPlain || this.random.chance(0.8)
      ? object
      : this.random.chance(0.5)
        ? { kind: "secret", of: object }
        : { kind: "promise", of: object };
  };

  maybe(value: () => Value): Value | undefined {
    return this.random.chance(0.5) ? value() : undefined;
  }

  number(limit: number): Value {
    return { kind: "plain", value: 1 + this.random.below(limit) };
  }

  readonly code = (): Value => {
    const draw = this.random.next();
    const asset: Value =
      draw < 0.5
        ? { kind: "text-asset", text: `code ${this.random.below(9)} ä` }
        : { kind: "file-asset", path: "site/index.html" };
    if (draw < 0.35) {
      return { kind: "archive", of: { "index.js": asset, "lib/more.js": { kind: "text-asset", text: "more" } } };
    }
    return draw < 0.7 ? asset : { kind: "file-archive", path: "site" };
  };

  earlier(type: string, output: string): Value | undefined {
    const found = this.scope.statements.flatMap((statement, at) =>
      statement.kind === "resource" && statement.type === type ? [at] : [],
    );
    return found.length === 0 ? undefined : { kind: "member", of: this.random.one(found), path: [output] };
  }

  /** Any value: text, a number, an object, a list, a resource, ... */
  any(depth = 0): Value {
    const draw = this.random.next();
    if (draw < 0.45 || depth >= DEPTH) {
      return this.textAt(depth);
    }
    if (draw < 0.55) {
      return {
        kind: "plain",
        value: this.random.one<PropertyValue>([null, true, 0, -1.5, "", [], {}, [null, 1], { a: null }]),
      };
    }
    if (draw < 0.68) {
      return { kind: "object", of: { one: this.any(depth + 1), two: this.any(depth + 1) } };
    }
    if (draw < 0.78) {
      return { kind: "list", of: [this.any(depth + 1), this.any(depth + 1)] };
    }
    if (draw < 0.86) {
      return { kind: "secret", of: this.any(depth + 1) };
    }
    const made = [...this.scope.indices("resource"), ...this.scope.components()];
    return made.length === 0 || draw < 0.92
      ? { kind: "apply", of: this.any(depth + 1), by: this.steps(STEPS) }
      : { kind: "whole", of: this.scope.use(this.random.one(made)) };
  }

  private textAt(depth: number): Value {
    if (this.onlyPlain || depth >= DEPTH) {
      return this.plain(`text ${this.random.below(100)}`);
    }
    const draw = this.random.next();
    const next = (): Value => this.textAt(depth + 1);
    if (draw < 0.2) {
      return this.plain(this.random.one(["plain", "ünïcode", 'with "quotes"', "$ref", " "]));
    }
    if (draw < 0.5) {
      return this.member() ?? this.plain("alone");
    }
    if (draw < 0.6) {
      return { kind: "interpolate", of: [next(), next()] };
    }
    if (draw < 0.7) {
      return { kind: "apply", of: next(), by: this.steps(TEXT_STEPS) };
    }
    if (draw < 0.76) {
      return { kind: "secret", of: next() };
    }
    if (draw < 0.79) {
      return { kind: "unsecret", of: next() };
    }
    if (draw < 0.84) {
      return { kind: "all", of: [next(), next()] };
    }
    if (draw < 0.89) {
      return { kind: "json", of: { a: next(), b: { kind: "list", of: [next()] } } };
    }
    if (draw < 0.93) {
      return { kind: "promise", of: next() };
    }
    return {
      kind: "config",
      ...this.random.one([
        { key: "plain", secret: false },
        { key: "token", secret: true },
        { key: "plain", secret: true },
      ]),
    };
  }

  private steps(steps: readonly Step[]): Step[] {
    return Array.from({ length: 1 + this.random.below(3) }, () => this.random.one(steps));
  }

  /** Returns a text that an earlier statement made. */
  private member(): Value | undefined {
    const components = this.scope.components();
    const members = this.scope.statements.flatMap((statement, of): Extract<Value, { kind: "member" }>[] => {
      if (statement.kind === "resource" || statement.kind === "get") {
        const kind = kindOf(statement.type);
        return kind === undefined
          ? []
          : [
              {
                kind: "member",
                of,
                path: [this.random.one(statement.kind === "get" ? readOutputs(kind) : kind.outputs)],
              },
            ];
      }
      if (statement.kind === "invoke") {
        const output = { getCallerIdentity: "accountId", getRegion: "name", getPartition: "partition" }[statement.name];
        return [{ kind: "member", of, path: [output ?? "json"] }];
      }
      if (statement.kind === "stack") {
        return [{ kind: "member", of, path: statement.form === "outputs" ? [statement.output] : [] }];
      }
      return components.includes(of) ? [{ kind: "member", of, path: ["urn"] }] : [];
    });
    if (members.length === 0) {
      return undefined;
    }
    const member = this.random.one(members);
    this.scope.use(member.of);
    return member;
  }
}

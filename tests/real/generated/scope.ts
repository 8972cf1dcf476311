import type { Random } from "../../support/live/random";
import type { Statement } from "./program";

/**
 * The statements so far, and which of them the next one may refer to. What depends on a component waits for its children; so a
 * component that something depends on gets no more of them, and nothing depends on a component that it is in: neither would end.
 */
export class Scope {
  readonly statements: Statement[] = [];
  /** The statement that the next resource has as its parent. */
  parent: number | undefined;
  private readonly closed = new Set<number>();

  constructor(private readonly random: Random) {}

  /** Chooses the parent of the next statement. */
  enter(): void {
    const parents = this.indices("component", "resource").filter(
      (at) => !this.above(at).some((one) => this.closed.has(one)),
    );
    this.parent = parents.length > 0 && this.random.chance(0.6) ? this.random.one(parents) : undefined;
  }

  /** Lets every component be referred to: the program makes no further resources. */
  leave(): void {
    this.parent = undefined;
  }

  indices(...kinds: Statement["kind"][]): number[] {
    return this.statements.flatMap(({ kind }, at) => (kinds.includes(kind) ? [at] : []));
  }

  /** Returns the components that the next statement may depend on. */
  components(): number[] {
    const above = this.parent === undefined ? [] : this.above(this.parent);
    return this.indices("component").filter((at) => !above.includes(at));
  }

  /** Notes that the next statement depends on another one. */
  use(at: number): number {
    this.closed.add(at);
    return at;
  }

  /** Returns a statement and all that it is in. */
  private above(at: number): number[] {
    const statement = this.statements[at];
    const parent = statement !== undefined && "options" in statement ? statement.options.parent : undefined;
    return parent === undefined ? [at] : [at, ...this.above(parent)];
  }
}

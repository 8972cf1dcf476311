import { join } from "node:path";
import { isRecord } from "../../language/is-record";
import { cacheDirectory } from "../../engine/program/cache";
import { openCheckedTexts } from "../../language/checked-texts";
import { parsedJson } from "../../language/parsed-json";

/** The number of resources that each stack of a project had when it was last checked. */
export class EarlierSizes {
  private readonly store = openCheckedTexts(require, join(cacheDirectory(process.env), "stack-sizes"));
  private readonly entry: string;
  private readonly sizes: Record<string, unknown>;

  constructor(projectDirectory: string) {
    this.entry = this.store.digest(projectDirectory);
    const kept = parsedJson(this.store.read(this.entry) ?? "{}");
    this.sizes = isRecord(kept) ? kept : {};
  }

  /** Returns the stacks with the largest first, so that none of them is left over at the end; before them those that are not known. */
  largestFirst(stacks: readonly string[]): string[] {
    return [...stacks].sort((one, other) => this.sizeOf(other) - this.sizeOf(one));
  }

  keep(sizes: ReadonlyMap<string, number>): void {
    this.store.keep(this.entry, JSON.stringify({ ...this.sizes, ...Object.fromEntries(sizes) }));
  }

  private sizeOf(stack: string): number {
    const size = Object.hasOwn(this.sizes, stack) ? this.sizes[stack] : undefined;
    return typeof size === "number" ? size : Number.MAX_SAFE_INTEGER;
  }
}

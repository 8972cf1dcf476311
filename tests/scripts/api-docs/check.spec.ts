import assert from "node:assert/strict";
import { join } from "node:path";
import { missingDocs } from "../../../scripts/api-docs/check";
import { Declarations } from "../../../scripts/api-docs/declarations";

const root = join("/", "package");

/** Returns what the documentation of a package lacks, whose entry exports all of one file. */
function missing(source: string, exported: string, members = true): string[] {
  const texts: Record<string, string> = {
    [join(root, "index.ts")]: `export { ${exported} } from "./shop";`,
    [join(root, "shop.ts")]: source,
  };
  const declarations = new Declarations((path) => texts[path] ?? "");
  declarations.addTypes(root, ["shop.ts"]);
  return missingDocs(join(root, "index.ts"), declarations, { root, members }).map(
    ({ place, name, missing: what }) => `${place} ${name} ${what}`,
  );
}

const COMPLETE = `
/**
 * The arguments of a Shop.
 *
 * @example { name: "a" }
 */
export interface ShopArgs extends Settings {
  /**
   * The shop's name.
   * @example "a"
   */
  name: string;
  /** Indicates whether the shop is open. @default true */
  isOpen?: boolean;
}
interface Settings {
  /**
   * The size. @default 1
   * @example 2
   */
  size?: number;
}
/**
 * A shop.
 *
 * @example
 * \`\`\`ts
 * new Shop("a", { name: "a" });
 * \`\`\`
 */
export class Shop extends pulumi.ComponentResource {
  constructor(name: string, args: ShopArgs) {}
}
`;

describe("the check of the public API's documentation", () => {
  it("finds nothing in a package whose documentation is complete", () => {
    assert.deepEqual(missing(COMPLETE, "Shop, type ShopArgs"), []);
  });

  it("finds the arguments of a component and of what they extend", () => {
    const bare = COMPLETE.replaceAll(/^ *(\/\*\* (Indicates|The size).*|\* The size.*|\* @example [2"].*)\n/gm, "");
    assert.deepEqual(missing(bare, "Shop, type ShopArgs"), [
      "shop.ts:11 ShopArgs.name @example",
      "shop.ts:12 ShopArgs.isOpen description",
      "shop.ts:12 ShopArgs.isOpen @default",
      "shop.ts:17 Settings.size description",
      "shop.ts:17 Settings.size @default",
      "shop.ts:17 Settings.size @example",
    ]);
  });

  it("finds exports without a description or an example", () => {
    const source =
      'export const Size = { small: "s" } as const;\nexport function shop(): void {}\nexport type Open = boolean;';
    assert.deepEqual(missing(source, "Size, shop, type Open"), [
      "shop.ts:1 Size description",
      "shop.ts:2 shop description",
      "shop.ts:2 shop @example",
      "shop.ts:3 Open description",
    ]);
  });

  it("asks no example of a value's type, nor of the members of an entry that has no arguments", () => {
    const source = `/** Sizes. */\nexport const Size = { small: "s" } as const;\nexport type Size = (typeof Size)[keyof typeof Size];`;
    assert.deepEqual(missing(source, "Size"), []);
    assert.deepEqual(
      missing("/** A. @example f({}) */\nexport function f(a: A): void {}\ninterface A { b: string }", "f", false),
      [],
    );
  });
});

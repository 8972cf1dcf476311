import { mulberry32 } from "./random";

/**
 * Makes templates from a grammar of what templates are made of. The same seed makes the same templates.
 *
 * Conditions are comparisons, booleans and references that may lead nowhere: what a condition makes of an empty string or zero
 * is not the oracle's to say (see the comment of `compileTemplate`). After an index and after a method's arguments Velocity
 * 1.7's scanner is in a state in which it drops white space and prints comments: those stand in the hand-made templates.
 */
export function generatedTemplates(seed: number, count: number): string[] {
  const random = mulberry32(seed);
  const one = <T>(options: readonly T[]): T => options[Math.floor(random() * options.length)] as T;
  const maybe = (chance: number): boolean => random() < chance;
  const repeat = (least: number, most: number, part: () => string): string =>
    Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, part).join("");

  const path = (): string =>
    one([
      "$.n",
      "$.s",
      "$.items",
      "$.items[1]",
      "$.obj",
      "$.obj.a",
      "$.words",
      "$.missing",
      "$.id",
      "$.f",
      "$.t",
      "$.u",
      "$.seven",
      "$.store.book[0].price",
      "$..price",
      "$[0].id",
      "$.text",
    ]);
  const name = (): string => one(["x", "y", "list", "map"]);
  const reference = (): string =>
    one([
      () => `$${name()}`,
      () => `$!${name()}`,
      () => `\${${name()}}`,
      () => `$input.path('${path()}')`,
      () => `$map.k${one(["1", "2"])}`,
    ])();
  const number = (): string => one(["0", "1", "2", "7", "-3", "10", "2.5", "0.1", "1000000", "4294967296"]);
  const text = (): string => one(["'a'", "'b c'", "''", "'10'", '"q"', '"v$x"', "'ü/ñ'"]);
  const value = (): string =>
    one([number, text, reference, () => "true", () => `[${number()}, ${text()}]`, () => `{${text()}: ${number()}}`])();
  const term = (): string => one([number, number, reference, () => `(${expression()})`])();
  const expression = (): string => (maybe(0.5) ? `${term()} ${one(["+", "-", "*", "/", "%"])} ${term()}` : value());
  const condition = (): string =>
    one([
      () => `${value()} ${one(["==", "!="])} ${value()}`,
      () => `${term()} ${one(["<", "<=", ">", ">="])} ${term()}`,
      () => `$nothing`,
      () => `!$nothing`,
      () => `${condition()} ${one(["&&", "||", "and", "or"])} ${condition()}`,
    ])();
  const call = (): string =>
    one([
      () => `$x.toString()`,
      () =>
        `$list.${one(["size()", "isEmpty()", "get(0)", "contains(1)", "indexOf('a')", "add(9)", "toString()", "subList(0,1)"])}`,
      () =>
        `$map.${one(["size()", "keySet()", "values()", "entrySet()", "get('k1')", "containsKey('k2')", "put('k3', 3)", "remove('k1')", "isEmpty()"])}`,
      () =>
        `$y.${one(["length()", "toUpperCase()", "substring(1)", "indexOf('b')", "replace('a','z')", "concat('!')", "trim()", "isEmpty()", "equals('a')", "hashCode()"])}`,
    ])();
  const space = (): string => one(["", "", " ", "\n", "  \n"]);
  const statement = (depth: number): string =>
    one([
      () => one(["; text, ", '{"k":', "}", ", ", "\n", "100% ", "a/b ", "; # "]),
      reference,
      reference,
      call,
      () => `${space()}#set($${name()} = ${expression()})${space()}`,
      () =>
        depth === 0
          ? call()
          : `#if(${condition()})${space()}${block(depth - 1)}${maybe(0.5) ? `#{else}${space()}${block(depth - 1)}` : ""}#end${space()}`,
      () =>
        depth === 0
          ? reference()
          : `#foreach($e in ${one(["$list", "$map", "[1..3]", "$input.path('$.items')", "$missing", "['p','q']"])})${space()}$e${block(depth - 1)}${maybe(0.2) ? "#break" : ""}#end${space()}`,
    ])();
  const block = (depth: number): string => repeat(1, 3, () => statement(depth));

  return Array.from(
    { length: count },
    () =>
      `#set($list = [1, 'a', 2.5])#set($map = {'k1': 1, 'k2': 'two'})#set($y = 'ab')${repeat(2, 5, () => statement(2))}`,
  );
}

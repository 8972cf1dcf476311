import type { RouteMethod } from "../../aws/route-key";

/**
 * The rule of `aws/route-key.ts` as types, so that the compiler refuses a malformed route key. A key that is
 * only known as `string` passes here and is checked when the program runs.
 */

type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
type Letter =
  | "a"
  | "b"
  | "c"
  | "d"
  | "e"
  | "f"
  | "g"
  | "h"
  | "i"
  | "j"
  | "k"
  | "l"
  | "m"
  | "n"
  | "o"
  | "p"
  | "q"
  | "r"
  | "s"
  | "t"
  | "u"
  | "v"
  | "w"
  | "x"
  | "y"
  | "z";
type PartCharacter = Letter | Uppercase<Letter> | Digit | "." | "_" | "-" | ":";

/** Indicates whether a text has characters of one set only. */
type Only<Text extends string, Characters extends string> = Text extends ""
  ? true
  : Text extends `${infer First}${infer Rest}`
    ? First extends Characters
      ? Only<Rest, Characters>
      : false
    : false;

type IsName<Text extends string> = Text extends "" ? false : Only<Text, PartCharacter>;
type IsLiteral<Text extends string> = Text extends "" | `:${string}` ? false : Only<Text, PartCharacter | "$">;

/** The name in `{name}`, or never. */
type PartName<Part extends string, IsLast extends boolean> = Part extends `{${infer Name}+}`
  ? IsLast extends true
    ? IsName<Name> extends true
      ? Name
      : never
    : never
  : Part extends `{${infer Name}}`
    ? IsName<Name> extends true
      ? Name
      : never
    : never;

/** Indicates whether one part may stand after the parameters in `Seen`. */
type IsPart<Part extends string, IsLast extends boolean, Seen> = Part extends `{${string}`
  ? [PartName<Part, IsLast>] extends [never]
    ? false
    : PartName<Part, IsLast> extends Seen
      ? false
      : true
  : IsLiteral<Part>;

/** Indicates whether the parts after a path's first slash are well formed. */
type AreParts<Path extends string, Seen = never> = Path extends `${infer Part}/${infer Rest}`
  ? IsPart<Part, false, Seen> extends true
    ? AreParts<Rest, Seen | PartName<Part, false>>
    : false
  : IsPart<Path, true, Seen>;

/** Indicates whether a text is a route key that API Gateway takes. */
export type IsRouteKey<Key extends string> = string extends Key
  ? true
  : Key extends "$default"
    ? true
    : Key extends `${RouteMethod} /${infer Path}`
      ? Path extends ""
        ? true
        : AreParts<Path>
      : false;

/** The compiler's message about a malformed key. */
export interface MalformedRouteKey<Key extends string> {
  "a route key is a method, one space and a path, such as GET /orders/{id}, or $default": Key;
}

type ParametersOf<Path extends string> = Path extends `${infer Before}/${infer After}`
  ? ParametersOf<Before> | ParametersOf<After>
  : Path extends `{${infer Name}+}`
    ? Name
    : Path extends `{${infer Name}}`
      ? Name
      : never;

/** The names of the path parameters of a route key: `"id"` of `GET /orders/{id}`. */
export type PathParameters<Key extends string> = Key extends `${string} ${infer Path}` ? ParametersOf<Path> : never;

/** A route key that the API has; the compiler names the API's own where it is another one. */
export type KnownRoute<K extends string, Key extends string> = K extends Key ? K : Key;

/** The arguments of `urlFor` after the route key. For an unknown route they are left open: the key is what is wrong. */
export type RouteArguments<K extends string, Key extends string> = K extends Key
  ? PathArguments<K>
  : [parameters?: Record<string, string>];

/** The arguments of `urlFor` after the route key: nothing where the path has no parameter. */
export type PathArguments<Key extends string> = string extends Key
  ? [parameters?: Record<string, string>]
  : [PathParameters<Key>] extends [never]
    ? []
    : [parameters: Record<PathParameters<Key>, string>];

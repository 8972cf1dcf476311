import { createHash } from "node:crypto";

/** A spec that gets one child, under a label of its own. */
export interface Planned<Spec> {
  label: string;
  spec: Spec;
}

/** Something that needs a label of its own among an API's children. */
export interface Labelled {
  /** The name of its own: the one that the user gave, the function's name, the URL; undefined where only an Output has it. */
  preferred: string | undefined;
  /** A hash of the plain values that set it apart from others of that name; empty if none exist. */
  hash: string;
  /** The key of a route that uses it: the name of a thing that nothing else names. */
  firstUse: string;
}

/**
 * Returns a label for each item, in order. A label follows from the thing itself, never from its neighbours or its place, so that
 * no change of other routes renames it or hands its name on. Only things that no plain value tells apart have a route's key
 * in their label.
 */
export function uniqueLabels(items: readonly Labelled[]): string[] {
  const own = items.map(({ preferred, hash, firstUse }) =>
    preferred === undefined ? legalName(firstUse) : legalName(preferred, hash),
  );
  const counts = new Map<string, number>();
  own.forEach((label) => counts.set(label, (counts.get(label) ?? 0) + 1));
  const taken = new Map<string, number>();
  return own.map((label, index) => {
    const use = items[index]?.firstUse ?? "";
    const alone = counts.get(label) === 1 || use === "" ? label : `${label}-${legalName(use)}`;
    const times = taken.get(alone) ?? 0;
    taken.set(alone, times + 1);
    return times === 0 ? alone : `${alone}-${times + 1}`;
  });
}

/** The characters and the length of a part of a name. */
interface PartRule {
  /** Matches the characters that it can't have. */
  illegal: RegExp;
  longest: number;
}

/** Labels of children have no spaces, slashes or braces: their names end up in statement ids and role names. */
const LABEL: PartRule = { illegal: /[^A-Za-z0-9_.-]+/g, longest: Infinity };
/** Scheme keys name authorizers in AWS. https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html */
const SCHEME: PartRule = { illegal: /[^A-Za-z0-9_-]+/g, longest: 128 };

/** Returns a text as a part of a name, with a hash of what else sets it apart; two texts never give one. */
export function legalName(text: string, apart = ""): string {
  const plain = legal(text, LABEL);
  if (apart === "") {
    return plain;
  }
  return plain === text
    ? `${text}-${apart}`
    : `${text.replace(LABEL.illegal, "-").replace(/^-+|-+$/g, "")}-${shortHash(`${text} ${apart}`)}`;
}

/** Returns the key of a security scheme. */
export function schemeName(text: string): string {
  return legal(text, SCHEME);
}

/** A text that has to be changed gets a hash of the whole: without it, two names could become one. */
function legal(text: string, { illegal, longest }: PartRule): string {
  const plain = text.replace(illegal, "-").replace(/^-+|-+$/g, "");
  return plain === text && text.length <= longest
    ? text
    : `${plain.slice(0, Math.max(longest - 9, 0))}-${shortHash(text)}`.replace(/^-/, "");
}

/** Returns eight hexadecimal digits that follow from a text. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

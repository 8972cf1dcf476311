import type { Rule } from "../rule";
import { isPlainObject } from "../violation";

const MOST = 50;

/** The characters of keys and values. EC2 takes others, too: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html */
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const ALLOWED = "letters, digits, spaces and _.:/=+-@";

/** The tags of any resource. */
export const tagRule: Rule = {
  types: [],
  reads: ["tags"],
  page: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html#id_tags_naming_best_practices",
  check: ({ tags }) => {
    const names = isPlainObject(tags) ? Object.keys(tags) : [];
    const texts = isPlainObject(tags) ? Object.entries(tags) : [];
    return [
      ...(names.length > MOST
        ? [{ path: "tags", value: `${names.length} tags`, expected: `at most ${MOST} tags` }]
        : []),
      ...names
        .filter((name) => /^aws:/i.test(name))
        .map((name) => ({ path: `tags["${name}"]`, value: name, expected: "a key that does not start with aws:" })),
      ...names
        .filter((name) => name.length > 128 || name === "")
        .map((name) => ({ path: `tags["${name}"]`, value: name, expected: "a key of 1 to 128 characters" })),
      ...texts
        .filter(([, value]) => typeof value === "string" && value.length > 256)
        .map(([name, value]) => ({ path: `tags["${name}"]`, value, expected: "a value of at most 256 characters" })),
    ];
  },
};

/** The characters of the tags of a resource that is not EC2's. */
export const tagCharacterRule: Rule = {
  types: [],
  reads: ["tags"],
  page: tagRule.page,
  check: ({ tags }) =>
    Object.entries(isPlainObject(tags) ? tags : {}).flatMap(([name, value]) => [
      ...(CHARACTERS.test(name) ? [] : [{ path: `tags["${name}"]`, value: name, expected: `a key of ${ALLOWED}` }]),
      ...(typeof value !== "string" || CHARACTERS.test(value)
        ? []
        : [{ path: `tags["${name}"]`, value, expected: `a value of ${ALLOWED}` }]),
    ]),
};

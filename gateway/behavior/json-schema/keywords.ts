import { canonical, jsonType, shown, toInstance } from "./instance";
import { elements, list, memberNames, type NamedKeyword, quoted, quotedNames, textOf } from "./keyword";
import { NUMBER_AND_SIZE_KEYWORDS, NUMBERS } from "./number-and-size-keywords";
import { fits } from "./pattern";
import { isSchema } from "./schema";
import { SCHEMA_KEYWORDS } from "./schema-keywords";

const OWN: readonly NamedKeyword[] = [
  [
    "additionalItems",
    {
      types: ["array"],
      check({ additionalItems, items: allowed }, instance, { report }) {
        const size = elements(instance).length;
        if (additionalItems === false && Array.isArray(allowed) && size > allowed.length) {
          report.error(`schema only allows ${allowed.length} elements in array but instance has ${size} elements`);
        }
      },
    },
  ],
  [
    "additionalProperties",
    {
      types: ["object"],
      check({ additionalProperties, properties, patternProperties }, instance, { report }) {
        if (additionalProperties !== false) {
          return;
        }
        const own = isSchema(properties) ? properties : {};
        const patterns = Object.keys(isSchema(patternProperties) ? patternProperties : {});
        const extra = memberNames(instance).filter(
          (name) => !Object.hasOwn(own, name) && !patterns.some((pattern) => fits(pattern, name)),
        );
        if (extra.length > 0) {
          report.error(
            `object instance has properties which are not allowed by the schema: ${quotedNames(extra.toSorted())}`,
          );
        }
      },
    },
  ],
  [
    "enum",
    {
      check(schema, instance, { report }) {
        const values = list(schema.enum).map(toInstance);
        const found = canonical(instance, "ignored");
        if (!values.some((value) => canonical(value, "ignored") === found)) {
          const possible = `[${values.map(shown).join(",")}]`;
          report.error(`instance value (${shown(instance)}) not found in enum (possible values: ${possible})`);
        }
      },
    },
  ],
  [
    "pattern",
    {
      types: ["string"],
      check({ pattern }, instance, { report }) {
        if (!fits(String(pattern), textOf(instance))) {
          report.error(`ECMA 262 regex ${quoted(String(pattern))} does not match input string ${quoted(instance)}`);
        }
      },
    },
  ],
  [
    "required",
    {
      types: ["object"],
      check({ required }, instance, { report }) {
        const present = new Set(memberNames(instance));
        const missing = list(required)
          .map(String)
          .filter((name) => !present.has(name));
        if (missing.length > 0) {
          report.error(`object has missing required properties (${quotedNames(missing.toSorted())})`);
        }
      },
    },
  ],
  [
    "type",
    {
      check(schema, instance, { report }) {
        const written = [schema.type].flat().map(String);
        const allowed = [...new Set(written.flatMap((type) => (type === "number" ? NUMBERS : [type])))].toSorted();
        const found = jsonType(instance);
        if (!allowed.includes(found)) {
          report.error(
            `instance type (${found}) does not match any allowed primitive type (allowed: ${quotedNames(allowed)})`,
          );
        }
      },
    },
  ],
  [
    "uniqueItems",
    {
      types: ["array"],
      check({ uniqueItems }, instance, { report }) {
        const all = elements(instance);
        // the library takes objects for different whose members stand in another order
        if (uniqueItems === true && new Set(all.map((item) => canonical(item, "counts"))).size < all.length) {
          report.error("array must not contain duplicate elements");
        }
      },
    },
  ],
];

/** The keywords of draft 4 that say something of one value, in the order in which the library checks them: that of their names. */
export const KEYWORDS: readonly NamedKeyword[] = [...OWN, ...NUMBER_AND_SIZE_KEYWORDS, ...SCHEMA_KEYWORDS].toSorted(
  ([a], [b]) => (a < b ? -1 : 1),
);

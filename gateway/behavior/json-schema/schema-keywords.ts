import type { JavaValue } from "../templates/java-values";
import { list, memberNames, type NamedKeyword, quoted, quotedNames, type Run } from "./keyword";
import { isSchema, type Schema } from "./schema";

function matching(schema: Schema, keyword: string, instance: JavaValue, { validation, path }: Run): number {
  return list(schema[keyword]).filter((each) => validation.isValid(each, instance, path)).length;
}

/** The keywords that apply further schemas to the same value. */
export const SCHEMA_KEYWORDS: readonly NamedKeyword[] = [
  [
    "allOf",
    {
      check(schema, instance, run) {
        const total = list(schema.allOf).length;
        const matched = matching(schema, "allOf", instance, run);
        if (matched !== total) {
          run.report.error(`instance failed to match all required schemas (matched only ${matched} out of ${total})`);
        }
      },
    },
  ],
  [
    "anyOf",
    {
      check(schema, instance, run) {
        if (matching(schema, "anyOf", instance, run) === 0) {
          const total = list(schema.anyOf).length;
          run.report.error(`instance failed to match at least one required schema among ${total}`);
        }
      },
    },
  ],
  ["dependencies", { types: ["object"], check: checkDependencies }],
  [
    "not",
    {
      check(schema, instance, { validation, path, report }) {
        if (validation.isValid(schema.not, instance, path)) {
          report.error("instance matched a schema which it should not have");
        }
      },
    },
  ],
  [
    "oneOf",
    {
      check(schema, instance, run) {
        const matched = matching(schema, "oneOf", instance, run);
        if (matched !== 1) {
          const total = list(schema.oneOf).length;
          run.report.error(`instance failed to match exactly one schema (matched ${matched} out of ${total})`);
        }
      },
    },
  ],
];

function checkDependencies({ dependencies }: Schema, instance: JavaValue, { validation, path, report }: Run): void {
  const present = memberNames(instance);
  for (const [name, needed] of Object.entries(isSchema(dependencies) ? dependencies : {})) {
    if (!present.includes(name)) {
      continue;
    }
    if (!Array.isArray(needed)) {
      validation.process(needed, instance, path, report);
      continue;
    }
    const missing = needed.map(String).filter((each) => !present.includes(each));
    if (missing.length > 0) {
      const required = quotedNames(needed.map(String).toSorted());
      report.error(
        `property ${quoted(name)} of object has missing property dependencies (schema requires ${required}; missing: ${quotedNames(missing.toSorted())})`,
      );
    }
  }
}

import { type PropertyValue } from "../engine/graph/value";
import { isRecord } from "../language/is-record";
import { type JsonSchema, type PolicyInfo } from "./policy";

/** Keywords that say nothing about a value. */
const ANNOTATIONS: ReadonlySet<string> = new Set(["default", "description", "title", "examples", "deprecated"]);

/**
 * Returns whether what is configured of a policy is certainly valid, by the keywords of most schemas alone. What is not has to be looked at
 * by all rules of JSON schemas.
 */
export function isPlainlyValid(
  { properties, required }: PolicyInfo["configSchema"],
  given: Record<string, PropertyValue> = {},
): boolean {
  return (
    required.every((name) => Object.hasOwn(given, name)) &&
    Object.entries(given).every(([name, value]) => {
      const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return schema === undefined ? name !== "enforcementLevel" : accepts(schema, value);
    })
  );
}

function accepts(schema: JsonSchema, value: PropertyValue): boolean {
  return Object.entries(schema).every(([keyword, expected]) => {
    switch (keyword) {
      case "type":
        return isOfType(expected ?? null, value);
      case "enum":
        return Array.isArray(expected) && isScalar(value) && expected.includes(value);
      case "minimum":
        return typeof value === "number" && typeof expected === "number" && value >= expected;
      case "maximum":
        return typeof value === "number" && typeof expected === "number" && value <= expected;
      case "items":
        return Array.isArray(value) && isSchema(expected) && value.every((item) => accepts(expected, item));
      default:
        return ANNOTATIONS.has(keyword);
    }
  });
}

function isOfType(type: PropertyValue, value: PropertyValue): boolean {
  switch (type) {
    case "string":
    case "boolean":
      return typeof value === type;
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    default:
      return false;
  }
}

function isScalar(value: PropertyValue): boolean {
  return value === null || typeof value !== "object";
}

function isSchema(value: PropertyValue | undefined): value is JsonSchema {
  return isRecord(value);
}

import { isDeepStrictEqual } from "node:util";
import { replacingInputs } from "../../../aws/replacement";
import { isArchive, isAsset, reveal, type PropertyValue } from "../../../engine/graph/value";

/** The difference between two sets of inputs. */
export interface Difference {
  /** Inputs with another value, sorted. */
  changed: { property: string; kind: "add" | "delete" | "update" }[];
  /** Those of them that replace the resource. */
  replacing: string[];
}

/** Inputs that are optional and computed in the provider's schema: where a program leaves them out, what the resource has stays. */
const KEPT_WHEN_LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  "aws:apigateway/apiKey:ApiKey": ["value"],
};

/**
 * Inputs that the provider normalizes before it compares them. It cuts the dot that ends the name of an ACM validation record:
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/route53/record.go
 */
const NORMALIZED: Readonly<Record<string, Readonly<Record<string, (text: string) => string>>>> = {
  "aws:route53/record:Record": { name: (name) => name.replace(/\.$/, "").toLowerCase() },
};

/**
 * The inputs that changed, and those whose change AWS can make only by replacing the resource. An input that is left out and that AWS
 * computes then, such as an API key's value, stays as it is.
 */
export function difference(
  type: string,
  before: Record<string, PropertyValue>,
  after: Record<string, PropertyValue>,
): Difference {
  const replaceOn = new Set(replacingInputs(type));
  const normalized = (property: string, value: PropertyValue | undefined): PropertyValue | undefined => {
    const plain = reveal(value);
    return typeof plain === "string" ? (NORMALIZED[type]?.[property]?.(plain) ?? plain) : value;
  };
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .filter((property) => !isSame(normalized(property, before[property]), normalized(property, after[property])))
    .filter((property) => after[property] !== undefined || KEPT_WHEN_LEFT_OUT[type]?.includes(property) !== true)
    .map((property) => ({ property, kind: kindOf(before[property], after[property]) }));
  return { changed, replacing: changed.map(({ property }) => property).filter((property) => replaceOn.has(property)) };
}

function kindOf(before: PropertyValue | undefined, after: PropertyValue | undefined): "add" | "delete" | "update" {
  return before === undefined ? "add" : after === undefined ? "delete" : "update";
}

function isSame(before: PropertyValue | undefined, after: PropertyValue | undefined): boolean {
  return isDeepStrictEqual(contentOf(reveal(before)), contentOf(reveal(after)));
}

/** Assets are the same where their content is, wherever they lie. */
function contentOf(value: PropertyValue | undefined): PropertyValue | undefined {
  if (value === undefined || value === null || typeof value !== "object") {
    return value ?? undefined;
  }
  if (Array.isArray(value)) {
    return value.map((item) => contentOf(item) ?? null);
  }
  if ((isAsset(value) || isArchive(value)) && typeof value.hash === "string") {
    return value.hash;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, contentOf(item) ?? null]));
}

import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "./problems";
import { isRecord } from "../../language/is-record";

const numbers = new WeakMap<object, number>();
let count = 0;

/**
 * A text that is the same for two specs that say the same: plain values by what they hold, Outputs and resources by which
 * object they are. So `lambda(fn)` written twice is one target.
 */
export function identityOf(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, item: unknown) {
    // what JSON.stringify hands over has been through toJSON, which gives one text for all Outputs
    const original = this[key];
    return isReference(original) ? `\u0000${numberOf(original)}` : isRecord(item) ? sorted(item) : item;
  });
}

/** A short hash of the plain values of a spec: it stays the same from one deployment to the next. */
export function plainHash(value: unknown): string {
  const text = JSON.stringify(value, (_key, item: unknown) => {
    return isReference(item) ? null : isRecord(item) ? sorted(item) : item;
  });
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

function isReference(value: unknown): value is object {
  return isDeferred(value) || pulumi.Resource.isInstance(value);
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function numberOf(item: object): number {
  const known = numbers.get(item) ?? ++count;
  numbers.set(item, known);
  return known;
}

import { randomFillSync } from "node:crypto";

const ID_BYTES = 11;
const pool = Buffer.alloc(ID_BYTES * 512);
let used = pool.length;

/** A request id in the form that HTTP APIs give: 16 characters of base64, such as `JKJaXmPLvHcESHA=`. */
export function newRequestId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += ID_BYTES;
  return pool.toString("base64", used - ID_BYTES, used);
}

/**
 * A trace header as API Gateway adds it.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function newTraceId(timeEpoch: number): string {
  if (used + 12 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.toString("hex", used, used + 12);
  used = Math.min(pool.length, used + ID_BYTES * 2);
  return `Root=1-${Math.floor(timeEpoch / 1000).toString(16)}-${random}`;
}

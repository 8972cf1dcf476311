import { LAMBDA_LIMITS } from "../../../aws/quotas";

/** UTF-8 takes three bytes at most for a UTF-16 unit. */
const MAX_BYTES_PER_UNIT = 3;

/**
 * Returns whether an event has more bytes than Lambda takes of one call. Most events are so short that nothing has to be counted.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export function isOverPayloadLimit(payload: string): boolean {
  const { value: limit } = LAMBDA_LIMITS.synchronousPayload;
  return payload.length * MAX_BYTES_PER_UNIT > limit && Buffer.byteLength(payload) > limit;
}

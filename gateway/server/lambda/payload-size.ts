import { LAMBDA_LIMITS } from "../../../aws/quotas";

/** UTF-8 takes three bytes at most for a UTF-16 unit. */
const MAX_BYTES_PER_UNIT = 3;

/**
 * Returns whether a payload has more bytes than Lambda takes of one call. Most are so short that nothing has to be counted.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 *
 * @param limit Bytes. @default of an event
 */
export function isOverPayloadLimit(payload: string, limit: number = LAMBDA_LIMITS.synchronousPayload.value): boolean {
  return payload.length * MAX_BYTES_PER_UNIT > limit && Buffer.byteLength(payload) > limit;
}

/**
 * The days that CloudWatch Logs can keep the events of a log group; without a retention it keeps them for ever.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** The longest retention: ten years. */
export const LONGEST_LOG_RETENTION = 3653;

/** Returns the shortest retention of at least that many days, or the longest one. */
export function nextLogRetention(days: number): number {
  return LOG_RETENTION_DAYS.find((allowed) => allowed >= days) ?? LONGEST_LOG_RETENTION;
}

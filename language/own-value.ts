/**
 * Returns the member that a record has itself: names such as `constructor` and `__proto__` come from clients, programs and files, and
 * are members of no record by birth.
 *
 * @example
 * ```ts
 * ownValue({ stage: "prod" }, "constructor"); // undefined
 * ```
 */
export function ownValue<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

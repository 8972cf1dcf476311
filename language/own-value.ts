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

/** Sets a member whose name comes from a client, a program or a file: an assignment to `__proto__` would make no member. */
export function setOwn<T>(record: Record<string, T>, name: string, value: T): void {
  if (name === "__proto__") {
    Object.defineProperty(record, name, { value, configurable: true, enumerable: true, writable: true });
  } else {
    record[name] = value;
  }
}

/** A value that is there, or is still coming. */
export type Soon<T> = T | Promise<T>;

/**
 * Goes on with a value: at once where it is there, otherwise once it comes. An `await` costs a turn of the microtask queue even for what is
 * there, and each request has several steps that nearly never wait.
 *
 * @example
 * ```ts
 * soon(decision, (decided) => (decided.kind === "allow" ? call() : refusal)); // an answer, or the promise of one
 * ```
 */
export function soon<T, R>(value: Soon<T>, next: (value: T) => Soon<R>): Soon<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

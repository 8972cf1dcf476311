/** The promise, or "timeout" where it takes longer; the work itself goes on, as a function does on AWS. */
export function withTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T | "timeout"> {
  return new Promise((resolve, reject) => {
    // what came in time goes first, where this process was busy until after the timeout
    const timer = setTimeout(() => setImmediate(() => resolve("timeout")), milliseconds);
    const clear = (): void => clearTimeout(timer);
    work.then(clear, clear);
    work.then(resolve, reject);
  });
}

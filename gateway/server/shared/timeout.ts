import { Deadlines } from "./deadlines";

/** The promise, or "timeout" where it takes longer; the work itself goes on, as a function does on AWS. */
export function withTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T | "timeout"> {
  return new Promise((resolve, reject) => {
    const deadlines = Deadlines.after(milliseconds);
    const deadline = deadlines.add(() => resolve("timeout"));
    work.finally(() => deadlines.remove(deadline)).then(resolve, reject);
  });
}

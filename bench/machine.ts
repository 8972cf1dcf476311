import { cpus, totalmem } from "node:os";

/** Returns the machine that a figure belongs to, and the version of Node.js. */
export function machine(): string {
  const [first] = cpus();
  return `${cpus().length} x ${first?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
}

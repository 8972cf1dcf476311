import { dirname } from "node:path";

/** Where a function's code lies on this machine. */
export interface CodePlace {
  /** The folder that it was unpacked into, which is gone with the gateway. */
  taskRoot: string;
  /** The folder that the program's archive was made of; undefined where it was made of several things. */
  source?: string;
}

/**
 * The gateway's own part of a stack, which calls the handler, with Node.js's loader above it where the handler's module is
 * loaded: of no use to the handler's author.
 */
const OWN_FRAMES = /(?:\n +at [^\n]*\bnode:[^\n]*)*\n[^\n]*[\\/]node-bootstrap\.m[jt]s:[\s\S]*$/;

/**
 * A stack trace with files that can be opened: those of the folder that the code came from. Paths of an archive without
 * such a folder start in the archive. What lies beside the folder is moved likewise: source maps lead there.
 */
export function readableTrace(trace: string, { taskRoot, source }: CodePlace): string {
  const text = trace.replace(OWN_FRAMES, "").replaceAll(`file://${taskRoot}/`, `${taskRoot}/`);
  return source === undefined
    ? text.replaceAll(`${taskRoot}/`, "")
    : text.replaceAll(`${taskRoot}/`, `${source}/`).replaceAll(`${dirname(taskRoot)}/`, `${dirname(source)}/`);
}

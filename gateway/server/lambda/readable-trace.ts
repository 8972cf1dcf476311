import { dirname } from "node:path";

/** The folder of a function's code on this machine. */
export interface CodePlace {
  /** The folder that it was unpacked into, which is gone with the gateway. */
  taskRoot: string;
  /** The folder that the program's archive was made of; undefined where it was made of several things. */
  source?: string;
}

/** Of the gateway's own part of a stack, which calls the handler. */
const OWN_FRAME = /[\\/]lambda[\\/]bootstrap[\\/][\w-]+\.m[jt]s:/;
/** Such as `    at require (node:internal/modules/helpers:137:16)`. */
const NODE_FRAME = /^ +at (?:.*\()?node:/;

/**
 * A stack trace with files that can be opened: those of the folder that the code came from. Paths of an archive without
 * such a folder start in the archive. What lies beside the folder is moved likewise: source maps lead there.
 */
export function readableTrace(trace: string, { taskRoot, source }: CodePlace): string {
  const text = handlersPart(trace).replaceAll(`file://${taskRoot}/`, `${taskRoot}/`);
  return source === undefined
    ? text.replaceAll(`${taskRoot}/`, "")
    : text.replaceAll(`${taskRoot}/`, `${source}/`).replaceAll(`${dirname(taskRoot)}/`, `${dirname(source)}/`);
}

/** Returns the lines of a trace as a deployed function gives them: below LAMBDA_TASK_ROOT. */
export function deployedTrace(trace: string[], { taskRoot }: CodePlace): string[] {
  const text = handlersPart(trace.join("\n")).replaceAll(taskRoot, "/var/task");
  return trace.some((line) => line.includes("\n"))
    ? trace.map((line) => line.replaceAll(taskRoot, "/var/task"))
    : text.split("\n");
}

/**
 * Without the gateway's own frames and what is under them, and without Node.js's loader above them where the handler's
 * module is loaded: of no use to the handler's author. Line by line, since a message may be as long as it likes.
 */
function handlersPart(trace: string): string {
  const lines = trace.split("\n");
  let end = lines.findIndex((line, index) => index > 0 && OWN_FRAME.test(line));
  if (end < 0) {
    return trace;
  }
  while (end > 1 && NODE_FRAME.test(lines[end - 1] ?? "")) {
    end--;
  }
  return lines.slice(0, end).join("\n");
}

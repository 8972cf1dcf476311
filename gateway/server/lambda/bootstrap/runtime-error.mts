/** An error of the runtime itself, named as AWS names it. */
export class RuntimeError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = `Runtime.${name}`;
  }
}

export type ErrorReply = [kind: "error" | "fatal", errorType: string, errorMessage: string, trace: string[]];

/** Returns Lambda's form of whatever was thrown: an Error, or any other value. */
export function errorReply(thrown: unknown, kind: ErrorReply[0]): ErrorReply {
  if (thrown instanceof Error) {
    // a handler's error may have anything as its members
    const { name, message } = thrown as { name: unknown; message: unknown };
    return [kind, textOf(name), textOf(message), traceOf(thrown)];
  }
  return [kind, typeof thrown, textOf(thrown), []];
}

function traceOf(thrown: { stack?: unknown }): string[] {
  try {
    return typeof thrown.stack === "string" ? thrown.stack.split("\n") : [];
  } catch {
    return []; // it is made when it is first read, of members that may have no text
  }
}

function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack";
  }
}

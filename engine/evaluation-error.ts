import { type SourceLocation } from "./graph/graph";

/** Something that the engine or the program said while it ran. */
export interface Diagnostic {
  severity: "debug" | "info" | "warning" | "error";
  message: string;
  /** The resource that the message is about. */
  urn?: string;
  /** The stream, for a line that the program itself printed. */
  stream?: "stdout" | "stderr";
}

/** A program that could not be evaluated. The message is complete and ready to print: place, cause and fix. */
export class EvaluationError extends Error {
  /** The place in the user's own files that the failure comes from, where it is known. */
  readonly location?: SourceLocation;
  /** All that was reported until the failure, the failure's own details included. */
  readonly diagnostics: Diagnostic[];

  /** @param details `frames` are the program's own, mapped to its source: they stand in the stack instead of the engine's */
  constructor(
    message: string,
    details: { location?: SourceLocation; diagnostics?: Diagnostic[]; frames?: string[] } = {},
  ) {
    super(message);
    this.name = "EvaluationError";
    this.location = details.location;
    this.diagnostics = details.diagnostics ?? [];
    if (details.frames !== undefined) {
      this.stack = [`${this.name}: ${message}`, ...details.frames].join("\n");
    }
  }
}

/**
 * Returns a location as `index.ts:3:14`, relative to the working directory where the file is below it, so that it stays short and
 * clickable.
 *
 * @example
 * ```ts
 * console.log(printLocation({ file: "/work/shop/index.ts", line: 3, column: 14 }));
 * ```
 */
export function printLocation(location: SourceLocation): string {
  const directory = `${process.cwd()}/`;
  const file = location.file.startsWith(directory) ? location.file.slice(directory.length) : location.file;
  return `${file}:${location.line}:${location.column}`;
}

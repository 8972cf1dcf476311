import { format } from "node:util";

/** From the least to the most important. */
const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"] as const;
type Level = (typeof LEVELS)[number];

const OWN_FOLDER = import.meta.url.replace(/[^/]+$/, "");

let requestId: string | undefined;

/** Names the request that the following lines are about. */
export function logRequest(id: string): void {
  requestId = id;
}

/**
 * Makes the console write one JSON object a line, as AWS's Node.js runtime does for a function whose log format is JSON: only
 * the levels from `least` on, with the arguments as the message.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html#node-js-logging-advanced
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/LogPatch.js
 */
export function writeJsonLog(least: string | undefined): void {
  const from = Math.max(0, LEVELS.indexOf((least ?? "").toUpperCase() as Level));
  const method =
    (level: Level) =>
    (...values: unknown[]): void => {
      if (level === "FATAL" || LEVELS.indexOf(level) >= from) {
        process.stdout.write(`${line(level, values.length === 0 ? [undefined] : values)}\n`);
      }
    };
  const info = method("INFO");
  Object.assign(console, {
    trace: method("TRACE"),
    debug: method("DEBUG"),
    info,
    log: info,
    warn: method("WARN"),
    error: method("ERROR"),
    fatal: method("FATAL"),
  });
}

/** Writes what ends a request, or the function, with its own part of the stack. */
export function logFailure(thrown: unknown): void {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  console.error(serialized(error, handlersLines(error)));
}

function line(level: Level, values: unknown[]): string {
  const entry: Record<string, unknown> = { timestamp: new Date().toISOString(), level, requestId };
  const [message, ...more] = values;
  if (more.length === 0) {
    try {
      return JSON.stringify({ ...entry, message }, (_, value: unknown) =>
        value instanceof Error ? serialized(value, stackLines(value)) : value,
      );
    } catch {
      return JSON.stringify({ ...entry, message: format(message) });
    }
  }
  const error = values.find((value) => value instanceof Error);
  return JSON.stringify({
    ...entry,
    message: format(...values),
    ...(error === undefined ? undefined : described(error, stackLines(error) ?? [])),
  });
}

function serialized(error: Error, stackTrace: string[] | undefined): object {
  return Object.assign(described(error, stackTrace), error);
}

function described(error: Error, stackTrace: string[] | undefined): object {
  return { errorType: typeOf(error), errorMessage: error.message, stackTrace };
}

/** The class may be anything: an object may have no constructor. */
function typeOf(error: Error): string {
  return (error.constructor as { name?: string } | undefined)?.name ?? "UnknownError";
}

function stackLines({ stack }: Error): string[] | undefined {
  return stack?.split("\n");
}

/** Returns the stack without the frames of the runtime, which calls the handler. */
function handlersLines(error: Error): string[] | undefined {
  const lines = stackLines(error);
  const own = lines?.findIndex((text) => text.includes(OWN_FOLDER)) ?? -1;
  return own < 0 ? lines : lines?.slice(0, own);
}

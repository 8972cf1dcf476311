import type { Printed, WorkerReply } from "./protocol";

/**
 * Returns whether a value is a reply. A handler runs beside the bootstrap, whatever language it is in: it can write on the channel, and
 * replace the functions that the bootstrap posts by.
 */
export function isReply(value: unknown): value is WorkerReply {
  if (!Array.isArray(value)) {
    return false;
  }
  const [kind, first, second, third] = value as unknown[];
  switch (kind) {
    case "ready":
    case "memory":
      return true;
    case "success":
      return typeof first === "string" && (second === undefined || typeof second === "number");
    case "chunk":
      return first instanceof Uint8Array;
    case "error":
    case "fatal":
      return typeof first === "string" && typeof second === "string" && isTexts(third);
    default:
      return false;
  }
}

/** Returns whether a value is a part of what a handler printed. */
export function isPrinted(value: unknown): value is Printed {
  return (
    Array.isArray(value) &&
    (value[0] === "stdout" || value[0] === "stderr") &&
    typeof value[1] === "string" &&
    typeof value[2] === "number"
  );
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

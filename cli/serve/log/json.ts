import { hide } from "../../shared/terminal";
import type { RequestLog } from "./request-log";

/**
 * Returns the log for programs: a JSON object a line. A request is the entry of its stage's access log, as AWS would write it, where
 * that is JSON; otherwise its record. All else has its text as `message`.
 */
export function jsonLog(print: (line: string) => void): RequestLog {
  return {
    log: (line, about) => {
      if (about !== "access") {
        print(jsonText({ time: new Date().toISOString(), type: about ?? "log", message: line }));
      }
    },
    onRequest: ({ accessEntry, time, duration, ...record }) => {
      print(
        isJsonObject(accessEntry)
          ? accessEntry
          : jsonText({
              time: new Date(time).toISOString(),
              type: "access",
              ...record,
              duration: Math.round(duration),
              accessEntry,
            }),
      );
    },
  };
}

function isJsonObject(entry: string | undefined): entry is string {
  if (entry?.startsWith("{") !== true || entry.includes("\n")) {
    return false;
  }
  try {
    JSON.parse(entry);
    return true;
  } catch {
    return false; // such as a quotation mark in an error's text, which AWS does not escape
  }
}

/** Secrets are hidden within the texts, so that the line stays JSON. */
function jsonText(value: object): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "string" ? hide(item) : item));
}

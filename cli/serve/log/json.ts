import type { RequestRecord } from "../../../gateway/server";
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
    onRequest: (record) => {
      print(isJsonObject(record.accessEntry) ? record.accessEntry : recordText(record));
    },
  };
}

/** Named one by one: a copy of all members took as long as the rest of the line. */
function recordText(record: RequestRecord): string {
  const { time, requestId, kind, api, stage, method, path, route, status, duration, decidedBy, notes } = record;
  return jsonText({
    time: isoTime(time),
    type: "access",
    requestId,
    kind,
    api,
    stage,
    method,
    path,
    route,
    status,
    decidedBy,
    notes,
    duration: Math.round(duration),
    accessEntry: record.accessEntry,
  });
}

/** The requests of one millisecond have the same time. */
let last = { time: Number.NaN, text: "" };

function isoTime(time: number): string {
  if (time !== last.time) {
    last = { time, text: new Date(time).toISOString() };
  }
  return last.text;
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
  const text = JSON.stringify(value);
  // nearly no line has one, and a look at each text of it takes twice as long as the line
  if (!text.includes("@") && hide(text) === text) {
    return text;
  }
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "string" ? hide(item) : item));
}

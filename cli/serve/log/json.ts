import type { RequestRecord } from "../../../gateway/server";
import { parsedJson } from "../../../language/parsed-json";
import { quoted } from "../../../language/quoted";
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
      print(isJsonObject(record.accessEntry) ? record.accessEntry : (plainText(record) ?? recordText(record)));
    },
  };
}

/** The members of a record that most requests of a busy log have in common with the one before. */
type CommonMembers = Pick<RequestRecord, "kind" | "api" | "stage" | "method" | "route" | "status" | "decidedBy">;

let common: (CommonMembers & { head: string; tail: string }) | undefined;

/** Returns the line of a request that has neither notes nor secrets; undefined for any other. */
function plainText(record: RequestRecord): string | undefined {
  const { time, requestId, path, notes, duration, accessEntry } = record;
  if (notes.length > 0 || accessEntry !== undefined) {
    return undefined;
  }
  if (common === undefined || !isLike(common, record)) {
    const { kind, api, stage, method, route, status, decidedBy } = record;
    const head = JSON.stringify({ kind, api, stage, method }).slice(1, -1);
    const tail = JSON.stringify({ route, status, decidedBy, notes }).slice(1, -1);
    common = { kind, api, stage, method, route, status, decidedBy, head, tail };
  }
  const text = `{"time":"${isoTime(time)}","type":"access","requestId":${quoted(requestId)},${common.head},"path":${quoted(path)},${common.tail},"duration":${Math.round(duration)}}`;
  return !text.includes("@") && hide(text) === text ? text : undefined;
}

function isLike(one: CommonMembers, other: CommonMembers): boolean {
  return (
    one.route === other.route &&
    one.status === other.status &&
    one.api === other.api &&
    one.stage === other.stage &&
    one.method === other.method &&
    one.decidedBy === other.decidedBy &&
    one.kind === other.kind
  );
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
  // AWS does not escape, for instance, a quotation mark in an error's text
  return entry?.startsWith("{") === true && !entry.includes("\n") && parsedJson(entry) !== undefined;
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

import type { RequestRecord } from "../../../gateway/server";
import type { Paint, Style } from "../../shared/colours";
import type { RequestLog } from "./request-log";

/** Returns the log for people: a line for each request with what decided, and below it why, where the gateway gives a reason. */
export function prettyLog(print: (line: string) => void, paint: Paint): RequestLog {
  return {
    log: (line, about) => {
      // an access log's entry and a reason are in the request's own lines
      if (about === undefined) {
        print(otherLine(line, paint));
      }
    },
    onRequest: (record) => requestLines(record, paint).forEach(print),
  };
}

function requestLines(record: RequestRecord, paint: Paint): string[] {
  const { time, status, duration, decidedBy, notes } = record;
  const style = styleOf(status);
  const head = [
    paint("dim", new Date(time).toTimeString().slice(0, 8)),
    paint(style, String(status)),
    paint("dim", durationText(duration).padStart(7)),
    requestText(record, paint),
    paint("dim", decidedBy),
  ];
  // the status stands in the line above
  const reasons = notes.map((note) => note.replace(/^\d{3}(?:, | )/, "").replaceAll("\n", `\n${INDENT}`));
  return [head.join("  "), ...reasons.map((reason) => `${INDENT}${paint(style, reason)}`)];
}

/** Below the request's method. */
const INDENT = " ".repeat(24);

function requestText({ kind, method, path, route = "" }: RequestRecord, paint: Paint): string {
  return kind === "websocket" && method === "MESSAGE"
    ? `${paint("bold", method)} ${route} ${paint("dim", path)}`
    : `${paint("bold", method)} ${path}`;
}

function styleOf(status: number): Style {
  return status >= 500 ? "red" : status >= 400 ? "yellow" : status >= 300 ? "cyan" : "green";
}

function durationText(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** A line of a function, which begins with its name in brackets, or a line of the gateway itself. */
function otherLine(line: string, paint: Paint): string {
  return line
    .replace(/^\[[^\]\n]*\]/, (name) => paint("dim", name))
    .replace(/^error:/, (text) => paint("red", text))
    .replace(/^warning:/, (text) => paint("yellow", text));
}

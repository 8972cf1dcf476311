import { paintOf } from "../../shared/colours";
import { printLog } from "../../shared/terminal";
import { jsonLog } from "./json";
import { prettyLog } from "./pretty";
import type { RequestLog } from "./request-log";

/** The forms of the log. */
export const LOG_MODES = ["pretty", "json", "off"] as const;
export type LogMode = (typeof LOG_MODES)[number];

/** Returns the form for a stream that nobody chose one for: for people on a terminal, otherwise for programs. */
export function defaultLogMode(stream: { isTTY?: boolean | undefined }): LogMode {
  return stream.isTTY === true ? "pretty" : "json";
}

/** Returns the log in one of its forms, on stdout. */
export function requestLog(mode: LogMode): RequestLog {
  switch (mode) {
    case "pretty":
      return prettyLog(printLog, paintOf(process.stdout));
    case "json":
      return jsonLog(printLog);
    case "off":
      return { log: () => undefined };
  }
}

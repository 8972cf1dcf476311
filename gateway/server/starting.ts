import type { ServerResponse } from "node:http";
import { writeJson } from "./transport/response-writer";

/** Answers a request that comes before the program is evaluated: the client may try again. */
export function answerStarting(outgoing: ServerResponse): void {
  outgoing.setHeader("retry-after", "1");
  writeJson(outgoing, 503, { message: "The program is still starting." });
}

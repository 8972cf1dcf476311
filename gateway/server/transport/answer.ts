import type { IncomingMessage } from "node:http";
import type { HttpResponse } from "../../behavior/shared/request";

/** A response, and the backend's stream where its body is passed on as it comes. */
export interface Answer {
  response: HttpResponse;
  stream?: IncomingMessage;
}

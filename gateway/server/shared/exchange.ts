import type { HttpResponse } from "../../behavior/shared/request";
import type { FunctionCall } from "../lambda/function-call";
import type { RequestTrace } from "./request-trace";
import type { IncomingRequest } from "../transport/incoming-request";

/** The time that one part of a request's way took. */
export interface Step {
  /** Milliseconds after the request's arrival. */
  start: number;
  /** Milliseconds. */
  duration: number;
}

/** A function that was called for a request. */
export interface CalledFunction {
  by: "authorizer" | "integration";
  /** The name that AWS knows it by. */
  name: string;
  /** The event, as JSON text. */
  event: string;
  call: FunctionCall;
}

/** The parts of a request's way that are not the gateway's own work. */
export interface RequestSteps {
  authorizer?: Step;
  integration?: Step;
  readonly calls: CalledFunction[];
  /** Set where traces are sent. */
  trace?: RequestTrace;
}

/** The content of a request, as it came and went: secrets are not hidden. */
export interface Exchange {
  /** The client's request; undefined for the events of an open connection. */
  request?: IncomingRequest | undefined;
  /** The message of a WebSocket client. */
  message?: string | undefined;
  /** The response; its body is empty where it was streamed. */
  response?: HttpResponse | undefined;
  /** The type of API Gateway's own error, such as `THROTTLED`. */
  error?: string | undefined;
  steps: RequestSteps;
}

/** Returns a step that began at a time, and ends now. Times are those of `performance.now()`. */
export function stepSince(began: number, arrived: number): Step {
  return { start: began - arrived, duration: performance.now() - began };
}

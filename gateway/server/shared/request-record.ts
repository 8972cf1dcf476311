import type { Exchange } from "./exchange";

/** The subject of a line of the log, so that a reader may show it in another form: `access` is an access log's, `request` explains an answer. */
export type LogSubject = "access" | "request";

/** Takes the lines that the gateway and its functions write. */
export type GatewayLog = (line: string, about?: LogSubject) => void;

/** One answered request, or one event of a WebSocket connection. */
export interface RequestRecord {
  /** The time at which it arrived, in milliseconds since 1970. */
  time: number;
  requestId: string;
  kind: "http" | "rest" | "websocket" | "gateway";
  /** The API's name; undefined where no API answers. */
  api?: string;
  stage?: string;
  /** `GET`; for a WebSocket connection `CONNECT`, `MESSAGE` or `DISCONNECT`. */
  method: string;
  /** The path as it was sent, without the query string, which may hold tokens; for a WebSocket connection its id. */
  path: string;
  /** The route's key; undefined where no route takes the request. */
  route?: string;
  status: number;
  /** From the request's arrival until its answer was handed over, in milliseconds. */
  duration: number;
  /** The part of the API that the answer comes from: `function orders`, `authorizer users`, `throttle`. */
  decidedBy: string;
  /** The reasons that the gateway gives for the answer, each with its fix. */
  notes: readonly string[];
  /** The entry of the stage's access log; undefined where the stage has none. */
  accessEntry?: string;
}

/** Takes each request once it is answered. */
export type RequestObserver = (record: RequestRecord) => void;

/** Takes each request, with what it carried: that has what is secret in it. Without one where no API took the request. */
export type ExchangeObserver = (record: RequestRecord, exchange?: Exchange) => void;

/** Returns one observer for all that are given; undefined without any. */
export function requestObserver(...given: (ExchangeObserver | undefined)[]): ExchangeObserver | undefined {
  const observers = given.filter((observer) => observer !== undefined);
  return observers.length > 1
    ? (record, exchange) => observers.forEach((observe) => observe(record, exchange))
    : observers[0];
}

import { PRICE_SOURCES } from "../../aws/prices/price-list";

/** The traffic of each API that a cost is for. */
export interface Traffic {
  /** Requests a month; messages of a WebSocket API. */
  requests: number;
  /** The size of a response, or of a message. */
  kilobytes: number;
  /** The duration of a function. */
  milliseconds: number;
}

export const DEFAULT_TRAFFIC: Traffic = { requests: 1_000_000, kilobytes: 4, milliseconds: 100 };

/** The hours of a month, as AWS's pricing calculator reckons. */
export const HOURS = 730;

/** The part of requests that reach an authorizer whose answers are cached. */
export const AUTHORIZER_MISSES = 0.1;

/** The bytes of a line in an access log. */
export const LOG_LINE = 512;

/** The bytes that Lambda logs of an invocation by itself: START, END and REPORT. */
export const FUNCTION_LOG = 400;

/** The assumptions of the cost, each as a sentence. */
export function assumptions({ kilobytes, milliseconds }: Traffic): string[] {
  return [
    "The requests are spread evenly over the routes.",
    `A response, or a message, has ${kilobytes} KB; a request is small.`,
    `A function runs ${milliseconds} ms.`,
    `${AUTHORIZER_MISSES * 100} percent of the requests reach an authorizer whose answers are cached.`,
    `A line of an access log has ${LOG_LINE} bytes, and Lambda logs ${FUNCTION_LOG} bytes of an invocation.`,
    "A WebSocket connection is open for a minute per message.",
    `Data transfer out costs what AWS took on ${PRICE_SOURCES.dataOut?.asOf ?? ""} for the first 10 TB of a month.`,
    `A month has ${HOURS} hours. Taxes, free tiers, discounts and the backends themselves are left out.`,
  ];
}

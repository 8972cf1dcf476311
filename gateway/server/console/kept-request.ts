import type { HeaderList } from "../../behavior/shared/request";
import type { Unanswered } from "../lambda/function-call";
import type { CalledFunction, Exchange, Step } from "../shared/exchange";
import type { RequestRecord } from "../shared/request-record";

/** Characters of an event or a result, and bytes of a response, that are kept: the last requests must not fill the memory. */
const KEPT_LENGTH = 64 * 1024;
/** Bytes of a request's body that are kept as a whole, to send it again. */
const REPLAYABLE_BYTES = 256 * 1024;

/** A text or body as far as it is kept. */
export interface KeptText {
  text: string;
  /** Characters or bytes of the whole. */
  length: number;
  /** Set where the body is no text, which is then in base64. */
  isBase64?: true;
}

/** A function that was called for a request, with what it got and gave. */
export interface KeptCall {
  by: CalledFunction["by"];
  name: string;
  awsRequestId: string;
  duration: number;
  event: KeptText;
  /** The result, or the error as Lambda gives it. */
  result?: KeptText;
  failed: boolean;
  unanswered?: Unanswered;
}

/** One of the last requests: all that the page shows of it, apart from what holds sockets. */
export interface KeptRequest extends RequestRecord {
  number: number;
  /** The path and the query string as the client sent them; undefined for events of an open connection. */
  url?: string;
  /** As the client sent them. */
  headers: HeaderList;
  /** Undefined where it was passed on as it came, or is too large. */
  body?: Buffer;
  hasBody: boolean;
  message?: KeptText;
  response?: { headers: [string, string][]; body: KeptText };
  error?: string;
  authorizer?: Step;
  integration?: Step;
  calls: KeptCall[];
}

/** Returns what is kept of an answered request. */
export function keptRequest(record: RequestRecord, exchange: Exchange | undefined, number: number): KeptRequest {
  const { request, message, response, error, steps } = exchange ?? NOTHING;
  const body = request?.body;
  return {
    ...record,
    number,
    url: request?.message.url,
    headers: request?.headers ?? [],
    body: body === undefined || body.length > REPLAYABLE_BYTES ? undefined : Buffer.from(body),
    hasBody: request?.hasBody ?? false,
    message: message === undefined ? undefined : keptText(message),
    response: response && { headers: response.headers, body: keptBody(response.body) },
    error,
    authorizer: steps.authorizer,
    integration: steps.integration,
    calls: steps.calls.map(keptCall),
  };
}

const NOTHING: Exchange = { steps: { calls: [] } };

function keptCall({ by, name, event, call }: CalledFunction): KeptCall {
  const { requestId, latency, outcome } = call;
  const kept = { by, name, awsRequestId: requestId, duration: latency, event: keptText(event) };
  if (outcome === undefined) {
    return { ...kept, failed: true, unanswered: call.unanswered };
  }
  if (outcome.kind === "result") {
    return { ...kept, failed: false, result: keptText(outcome.payload) };
  }
  const { payload, errorType, errorMessage } = outcome;
  return { ...kept, failed: true, result: keptText(payload ?? JSON.stringify({ errorType, errorMessage })) };
}

function keptText(text: string): KeptText {
  // a copy: a part of a text keeps the whole in memory
  return text.length <= KEPT_LENGTH
    ? { text, length: text.length }
    : { text: Buffer.from(text.slice(0, KEPT_LENGTH)).toString(), length: text.length };
}

function keptBody(body: Uint8Array): KeptText {
  const part = Buffer.from(body.subarray(0, KEPT_LENGTH));
  const text = part.toString("utf8");
  const isText = body.length > KEPT_LENGTH || Buffer.from(text).equals(part);
  return isText && !text.includes("\0")
    ? { text, length: body.length }
    : { text: part.toString("base64"), length: body.length, isBase64: true };
}

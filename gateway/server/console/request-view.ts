import { curlLine } from "./curl-line";
import { explanationOf } from "./explanations";
import type { HiddenValues, RequestHider } from "./hidden-values";
import type { KeptCall, KeptRequest, KeptText } from "./kept-request";

/** A row of the page's list. */
export interface RequestSummary {
  number: number;
  requestId: string;
  time: number;
  kind: KeptRequest["kind"];
  api: string;
  stage: string;
  method: string;
  path: string;
  route: string;
  status: number;
  duration: number;
  authorizer: number;
  integration: number;
  decidedBy: string;
}

/** Returns the row of a request. */
export function requestSummary(kept: KeptRequest, hidden: HiddenValues): RequestSummary {
  const {
    number,
    requestId,
    time,
    kind,
    api = "",
    stage = "",
    method,
    path,
    route = "",
    status,
    duration,
    decidedBy,
  } = kept;
  return {
    number,
    requestId,
    time,
    kind,
    api,
    stage,
    method,
    path: hidden.text(path),
    route,
    status,
    duration: round(duration),
    authorizer: round(kept.authorizer?.duration ?? 0),
    integration: round(kept.integration?.duration ?? 0),
    decidedBy: hidden.text(decidedBy),
  };
}

/** Returns everything that the page shows of a request. */
export function requestDetail(kept: KeptRequest, hidden: HiddenValues, gatewayUrl: string): object {
  const { url, headers, body, hasBody, message, response, error, notes, calls } = kept;
  const hider = hidden.forRequest(headers, url ?? "");
  return {
    ...requestSummary(kept, hidden),
    notes: notes.map((note) => hider.text(note)),
    explanation: explanationOf(error),
    steps: [
      ...(kept.authorizer === undefined ? [] : [{ name: "authorizer", ...kept.authorizer }]),
      ...(kept.integration === undefined ? [] : [{ name: "integration", ...kept.integration }]),
    ],
    request:
      url === undefined
        ? undefined
        : {
            url: hider.url(url),
            headers: hider.headers(headers),
            body: body && hider.content(body.toString("utf8")),
            isBodyKept: body !== undefined || !hasBody,
          },
    message: message && shownText(message, hider),
    response: response && { headers: hider.headers(response.headers), body: shownText(response.body, hider) },
    calls: calls.map((call) => shownCall(call, hider)),
    curl: url === undefined ? undefined : curlLine(kept, hider, gatewayUrl),
  };
}

function shownCall({ event, result, ...call }: KeptCall, hider: RequestHider): object {
  return { ...call, event: shownText(event, hider), result: result && shownText(result, hider) };
}

function shownText({ text, length, isBase64 }: KeptText, hider: RequestHider): object {
  return {
    text: isBase64 ? text : hider.content(text),
    length,
    isBase64,
    isCut: isBase64 !== true && text.length < length && Buffer.byteLength(text) < length,
  };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}

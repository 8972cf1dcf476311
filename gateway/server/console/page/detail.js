import { byId, clock, copyButton, element, milliseconds } from "./dom.js";
import { openReplay } from "./replay.js";

/** Shows everything about one request. */
export function showDetail(request, { back, sent: onSent }) {
  const { method, path, status, api, stage, route, decidedBy, time, duration, requestId } = request;
  byId("detail").replaceChildren(
    ...[
      element("button", { type: "button", class: "back", on: { click: back } }, "Back to the list"),
      element("h2", {}, `${method} ${request.request?.url ?? path}: ${status}`),
      element(
        "p",
        { class: "note" },
        [api, stage, route || "no route", decidedBy, clock(time), requestId].filter(Boolean).join(" · "),
      ),
      explanation(request),
      timing(request.steps, duration),
      element(
        "div",
        { class: "tools" },
        request.request &&
          element(
            "button",
            { type: "button", class: "primary", on: { click: () => openReplay(request, onSent) } },
            "Send again",
          ),
        request.curl && copyButton("Copy as curl", () => request.curl),
      ),
      ...request.calls.flatMap(call),
      request.message && content("Message of the client", request.message),
      ...(request.request === undefined ? [] : sent(request.request)),
      ...(request.response === undefined ? [] : received(request.response)),
    ].filter(Boolean),
  );
}

function explanation({ notes, explanation: known, status }) {
  if (status < 400 && notes.length === 0) {
    return null;
  }
  return element(
    "div",
    { class: "explanation" },
    ...notes.map((note) => element("p", {}, note)),
    known && element("p", {}, known.why),
    known && element("p", {}, element("strong", {}, "Fix: "), known.fix, " "),
    known && element("p", {}, element("a", { href: known.source, target: "_blank", rel: "noreferrer" }, "AWS's page")),
    notes.length === 0 &&
      !known &&
      element("p", {}, "The function or backend itself answered this: see what it returned."),
  );
}

/** A bar from the arrival to the answer: what no step takes is the gateway's own time. */
function timing(steps, duration) {
  const bar = element("div", { class: "bar", role: "img", "aria-label": "Timing, as in the list that follows" });
  let end = 0;
  const add = (name, from, to) => {
    const part = element("span", { class: name });
    part.style.flexGrow = String(Math.max(0, to - from));
    bar.append(part);
    end = to;
  };
  for (const { name, start, duration: took } of steps) {
    add("gateway", end, start);
    add(name, start, start + took);
  }
  add("gateway", end, duration);
  const taken = steps.reduce((sum, step) => sum + step.duration, 0);
  const legend = [
    element("li", {}, `gateway ${milliseconds(Math.max(0, duration - taken))}`),
    ...steps.map(({ name, duration: took }) => element("li", { class: `of-${name}` }, `${name} ${milliseconds(took)}`)),
    element("li", { class: "of-all" }, `in all ${milliseconds(duration)}`),
  ];
  return element(
    "div",
    {},
    element("h3", {}, "Timing"),
    bar,
    element("ul", { class: "legend" }, legend.slice(0, -1)),
    element("p", { class: "note" }, `in all ${milliseconds(duration)}`),
  );
}

function call({ by, name, duration, event, result, failed, unanswered }) {
  return [
    element("h3", {}, `${by === "authorizer" ? "Authorizer" : "Function"} ${name}, ${milliseconds(duration)}`),
    content(`Event that ${name} got`, event),
    result
      ? content(failed ? `Error that ${name} ended with` : `Result that ${name} returned`, result, true)
      : element("p", { class: "problem" }, `It gave no result: ${unanswered}.`),
  ];
}

function sent({ headers, body, isBodyKept }) {
  return [
    element("h3", {}, "Request"),
    folded("Headers of the request", headerLines(headers)),
    body !== undefined && content("Body of the request", { text: body, length: body.length }, true),
    !isBodyKept && element("p", { class: "note" }, "Its body was passed on as it came, or is large: it is not kept."),
  ];
}

function received({ headers, body }) {
  return [
    element("h3", {}, "Response"),
    folded("Headers of the response", headerLines(headers)),
    body.length > 0
      ? content("Body of the response", body, true)
      : element("p", { class: "note" }, "No body, or one that was streamed."),
  ];
}

function headerLines(headers) {
  return headers.map(([name, value]) => `${name}: ${value}`).join("\n");
}

function content(title, { text, length, isBase64, isCut }, isOpen = false) {
  const more = isBase64 ? `, ${length} bytes in base64` : isCut ? `, the start of ${length}` : "";
  return folded(`${title}${more}`, text, isOpen);
}

function folded(title, text, isOpen = false) {
  return element(
    "details",
    { open: isOpen },
    element("summary", {}, title),
    element("pre", { tabindex: "0", role: "region", "aria-label": title }, text),
    copyButton(`Copy ${title.toLowerCase().replace(/,.*/, "")}`, () => text),
  );
}

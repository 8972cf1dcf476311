import { byId, clock, element } from "./dom.js";

/** The calls that the stand-ins of AWS services got, the newest first. */
export function showInbox(entries) {
  const place = byId("inbox");
  if (place.contains(document.activeElement) && place.dataset.count === String(entries.length)) {
    return; // somebody is reading
  }
  place.dataset.count = String(entries.length);
  place.replaceChildren(
    ...(entries.length === 0
      ? [element("p", { class: "note" }, "The stand-ins of AWS services got nothing yet.")]
      : [...entries].reverse().map(entryOf)),
  );
}

function entryOf({ time, service, operation, target, route, status, parameters }) {
  const title = `${clock(time)} ${service} ${operation} on ${target}: ${status}, by ${route}`;
  return element(
    "details",
    {},
    element("summary", {}, title),
    element("pre", { tabindex: "0", role: "region", "aria-label": title }, parameters),
  );
}

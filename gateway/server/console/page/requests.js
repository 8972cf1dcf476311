import { read, send } from "./data.js";
import { showDetail } from "./detail.js";
import { byId, clock, element, milliseconds, notice } from "./dom.js";

const CAPACITY = 200;
/** By their number, the oldest first. */
let requests = new Map();
let selected;

const list = byId("request-list");
const filter = byId("filter");
const errorsOnly = byId("errors-only");
const panel = byId("requests");

/** Adds rows, or replaces those that are known. */
export function addRequests(rows) {
  for (const row of rows) {
    requests.set(row.number, row);
  }
  requests = new Map([...requests].sort(([left], [right]) => left - right).slice(-CAPACITY));
  showList();
}

export function showSkipped(skipped) {
  const place = byId("skipped");
  place.hidden = skipped === 0;
  place.textContent = `${skipped} further requests were counted, and not kept: too many came at once.`;
}

/** Selects the request with an id as soon as it is there. */
function selectById(requestId) {
  const find = (left) => {
    const row = [...requests.values()].find((candidate) => candidate.requestId === requestId);
    if (row !== undefined) {
      void select(row.number);
    } else if (left > 0) {
      setTimeout(() => find(left - 1), 50);
    }
  };
  find(40);
}

function showList() {
  const text = filter.value.trim().toLowerCase();
  const focused = document.activeElement?.closest?.("[data-number]")?.dataset.number;
  const shown = [...requests.values()].reverse().filter((row) => isShown(row, text));
  list.replaceChildren(...shown.map(rowOf));
  byId("no-requests").hidden = requests.size > 0;
  if (focused !== undefined) {
    list.querySelector(`[data-number="${focused}"]`)?.focus();
  }
}

function isShown(row, text) {
  const all = [row.status, row.method, row.path, row.route, row.api, row.stage, row.decidedBy].join(" ").toLowerCase();
  return (!errorsOnly.checked || row.status >= 400) && all.includes(text);
}

function rowOf(row) {
  return element(
    "li",
    {},
    element(
      "button",
      {
        type: "button",
        class: "row",
        "data-number": row.number,
        "aria-current": row.number === selected ? "true" : null,
        on: { click: () => void select(row.number) },
      },
      element("span", { class: `status ${statusClass(row.status)}` }, String(row.status)),
      element("span", {}, row.method),
      element(
        "span",
        { class: "path" },
        row.path,
        element("span", { class: "by" }, [row.api, row.decidedBy].join(" · ")),
      ),
      element("span", { class: "ms" }, milliseconds(row.duration), element("br"), clock(row.time)),
    ),
  );
}

export function statusClass(status) {
  return status >= 500 ? "bad" : status >= 400 ? "warn" : "good";
}

async function select(number) {
  selected = number;
  showList();
  try {
    showDetail(await read(`requests/${number}`), { back: unselect, sent: selectById });
    panel.classList.add("selected");
    const detail = byId("detail");
    detail.scrollTop = 0;
    detail.focus({ preventScroll: true });
    if (list.offsetParent === null) {
      window.scrollTo(0, 0); // on a phone the detail stands instead of the list
    }
  } catch (error) {
    notice(error.message);
  }
}

function unselect() {
  panel.classList.remove("selected");
  list.querySelector(`[data-number="${selected}"]`)?.focus();
}

filter.addEventListener("input", showList);
errorsOnly.addEventListener("change", showList);
byId("clear").addEventListener("click", async () => {
  await send("clear");
  requests.clear();
  showSkipped(0);
  showList();
});
list.addEventListener("keydown", (event) => {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  const to = step && document.activeElement.closest("li")?.[step];
  if (to) {
    event.preventDefault();
    to.querySelector("button").focus();
  }
});
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, dialog");
  if (event.key === "/" && !isTyping && !panel.hidden) {
    event.preventDefault();
    filter.focus();
  }
});

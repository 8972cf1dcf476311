/** Makes an element. Attributes that are false, null or undefined are left out; `on` has listeners by their event. */
export function element(tag, attributes = {}, ...children) {
  const { on = {}, ...others } = attributes;
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(others)) {
    if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value === true ? "" : String(value));
    }
  }
  for (const [name, listener] of Object.entries(on)) {
    made.addEventListener(name, listener);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

/** A table with a caption; cells are texts, elements, or `{ code }` for what is set in a fixed width. */
export function table(caption, heads, rows) {
  const cell = (value) =>
    value !== null && typeof value === "object" && "code" in value
      ? element("td", { class: "code" }, value.code)
      : element("td", {}, value ?? "");
  return element(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    element(
      "table",
      {},
      element("caption", {}, caption),
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          heads.map((head) => element("th", { scope: "col" }, head)),
        ),
      ),
      element(
        "tbody",
        {},
        rows.map((row) => element("tr", {}, row.map(cell))),
      ),
    ),
  );
}

let noticeTimer;

/** Shows a short text for a while, which screen readers read out. */
export function notice(text) {
  const place = byId("notice");
  place.textContent = text;
  place.hidden = false;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => (place.hidden = true), 4000);
}

/** A button that copies what a function returns. */
export function copyButton(label, text) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(await text());
      notice(`${label}: copied`);
    } catch (error) {
      notice(`${label}: ${error.message}`);
    }
  };
  return element("button", { type: "button", on: { click: copy } }, label);
}

export function milliseconds(value) {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

export function clock(time) {
  return new Date(time).toLocaleTimeString();
}

import { byId } from "./dom.js";

/** Tabs by the pattern of the WAI-ARIA guide: arrows, Home and End move, the panel follows. The address keeps which is open. */
export function startTabs() {
  const tabs = [...byId("tabs").querySelectorAll("[role=tab]")];
  const select = (tab, focus) => {
    for (const other of tabs) {
      const isSelected = other === tab;
      other.setAttribute("aria-selected", String(isSelected));
      other.tabIndex = isSelected ? 0 : -1;
      byId(other.getAttribute("aria-controls")).hidden = !isSelected;
    }
    history.replaceState(null, "", `#${tab.getAttribute("aria-controls")}`);
    if (focus) {
      tab.focus();
    }
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => select(tab, false));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to !== undefined) {
        event.preventDefault();
        select(tabs[(to + tabs.length) % tabs.length], true);
      }
    });
  });
  select(tabs.find((tab) => `#${tab.getAttribute("aria-controls")}` === location.hash) ?? tabs[0], false);
}

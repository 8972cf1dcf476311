/** The script of the page: it filters the routes, and fades what the remaining ones don't pass in the pictures. */
export const SCRIPT = `
const search = document.getElementById("search");
const access = document.getElementById("access");
const count = document.getElementById("count");
const apis = [...document.querySelectorAll("[data-api]")];
function filter() {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let shown = 0;
  let all = 0;
  for (const api of apis) {
    const passed = new Set();
    const rows = [...api.querySelectorAll("tr[data-route]")];
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      const isOpen = row.classList.contains("open");
      const fits = words.every((word) => text.includes(word)) && (access.value === "" || (access.value === "open") === isOpen);
      row.hidden = !fits;
      all += 1;
      if (fits) {
        passed.add(row.dataset.route);
        shown += 1;
      }
    }
    for (const part of api.querySelectorAll("svg [data-routes]")) {
      part.classList.toggle("away", !part.dataset.routes.split(" ").some((route) => passed.has(route)));
    }
    const empty = api.querySelector(".empty");
    if (empty) {
      empty.hidden = passed.size > 0 || rows.length === 0;
    }
  }
  count.textContent = shown + " of " + all + " routes";
}
search.addEventListener("input", filter);
access.addEventListener("change", filter);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== search) {
    event.preventDefault();
    search.focus();
  }
});
filter();
`;

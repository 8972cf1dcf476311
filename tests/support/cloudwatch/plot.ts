import type { Result } from "./simulation";
import { after } from "./table";
import { type Notified, notified } from "./verdict";

const WIDTH = 960;
const LEFT = 330;
const RIGHT = 30;
const TOP = 64;
const LANE = 11;
const MINUTES = [1, 5, 15, 60, 360, 1440];

/** The colours that text and lines have on light and on dark pages; those of the marks stand out on both. */
const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.small { font-size: 11px; fill: #59636e; }
.line { stroke: #d1d9e0; }
.right { fill: #1a7f37; stroke: #1a7f37; }
.false { fill: #d1242f; stroke: #d1242f; }
.missed { fill: none; stroke: #d1242f; stroke-width: 2; }
.ticket { fill: none; stroke-width: 2; }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc; }
  .small { fill: #9198a1; }
  .line { stroke: #3d444d; }
  .right { fill: #3fb950; stroke: #3fb950; }
  .false { fill: #f85149; stroke: #f85149; }
  .missed { stroke: #f85149; }
}
.ticket { fill: none; }
`;

/**
 * Returns the results as a plot: for each scenario the time of each notification on a logarithmic scale, green where somebody on call
 * expects it, red where not, and a cross where it is missing.
 */
export function resultPlot(results: readonly Result[]): string {
  const lanes = results[0] === undefined ? 0 : notified(results[0]).length;
  const row = lanes * LANE + 13;
  const height = TOP + results.length * row + 24;
  const parts = [
    ...legend(results),
    ...MINUTES.flatMap((minute) => [
      `<line class="line" x1="${x(minute)}" x2="${x(minute)}" y1="${TOP - 8}" y2="${height - 24}"/>`,
      `<text class="small" x="${x(minute)}" y="${height - 8}" text-anchor="middle">${after(minute).replace(".0", "")}</text>`,
    ]),
    ...results.flatMap((result, index) => scenario(result, TOP + index * row)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="The time of each notification by traffic and alarms">
<style>${STYLE}</style>
${parts.join("\n")}
</svg>
`;
}

function legend(results: readonly Result[]): string[] {
  const names = results[0] === undefined ? [] : notified(results[0]).map(({ alarms }) => alarms);
  const shapes = names.map(
    (name, index) =>
      `${shape(index, LEFT + index * 130, 16, "right")}<text x="${LEFT + 12 + index * 130}" y="20">${escaped(name)}</text>`,
  );
  const states = [
    `${shape(0, LEFT, 38, "right")}<text class="small" x="${LEFT + 12}" y="42">page, expected</text>`,
    `${shape(0, LEFT + 130, 38, "right ticket")}<text class="small" x="${LEFT + 142}" y="42">ticket, expected</text>`,
    `${shape(0, LEFT + 260, 38, "false")}<text class="small" x="${LEFT + 272}" y="42">false</text>`,
    `${cross(LEFT + 340, 38)}<text class="small" x="${LEFT + 352}" y="42">missed</text>`,
  ];
  return [...shapes, ...states];
}

function scenario(result: Result, top: number): string[] {
  const { name, expected } = result.scenario;
  const lanes = notified(result).flatMap((each, index) => lane(each, index, top + 10 + index * LANE));
  return [
    `<line class="line" x1="0" x2="${WIDTH}" y1="${top - 4}" y2="${top - 4}"/>`,
    `<text x="4" y="${top + 14}">${escaped(name)}</text>`,
    `<text class="small" x="4" y="${top + 30}">expected: ${expected}</text>`,
    ...lanes.filter((part) => part !== ""),
  ];
}

function lane({ page, ticket, verdict }: Notified, index: number, y: number): string[] {
  const kind = verdict === "false" ? "false" : "right";
  return [
    verdict === "missed" ? cross(LEFT, y) : "",
    page === undefined ? "" : shape(index, x(page), y, kind),
    ticket === undefined ? "" : shape(index, x(ticket), y, `${kind} ticket`),
  ];
}

/** A circle, a square, a triangle: the sets of alarms differ without colours too. */
function shape(index: number, cx: number, cy: number, kind: string): string {
  switch (index) {
    case 0:
      return `<circle class="${kind}" cx="${cx}" cy="${cy}" r="4"/>`;
    case 1:
      return `<rect class="${kind}" x="${cx - 4}" y="${cy - 4}" width="8" height="8"/>`;
    default:
      return `<path class="${kind}" d="M${cx} ${cy - 5}l5 9h-10z"/>`;
  }
}

function cross(cx: number, cy: number): string {
  return `<path class="missed" d="M${cx - 4} ${cy - 4}l8 8m0-8l-8 8"/>`;
}

function x(minutes: number): number {
  const scale = (WIDTH - LEFT - RIGHT) / Math.log(MINUTES.at(-1) ?? 1);
  return Math.round((LEFT + 16 + (scale - 3) * Math.log(minutes)) * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

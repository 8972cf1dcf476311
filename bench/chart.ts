import { isMet, limitText, type Measured, valueText } from "./measured";

const ROW = 22;
const LEFT = 300;
const LIMIT_AT = 240;
const LONGEST = 400;
const WIDTH = LEFT + LONGEST + 220;

/** Returns a bar for each figure. All limits are on one line: bars have to reach it, or to stay before it where the limit is an upper one. */
export function chartOf(measured: readonly Measured[]): string {
  const height = ROW * (measured.length + 1);
  const bars = measured.map((figure, index) => barOf(figure, ROW * index + ROW / 2));
  const line = LEFT + LIMIT_AT;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" fill="#222">
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
${bars.join("\n")}
<path d="M${line} 4V${height - ROW + 6}" stroke="#222" stroke-dasharray="3 3"/>
<text x="${line}" y="${height - 6}" text-anchor="middle">limit</text>
</svg>
`;
}

function barOf(figure: Measured, top: number): string {
  const { name, value, limit } = figure;
  const length = Math.min(LONGEST, (LIMIT_AT * value) / limit.value);
  const colour = isMet(figure) ? "#3a7d44" : "#b3541e";
  const label = `${valueText(figure)} (${limitText(figure)})`;
  return `<text x="${LEFT - 8}" y="${top + 4}" text-anchor="end">${escaped(name)}</text><rect x="${LEFT}" y="${top - 7}" width="${length.toFixed(1)}" height="14" fill="${colour}"/><text x="${LEFT + Math.max(length, LIMIT_AT) + 8}" y="${top + 4}">${escaped(label)}</text>`;
}

export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

import { COLUMNS, type Picture, type PictureNode } from "../picture";
import { escaped } from "./escape";

const COLUMN = 250;
const NODE = { width: 200, height: 30 };
const ROW = 40;
const HEAD = 34;
const LONGEST = 28;

/** Returns a picture as SVG. It grows with its routes, and its nodes carry the routes that pass them for the page's filter. */
export function svgOf({ nodes, edges }: Picture, title: string, id: string): string {
  const tops = placed(nodes);
  const height = HEAD + ROW * Math.max(1, ...COLUMNS.map((_, column) => rowsOf(nodes, column)));
  const width = COLUMN * (COLUMNS.length - 1) + NODE.width + 2;
  const middle = (node: string): number => (tops.get(node) ?? 0) + NODE.height / 2;
  const column = new Map(nodes.map((node) => [node.id, node.column]));
  const lines = edges.map(({ from, to, routes }) => {
    const [x1, x2] = [(column.get(from) ?? 0) * COLUMN + NODE.width + 1, (column.get(to) ?? 0) * COLUMN + 1];
    const bend = (x1 + x2) / 2;
    const path = `M${x1} ${middle(from)}C${bend} ${middle(from)} ${bend} ${middle(to)} ${x2} ${middle(to)}`;
    return `<path class="edge" data-routes="${routes.join(" ")}" d="${path}"/>`;
  });
  const heads = COLUMNS.map((name, index) => `<text class="head" x="${index * COLUMN + 1}" y="18">${name}</text>`);
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}">`,
    `<title id="${id}">${escaped(title)}</title>`,
    ...heads,
    ...lines,
    ...nodes.map((node) => box(node, tops.get(node.id) ?? 0)),
    "</svg>",
  ].join("\n");
}

function rowsOf(nodes: readonly PictureNode[], column: number): number {
  return nodes.filter((node) => node.column === column).length;
}

/** The routes stand below each other in the order of the report; every other node stands in the middle of its routes. */
function placed(nodes: readonly PictureNode[]): Map<string, number> {
  const tops = new Map<string, number>();
  const rowOfRoute = new Map<number, number>();
  for (const [row, { id, routes }] of nodes.filter(({ column }) => column === 2).entries()) {
    tops.set(id, HEAD + row * ROW);
    routes.forEach((route) => rowOfRoute.set(route, row));
  }
  for (const column of [0, 1, 3, 4]) {
    const placedNodes = nodes
      .filter((node) => node.column === column)
      .map((node) => ({ id: node.id, row: mean(node.routes.map((route) => rowOfRoute.get(route) ?? 0)) }))
      .sort((left, right) => left.row - right.row);
    let next = 0;
    for (const { id, row } of placedNodes) {
      const at = Math.max(next, row);
      tops.set(id, HEAD + at * ROW);
      next = at + 1;
    }
    pulledUp(
      tops,
      placedNodes.map(({ id }) => id),
      nodes,
    );
  }
  return tops;
}

/** Moves a column up that would end below the picture. */
function pulledUp(tops: Map<string, number>, column: string[], nodes: readonly PictureNode[]): void {
  const rows = Math.max(...COLUMNS.map((_, index) => rowsOf(nodes, index)));
  let last = HEAD + (rows - 1) * ROW;
  for (const id of column.reverse()) {
    tops.set(id, Math.min(last, tops.get(id) ?? 0));
    last = (tops.get(id) ?? 0) - ROW;
  }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function box({ column, label, isOpen, routes }: PictureNode, top: number): string {
  const x = column * COLUMN + 1;
  const shown = label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label;
  return [
    `<g class="node${isOpen ? " open" : ""}" data-routes="${routes.join(" ")}">`,
    `<rect x="${x}" y="${top.toFixed(1)}" width="${NODE.width}" height="${NODE.height}" rx="6"/>`,
    `<text x="${x + 10}" y="${(top + 20).toFixed(1)}">${escaped(shown)}</text>`,
    ...(shown === label ? [] : [`<title>${escaped(label)}</title>`]),
    "</g>",
  ].join("");
}

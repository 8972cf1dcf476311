import { escaped } from "./escape";

/** One cell: its text, and how it is shown. */
export interface Cell {
  text: string;
  /** `code` for what stands in a program, `number` for what is aligned at its end, `near` for what needs attention. */
  as?: "code" | "number" | "near";
}

export interface Row {
  cells: (Cell | string)[];
  /** The position of the route that the row is about. */
  route?: number;
  isOpen?: boolean;
}

/** Returns a table; on a phone each row is a card, so that the roles of a table are written out. */
export function tableOf(caption: string, head: readonly string[], rows: readonly Row[]): string {
  const [first] = rows;
  const isNumber = (index: number): boolean => {
    const cell = first?.cells[index];
    return typeof cell === "object" && cell.as === "number";
  };
  const heads = head.map(
    (name, index) => `<th role="columnheader" scope="col"${isNumber(index) ? ' class="n"' : ""}>${escaped(name)}</th>`,
  );
  return [
    '<table role="table">',
    `<caption>${escaped(caption)}</caption>`,
    `<thead role="rowgroup"><tr role="row">${heads.join("")}</tr></thead>`,
    '<tbody role="rowgroup">',
    ...rows.map((row) => rowOf(row, head)),
    "</tbody>",
    "</table>",
  ].join("\n");
}

function rowOf({ cells, route, isOpen }: Row, head: readonly string[]): string {
  const attributes = [
    'role="row"',
    ...(route === undefined ? [] : [`data-route="${route}"`]),
    ...(isOpen === true ? ['class="open"'] : []),
  ];
  return `<tr ${attributes.join(" ")}>${cells.map((cell, index) => cellOf(cell, head[index] ?? "")).join("")}</tr>`;
}

function cellOf(cell: Cell | string, name: string): string {
  const { text, as } = typeof cell === "string" ? { text: cell } : cell;
  const kind = as === "number" ? ' class="n"' : as === "near" ? ' class="near"' : "";
  const inner = as === "code" ? `<code>${escaped(text)}</code>` : escaped(text);
  return `<td role="cell" data-name="${escaped(name)}"${kind}><span>${inner}</span></td>`;
}

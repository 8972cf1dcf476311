import type { Result } from "./simulation";

/** The lines around the table in docs/monitoring.md. */
export const MARKS = ["<!-- simulation: `npm run monitoring:table` -->", "<!-- end of simulation -->"] as const;

/** Returns the results as a table in Markdown: the minutes until each notification, and whether it is right. */
export function resultTable(results: readonly Result[]): string {
  const rows = results.map((result) => {
    const { scenario, page, ticket, recommended } = result;
    return [scenario.name, scenario.expected, after(page), after(ticket), after(recommended), verdict(result)];
  });
  const head = ["Traffic", "Expected", "Page after", "Ticket after", "AWS's recommended alarms", "Those are"];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** Returns the document with the table between its marks. */
export function withTable(document: string, table: string): string {
  const [start, end] = MARKS;
  const [before, rest = ""] = document.split(start);
  const [, after = ""] = rest.split(end);
  return `${before ?? ""}${start}\n\n${table}\n\n${end}${after}`;
}

function after(minutes: number | undefined): string {
  return minutes === undefined ? "none" : minutes < 60 ? `${String(minutes)} min` : `${(minutes / 60).toFixed(1)} h`;
}

/** An alarm on a threshold notifies somebody at once, whatever it is about. */
function verdict({ scenario, recommended }: Result): string {
  return (scenario.expected === "none") === (recommended === undefined)
    ? "right"
    : recommended === undefined
      ? "missing it"
      : "false";
}

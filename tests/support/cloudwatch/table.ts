import type { Result } from "./simulation";
import { type Notified, notified, type Verdict } from "./verdict";

/** The lines around the tables in docs/monitoring.md. */
export const MARKS = ["<!-- simulation: `npm run monitoring:table` -->", "<!-- end of simulation -->"] as const;

/** Returns the results as two tables in Markdown: the minutes until each notification, and how often each set of alarms is wrong. */
export function resultTable(results: readonly Result[]): string {
  const rows = results.map((result) => {
    const [own, ...others] = notified(result);
    const cells = others.map(({ page, verdict }) => `${after(page)}${mark(verdict)}`);
    return [
      result.scenario.name,
      result.scenario.expected,
      `${after(own?.page)}${mark(own?.verdict)}`,
      after(own?.ticket),
      ...cells,
    ];
  });
  const [first] = results;
  const others = first === undefined ? [] : notified(first).slice(1);
  const head = ["Traffic", "Expected", "Page", "Ticket", ...others.map(({ alarms }) => alarms)];
  return `${markdown(head, rows)}\n\n${summary(results)}`;
}

/** Returns the document with the tables between their marks. */
export function withTable(document: string, table: string): string {
  const [start, end] = MARKS;
  const [before, rest = ""] = document.split(start);
  const [, after = ""] = rest.split(end);
  return `${before ?? ""}${start}\n\n${table}\n\n${end}${after}`;
}

function summary(results: readonly Result[]): string {
  const all = results.flatMap(notified);
  const names = [...new Set(all.map(({ alarms }) => alarms))];
  const rows = names.map((name) => {
    const own = all.filter(({ alarms }) => alarms === name);
    return [name, `${count(own, "false")}`, `${count(own, "missed")}`, `${count(own, "right")} of ${own.length}`];
  });
  return markdown(["Alarms", "False", "Missed", "Right"], rows);
}

function count(notifications: readonly Notified[], verdict: Verdict): number {
  return notifications.filter((each) => each.verdict === verdict).length;
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** Returns the time after the cause, as people say it. */
export function after(minutes: number | undefined): string {
  return minutes === undefined ? "none" : minutes < 60 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}

function mark(verdict: Verdict | undefined): string {
  return verdict === undefined || verdict === "right" ? "" : ` (**${verdict}**)`;
}

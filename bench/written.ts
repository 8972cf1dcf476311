import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { chartOf } from "./chart";
import { machine } from "./machine";
import { isMet, limitText, type Measured, valueText } from "./measured";

/** The folder of what benchmarks write, for docs/performance.md. */
export const FIGURES = join(__dirname, "../docs/figures");

/** The results of a benchmark, for a page. */
export interface MeasuredPage {
  title: string;
  /** The first one is the head. */
  rows: string[][];
  measured: Measured[];
}

/** Writes the figures of a benchmark as a page and a chart to docs/figures/. */
export async function writeMeasured(name: string, { title, rows, measured }: MeasuredPage): Promise<void> {
  const limits = [
    ["Figure", "Value", "Limit", ""],
    ...measured.map((each) => [each.name, valueText(each), limitText(each), isMet(each) ? "met" : "missed"]),
  ];
  const page = [
    `# Figures of \`npm run bench ${name}\``,
    `Written by \`npm run bench -- --write ${name}\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}.`,
    `${title}.`,
    markdownTable(rows),
    "## Limits",
    `![Each figure beside its limit](${name}.svg)`,
    markdownTable(limits),
  ].join("\n\n");
  mkdirSync(FIGURES, { recursive: true });
  writeFileSync(join(FIGURES, `${name}.md`), await format(page, { parser: "markdown", printWidth: 120 }));
  writeFileSync(join(FIGURES, `${name}.svg`), chartOf(measured));
}

function markdownTable([head = [], ...rows]: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { chartOf } from "./chart";
import { table } from "./figures";
import { machine } from "./machine";
import { isMet, limitText, type Measured, measuredText, valueText } from "./measured";
import type { BenchmarkOptions } from "./options";

/** The folder of what benchmarks write, for docs/performance.md. */
export const FIGURES = join(__dirname, "../docs/figures");

/** The results of a benchmark, for a page. */
export interface MeasuredPage {
  title: string;
  /** The first one is the head. */
  rows: string[][];
  measured: Measured[];
}

/** Prints the figures of a benchmark; with `--write`, they become a page and a chart in docs/figures/, too. */
export async function reportMeasured(name: string, page: MeasuredPage, { writes }: BenchmarkOptions): Promise<void> {
  console.log(`${page.title}\n${table(page.rows)}\n`);
  page.measured.forEach((figure) => console.log(measuredText(figure)));
  console.log("");
  if (writes) {
    await writeMeasured(name, page);
  }
}

async function writeMeasured(name: string, { title, rows, measured }: MeasuredPage): Promise<void> {
  const limits = [
    ["Figure", "Value", "Limit", ""],
    ...measured.map((each) => [each.name, valueText(each), limitText(each), isMet(each) ? "met" : "missed"]),
  ];
  const page = [
    `# Figures of \`npm run bench ${name}\``,
    `Written by \`npm run bench -- --write ${name}\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}.`,
    `${title}.`,
    markdownTable(rows),
    ...(measured.length === 0
      ? []
      : ["## Limits", `![Each figure beside its limit](${name}.svg)`, markdownTable(limits)]),
  ].join("\n\n");
  mkdirSync(FIGURES, { recursive: true });
  writeFileSync(join(FIGURES, `${name}.md`), await format(page, { parser: "markdown", printWidth: 120 }));
  if (measured.length > 0) {
    writeFileSync(join(FIGURES, `${name}.svg`), chartOf(measured));
  }
}

function markdownTable([head = [], ...rows]: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

import { type DiffedResource, type GraphDiff } from "../graph-diff";
import { placeOf, placeText } from "../place";
import { type Finding, type StackResult, type Undecided } from "../result";
import { countText, totals } from "../totals";
import { type UseReport, useSections } from "./api-use";

/** Where a bot finds the comment that it wrote before. */
export const COMMENT_MARK = "<!-- gatewright check -->";
/** GitHub refuses comments over 65,536 characters. */
const LONGEST_COMMENT = 60_000;

/** A comment for a pull request: a table of the stacks, what blocks, the rest in lists that unfold, quotas and cost. */
export function markdownReport(results: StackResult[], diffs: Map<string, GraphDiff>, use?: UseReport): string {
  const counts = totals(results);
  const verdict = counts.mandatory > 0 ? "❌ blocked" : "✅ may be merged";
  const sections = [
    `${COMMENT_MARK}\n## API Gateway check: ${verdict}`,
    stackTable(results, diffs),
    ...blocking(results),
    ...unfolding("Advisory findings", results, ({ findings }) =>
      findings.filter(({ enforcement }) => enforcement === "advisory"),
    ),
    ...unfolding("Changed by policies", results, ({ findings }) =>
      findings.filter(({ enforcement }) => enforcement === "remediate"),
    ),
    ...unfolding("Could not be decided", results, ({ undecided }) => undecided),
    ...results.flatMap(({ stack }) => resourceChanges(stack, diffs.get(stack))),
    ...(use === undefined ? [] : useSections(use, inline)),
    `<sub>${countText(counts)} in ${results.length} ${results.length === 1 ? "stack" : "stacks"}, by gatewright check</sub>`,
  ];
  return shortened(sections);
}

function stackTable(results: StackResult[], diffs: Map<string, GraphDiff>): string {
  const compared = diffs.size > 0;
  const header = [
    "Stack",
    "Mandatory",
    "Advisory",
    "Undecided",
    "Resources",
    ...(compared ? ["Added", "Changed", "Removed"] : []),
  ];
  const rows = results.map((result) => {
    const { mandatory, advisory, undecided } = totals([result]);
    const diff = diffs.get(result.stack);
    const changes = compared ? [diff?.added.length ?? "", diff?.changed.length ?? "", diff?.removed.length ?? ""] : [];
    const stack = `${mandatory > 0 ? "❌" : "✅"} ${inline(result.stack)}`;
    return [stack, mandatory, advisory, undecided, result.graph.resources.length, ...changes];
  });
  return [header, header.map((_, index) => (index === 0 ? "---" : "---:")), ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}

function blocking(results: StackResult[]): string[] {
  const lines = grouped(results, ({ findings }) => findings.filter(({ enforcement }) => enforcement === "mandatory"));
  return lines.length === 0 ? [] : [`### Must be fixed\n\n${lines.join("\n")}`];
}

function unfolding(
  title: string,
  results: StackResult[],
  notes: (result: StackResult) => (Finding | Undecided)[],
): string[] {
  const lines = grouped(results, notes);
  return lines.length === 0 ? [] : [details(`${title} (${lines.length})`, lines.join("\n"))];
}

/** A list item for each different note, with the stacks that it is in. */
function grouped(results: StackResult[], notesOf: (result: StackResult) => (Finding | Undecided)[]): string[] {
  const groups = new Map<string, { note: Finding | Undecided; stacks: string[] }>();
  for (const result of results) {
    for (const note of notesOf(result)) {
      const key = JSON.stringify([note.rule.pack, note.rule.name, note.resource, note.message]);
      const group = groups.get(key) ?? { note, stacks: [] };
      groups.set(key, { note, stacks: [...new Set([...group.stacks, result.stack])] });
    }
  }
  return [...groups.values()].map(({ note, stacks }) => item(note, stacks));
}

function item({ rule, resource, source, message, ...note }: Finding | Undecided, stacks: string[]): string {
  const name = rule.docs ? `[${inline(rule.name)}](${encodeURI(rule.docs)})` : inline(rule.name);
  const place = source === undefined ? "" : ` (\`${code(placeText(placeOf(source)))}\`)`;
  const fix = "fix" in note && note.fix !== "" ? `<br>**Fix:** ${inline(note.fix)}` : "";
  return `- **${name}** \`${code(resource.name)}\`${place} in ${stacks.map(inline).join(", ")}: ${inline(message)}${fix}`;
}

function resourceChanges(stack: string, diff: GraphDiff | undefined): string[] {
  if (diff === undefined || diff.added.length + diff.changed.length + diff.removed.length === 0) {
    return [];
  }
  const lines = [
    ...diff.added.map((resource) => `+ ${resourceText(resource)}`),
    ...diff.changed.map((resource) => `! ${resourceText(resource)}: ${resource.properties.join(", ")}`),
    ...diff.removed.map((resource) => `- ${resourceText(resource)}`),
  ];
  const counts = `${diff.added.length} added, ${diff.changed.length} changed, ${diff.removed.length} removed`;
  return [details(`Resources of ${inline(stack)}: ${counts}`, `\`\`\`diff\n${lines.map(code).join("\n")}\n\`\`\``)];
}

function resourceText({ type, name }: DiffedResource): string {
  return `${type} ${name}`;
}

function details(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** Text that stays text: no markup of Markdown or HTML, no line breaks, nobody mentioned. */
function inline(text: string): string {
  return text
    .replace(/\s*\n\s*/g, " ")
    .replace(/[\\`*_[\]|~]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "@\u2060");
}

function code(text: string): string {
  return text.replaceAll("`", "'").replaceAll("\n", " ");
}

/** Leaves out whole sections at the end, and says so, rather than to be refused. */
function shortened(sections: string[]): string {
  let text = "";
  for (const [index, section] of sections.entries()) {
    if (text.length + section.length > LONGEST_COMMENT) {
      return `${text}\n\n_${sections.length - index} more sections do not fit in a comment: see the job's log._\n`;
    }
    text += index === 0 ? section : `\n\n${section}`;
  }
  return `${text}\n`;
}

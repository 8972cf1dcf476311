import { type DiffedResource, type GraphDiff } from "../graph-diff";
import { placeOf, placeText } from "../place";
import { type Finding, type StackResult, type UncheckedStack, type Undecided } from "../result";
import { countText, totals } from "../totals";
import { unseenText } from "../unseen";
import { isUpdateFinding } from "../update-findings";
import { type UseReport, useSections } from "./api-use";
import { groupNotes } from "./note-groups";

/** Returns the line by which a bot finds the comment that it wrote before: each project of a repository has its own. */
export function commentMark(project: string): string {
  return `<!-- gatewright check of ${project.replaceAll("--", "- -")} -->`;
}
/** GitHub refuses comments over 65,536 characters. */
const LONGEST_COMMENT = 60_000;

/** A comment for a pull request: a table of the stacks, what blocks, the rest in lists that unfold, quotas and cost. */
export function markdownReport(
  results: StackResult[],
  diffs: Map<string, GraphDiff>,
  use?: UseReport,
  unchecked: readonly UncheckedStack[] = [],
  project = results[0]?.graph.project ?? "",
): string {
  const counts = totals(results);
  const unseen = unseenText(results);
  const partly = results.length === 0 ? "⚠️ nothing was checked" : "⚠️ not everything was checked";
  const passed = unseen === undefined && unchecked.length === 0 ? "✅ may be merged" : partly;
  const verdict = counts.mandatory > 0 ? "❌ blocked" : passed;
  const sections: Section[] = [
    `${commentMark(project)}\n## API Gateway check: ${verdict}`,
    ...(unseen === undefined ? [] : [inline(unseen)]),
    ...unchecked.map(({ stack, problem }) => `Not checked: **${inline(stack)}**: ${inline(problem)}`),
    ...(results.length === 0 ? [] : [stackTable(results, diffs)]),
    ...blocking(results),
    ...unfolding("What the update does", results, ({ findings }) =>
      findings.filter((finding) => isUpdateFinding(finding) && finding.enforcement === "advisory"),
    ),
    ...unfolding("Advisory findings", results, ({ findings }) =>
      findings.filter((finding) => finding.enforcement === "advisory" && !isUpdateFinding(finding)),
    ),
    ...unfolding("Changed by policies", results, ({ findings }) =>
      findings.filter(({ enforcement }) => enforcement === "remediate"),
    ),
    ...unfolding("Could not be decided", results, ({ undecided }) => undecided),
    ...results.flatMap(({ stack }) => resourceChanges(stack, diffs.get(stack))),
    ...(use === undefined ? [] : useSections(use, inline)),
    `<sub>${countText(counts)} in ${results.length} ${results.length === 1 ? "stack" : "stacks"} of ${inline(project)}, by gatewright check</sub>`,
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

/** A section, or a list that may be cut where the whole does not fit. */
type Section = string | { head: string; lines: string[]; tail: string };

function blocking(results: StackResult[]): Section[] {
  const lines = grouped(results, ({ findings }) => findings.filter(({ enforcement }) => enforcement === "mandatory"));
  return lines.length === 0 ? [] : [{ head: "### Must be fixed\n\n", lines, tail: "" }];
}

function unfolding(
  title: string,
  results: StackResult[],
  notes: (result: StackResult) => (Finding | Undecided)[],
): Section[] {
  const lines = grouped(results, notes);
  return lines.length === 0 ? [] : [{ head: detailsHead(`${title} (${lines.length})`), lines, tail: DETAILS_TAIL }];
}

/** A list item for each different note, with the stacks that it is in. */
function grouped(results: StackResult[], notesOf: (result: StackResult) => (Finding | Undecided)[]): string[] {
  return groupNotes(results, notesOf).map(({ note, stacks }) => item(note, stacks));
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
  return `${detailsHead(title)}${body}${DETAILS_TAIL}`;
}

function detailsHead(title: string): string {
  return `<details><summary>${title}</summary>\n\n`;
}

const DETAILS_TAIL = "\n\n</details>";

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

/** Cuts lists, then leaves out sections, and says how much of what is missing: GitHub refuses a comment that is too long. */
function shortened(sections: Section[]): string {
  let text = "";
  for (const [index, section] of sections.entries()) {
    const separator = index === 0 ? "" : "\n\n";
    const room = LONGEST_COMMENT - text.length - separator.length;
    const fitting = typeof section === "string" ? (section.length <= room ? section : undefined) : cut(section, room);
    if (fitting === undefined) {
      return `${text}\n\n_${sections.length - index} more sections do not fit in a comment: see the job's log._\n`;
    }
    text += `${separator}${fitting}`;
  }
  return `${text}\n`;
}

/** Returns as much of a list as there is room for. */
function cut({ head, lines, tail }: Exclude<Section, string>, room: number): string | undefined {
  const whole = `${head}${lines.join("\n")}${tail}`;
  if (whole.length <= room) {
    return whole;
  }
  const more = (count: number): string => `\n\n_${count} more do not fit in a comment: see the job's log._`;
  let left = room - head.length - tail.length - more(lines.length).length;
  const kept = lines.filter((line) => (left -= line.length + 1) >= 0);
  return kept.length === 0 ? undefined : `${head}${kept.join("\n")}${more(lines.length - kept.length)}${tail}`;
}

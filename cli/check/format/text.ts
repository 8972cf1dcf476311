import { placeOf, placeText } from "../place";
import { type Finding, type StackResult, type Undecided } from "../result";
import { rulePage, rulePages } from "../rule-page";
import { countText, totals } from "../totals";
import { unseenText } from "../unseen";

/** For people: by stack, a line for each finding and one for its fix, and a summary at the end. */
export function textReport(results: StackResult[]): string {
  const unseen = unseenText(results);
  return [
    ...results.flatMap(stackLines),
    ...pagesLine(results),
    ...(unseen === undefined ? [] : [unseen]),
    summary(results),
  ].join("\n");
}

/** Once for all findings: a line of each would hide the findings. */
function pagesLine(results: StackResult[]): string[] {
  const notes = results.flatMap(({ findings, undecided }) => [...findings, ...undecided]);
  return notes.some(({ rule }) => rulePage(rule) !== undefined) ? [`Each rule has a page: ${rulePages()}`] : [];
}

function stackLines(result: StackResult): string[] {
  const { stack, findings, undecided } = result;
  if (findings.length + undecided.length === 0) {
    return [];
  }
  return [
    `${stack}: ${countText(totals([result]))}`,
    ...findings.flatMap(findingLines),
    ...undecided.map(undecidedLine),
    "",
  ];
}

function findingLines(finding: Finding): string[] {
  const { rule, enforcement, message } = finding;
  const fix = [finding.fix && `fix: ${finding.fix}`, rule.docs].filter(Boolean).join("  ");
  const line = `  ${enforcement.padEnd(9)}  ${rule.name}  ${where(finding)}: ${oneLine(message)}`;
  return fix === "" ? [line] : [line, `             ${fix}`];
}

function undecidedLine(note: Undecided): string {
  return `  undecided  ${note.rule.name}  ${where(note)}: ${oneLine(note.message)}`;
}

function where({ resource, source }: Finding | Undecided): string {
  return source === undefined ? resource.name : `${resource.name} (${placeText(placeOf(source))})`;
}

function oneLine(text: string): string {
  return text.split(/\s*\n\s*/).join(" ");
}

function summary(results: StackResult[]): string {
  const stacks = results.length === 1 ? `1 stack (${results[0]?.stack ?? ""})` : `${results.length} stacks`;
  const rules = new Set(results.flatMap((result) => result.rules.map(({ pack, name }) => `${pack} ${name}`))).size;
  const resources = results.reduce((sum, { graph }) => sum + graph.resources.length, 0);
  return `Checked ${stacks}, ${resources} resources, with ${rules} rules: ${countText(totals(results))}.`;
}
